import { isNegation } from "./negation.ts";
import { joints, lightWords, plainWords } from "./plain-words.ts";
import { withoutEdges } from "./without-edges.ts";
import { isTelling, type Word } from "./word.ts";

/**
 * How much is left out: `light` the words that only carry others, `tight` all that say nothing by themselves; `medium` spares of
 * those the ones that join.
 */
export type Squeeze = "light" | "medium" | "tight";

const leftOut: Readonly<Record<Squeeze, ReadonlySet<string>>> = {
  light: lightWords,
  medium: new Set([...plainWords].filter((word) => !joints.has(word))),
  tight: plainWords,
};
const kept = new Set(["may", "might"]);
const innerMarks = new Set([",", "-", "/", "%", "+", "$", "€", "£", "°", "&", "'", ":", "~", "<", ">", "=", "@", "#", "_"]);

/** Words of a statement, fewer but in their order: what negates, counts or names is never left out. */
export const squeeze = (words: readonly Word[], by: Squeeze): string =>
  joined(words.filter((word, index) => stays(word, { words, index, by })));

type Place = { readonly words: readonly Word[]; readonly index: number; readonly by: Squeeze };

const stays = (word: Word, { words, index, by }: Place): boolean => {
  if (word.kind === "mark") return staysMark(word, words, index);
  if (word.kind !== "word" || isNegation(word.small) || kept.has(word.small)) return true;
  return !leftOut[by].has(word.small) || isOfBody(words, index) || isException(words, index) || isBetweenNumbers(words, index);
};

/** "no, just penicillin". */
const isException = (words: readonly Word[], index: number): boolean =>
  /^(?:just|only|except)$/.test(words[index]?.small ?? "") &&
  words.slice(Math.max(0, index - 2), index).some(({ small }) => isNegation(small));

const sides = new Set(["right", "back"]);
const motions = new Set(
  "come comes came coming go goes going went gone get gets getting got bring brought call send sent turn look give put move moved feel all be".split(
    " ",
  ),
);

/** "right knee" and "my back hurts", not "come back" and "all right". */
const isOfBody = (words: readonly Word[], index: number): boolean => {
  const word = words[index]?.small ?? "";
  const before = words[index - 1];
  if (!sides.has(word) || motions.has(before?.small ?? "")) return false;
  const after = words[index + 1];
  return (
    (after !== undefined && (isTelling(after) || after.small === "side")) ||
    /^(?:my|your|his|her|the|lower|upper|mid|on|in)$/.test(before?.small ?? "")
  );
};

/** "4 out of 5", "120 over 80". */
const isBetweenNumbers = (words: readonly Word[], index: number): boolean =>
  /^(?:out|of|over|to|by|and|point)$/.test(words[index]?.small ?? "") &&
  words.slice(Math.max(0, index - 2), index).some(({ kind }) => kind === "number") &&
  words.slice(index + 1, index + 3).some(({ kind }) => kind === "number");

const staysMark = (mark: Word, words: readonly Word[], index: number): boolean => {
  const before = words[index - 1];
  const after = words[index + 1];
  if (/^[,，、–]$/.test(mark.text)) return true;
  if (/^[%°]$/.test(mark.text) && before?.kind === "number") return true;
  if (mark.text === "?") return after?.text === ":";
  return (
    innerMarks.has(mark.text) &&
    (touches(before, mark) || touches(mark, after)) &&
    (mark.text !== "-" || (touches(before, mark) && touches(mark, after)))
  );
};

const touches = (left: Word | undefined, right: Word | undefined): boolean =>
  left !== undefined && right !== undefined && left.end === right.start;

const joined = (words: readonly Word[]): string =>
  tidy(words.reduce((text, word, index) => `${text}${gapBefore(word, words[index - 1])}${word.text}`, ""));

const gapBefore = (word: Word, last: Word | undefined): string =>
  last === undefined || /^[,，、:?]$/.test(word.text) || touches(last, word) ? "" : " ";

/** Marks that lost what they stood beside go too: a comma before a comma, a colon after nothing. */
const tidy = (text: string): string =>
  withoutEdges(
    text
      .replace(/(?: ?,)+/g, ",")
      .replace(/,? ?(\??:) ?,? /g, "$1 ")
      .replace(/,? –(?: \?:|,)*/g, " –"),
    { front: " ,:?/–-", back: " ,:/–-" },
  ).replace(/, : /g, ", ");
