import { styleText } from "node:util";
import type { IdentifierCounts, Span } from "../../shared/domain/dlp/identifier-types.ts";
import { replaced } from "../../shared/domain/dlp/scrub.ts";
import { type Run, wordsOf } from "../command-line.ts";
import { printed, table } from "../print.ts";
import { type Engine, engineOf, textOf } from "./scrub-engine.ts";

/** A file before and after: lines with a finding twice, all others once, and how often each type was found. */
export const scrubFile: Run = async (words, options) => {
  const { FILE } = wordsOf(words, "FILE");
  const engine = await engineOf(options);
  const text = await textOf(FILE);
  const { spans, counts } = engine.search(text);
  const result = { by: engine.by, counts, spans, redacted: replaced(text, spans, engine.operate) };
  return printed(options, result, () => [...compared(text, spans, engine), "", summary(counts, engine)].join("\n"));
};

type Part = { readonly text: string; readonly spans: readonly Span[] };

const compared = (text: string, spans: readonly Span[], { operate }: Engine): readonly string[] =>
  partsOf(text, spans).flatMap((part) => {
    if (part.spans.length === 0) return linesOf("  ", shown(part.text));
    const before = painted(part, (value) => styleText("red", shown(value)));
    const after = painted(part, (value, { type }) => styleText("green", operate({ type, value, folded: value })));
    return [...linesOf("- ", before), ...linesOf("+ ", after)];
  });

/** Lines, those together that an identifier joins. */
const partsOf = (text: string, spans: readonly Span[]): readonly Part[] => {
  const parts: Part[] = [];
  let from = 0;
  while (from < text.length) {
    const to = endOfPart(text, spans, from);
    const inside = spans.filter(({ start }) => start >= from && start < to);
    parts.push({
      text: text.slice(from, to),
      spans: inside.map(({ start, end, type }) => ({ start: start - from, end: end - from, type })),
    });
    from = to + 1;
  }
  return parts;
};

const endOfPart = (text: string, spans: readonly Span[], from: number): number => {
  let at = endOfLine(text, from);
  for (const { start, end } of spans) if (start >= from && start < at && end > at) at = endOfLine(text, end);
  return at;
};

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
};

const painted = ({ text, spans }: Part, paint: (value: string, span: Span) => string): string => {
  let result = "";
  let copied = 0;
  for (const span of spans) {
    result += shown(text.slice(copied, span.start)) + paint(text.slice(span.start, span.end), span);
    copied = span.end;
  }
  return result + shown(text.slice(copied));
};

const linesOf = (mark: string, text: string): readonly string[] => text.split("\n").map((line) => `${mark}${line}`.trimEnd());

/** Control characters of a text must not reach the terminal. */
const shown = (text: string): string => text.replaceAll(/(?![\n\t])\p{Cc}/gu, "·");

const summary = (counts: IdentifierCounts, { by }: Engine): string => {
  const rows = Object.entries(counts)
    .map(([type, found]) => ({ type, found }))
    .toSorted((left, right) => right.found - left.found || left.type.localeCompare(right.type));
  const found = rows.length === 0 ? "No identifier was found." : table(rows, ["type", "found"]);
  return `${found}\n\n${by}`;
};
