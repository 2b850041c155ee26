import { tags } from "../../shared/domain/dlp-names/model-layout.ts";
import { readTokens } from "../../shared/domain/dlp-names/read-tokens.ts";
import type { Dice } from "./dice.ts";

export type Tag = (typeof tags)[number];

/** A text in pieces, each of one tag. */
export type Piece = { readonly text: string; readonly tag: Tag };
export type Marked = readonly Piece[];

export const textOf = (marked: Marked): string => marked.map(({ text }) => text).join("");

/** The pieces of a text in which spans are written `{{TAG|words}}`. */
export const parseMarks = (written: string): Marked => {
  const pieces: Piece[] = [];
  let copied = 0;
  for (const match of written.matchAll(/\{\{([A-Z]+)\|([^}]*)\}\}/g)) {
    const tag = tags.find((each) => each === match[1]);
    if (tag === undefined) throw new Error(`no tag ${match[1]}`);
    pieces.push({ text: written.slice(copied, match.index), tag: "OTHER" }, { text: match[2] ?? "", tag });
    copied = match.index + match[0].length;
  }
  return [...pieces, { text: written.slice(copied), tag: "OTHER" }];
};

/** The tag of each token, as its number. */
export const tagTokens = (marked: Marked): Uint8Array => {
  const text = textOf(marked);
  const { count, starts } = readTokens(text);
  const gold = new Uint8Array(count);
  let piece = 0;
  let end = marked[0]?.text.length ?? 0;
  for (let at = 0; at < count; at += 1) {
    while ((starts[at] ?? 0) >= end) {
      piece += 1;
      end += marked[piece]?.text.length ?? text.length;
    }
    gold[at] = tags.indexOf(marked[piece]?.tag ?? "OTHER");
  }
  return gold;
};

/** Some lines in a row. */
export const windowOf = (marked: Marked, lines: number, dice: Dice): Marked => {
  const all = splitLines(marked);
  const from = dice.chance(35) ? 0 : dice.below(Math.max(1, all.length - 4));
  return all.slice(from, from + 2 + dice.below(lines)).flat();
};

const splitLines = (marked: Marked): readonly Marked[] => {
  const lines: Marked[] = [];
  let line: Marked = [];
  for (const { text, tag } of marked) {
    const parts = text.split(/(?<=\n)/);
    for (const part of parts) {
      line = [...line, { text: part, tag }];
      if (!part.endsWith("\n")) continue;
      lines.push(line);
      line = [];
    }
  }
  return [...lines, line];
};
