import type { Word } from "./word.ts";

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const units: ReadonlyMap<string, number> = new Map(small.split(" ").map((word, value) => [word, value]));
const tens: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, index) => [word, 20 + 10 * index]),
);
const shortUnits: ReadonlyMap<string, string> = new Map([
  ["milligram", "mg"],
  ["milligrams", "mg"],
  ["mgs", "mg"],
  ["microgram", "mcg"],
  ["micrograms", "mcg"],
  ["gram", "g"],
  ["grams", "g"],
  ["milliliter", "ml"],
  ["milliliters", "ml"],
  ["percent", "%"],
  ["january", "Jan"],
  ["february", "Feb"],
  ["april", "Apr"],
  ["august", "Aug"],
  ["september", "Sept"],
  ["october", "Oct"],
  ["november", "Nov"],
  ["december", "Dec"],
]);

/** The words with numbers in digits ("twenty five" is 25, "two hundred" 200) and measures and months in their short form. */
export const inDigits = (words: readonly Word[]): readonly Word[] => {
  const written: Word[] = [];
  for (let index = 0; index < words.length; ) {
    const spoken = isTime(words, index) ? undefined : numberAt(words, index);
    const length = spoken?.words ?? (isTime(words, index) ? 2 : 1);
    const said = words.slice(index, index + length);
    written.push(...(spoken === undefined ? said.map(inShort) : [asNumber(spoken, said)]));
    index += length;
  }
  return written;
};

/** "at eight thirty", "eight thirty in the morning": the words stay, since 830 would be something else. */
const isTime = (words: readonly Word[], index: number): boolean => {
  const hour = units.get(wordAt(words, index)) ?? 0;
  if (hour < 1 || hour > 12 || !tens.has(wordAt(words, index + 1))) return false;
  if (units.has(wordAt(words, index + 2)) || wordAt(words, index + 2) === "over") return false;
  const after = `${wordAt(words, index + 2)} ${wordAt(words, index + 3)} ${wordAt(words, index + 4)}`;
  return (
    wordAt(words, index - 1) === "at" ||
    /^(?:in the|a ?\.? ?m|p ?\.? ?m|am|pm|o'clock|this (?:morning|evening)|at night)\b/.test(after)
  );
};

type Spoken = { readonly value: number; readonly words: number };

const numberAt = (words: readonly Word[], index: number): Spoken | undefined => {
  const below = belowHundred(words, index);
  if (below === undefined) return undefined;
  const next = wordAt(words, index + below.words);
  if (next === "thousand" && below.value < 20) return { value: below.value * 1000, words: below.words + 1 };
  if (next !== "hundred") return withoutHundred(words, index, below);
  const skip = wordAt(words, index + below.words + 1) === "and" ? 2 : 1;
  const rest = belowHundred(words, index + below.words + skip);
  if (rest === undefined) return { value: below.value * 100, words: below.words + 1 };
  return { value: below.value * 100 + rest.value, words: below.words + skip + rest.words };
};

/** "one twenty" is 120, as pressures are read; "one" by itself is no number. */
const withoutHundred = (words: readonly Word[], index: number, below: Spoken): Spoken | undefined => {
  const rest = below.value > 0 && below.value < 10 ? belowHundred(words, index + 1) : undefined;
  if (rest === undefined || rest.value < 20) return below.value === 1 && below.words === 1 ? undefined : below;
  return { value: below.value * 100 + rest.value, words: 1 + rest.words };
};

const belowHundred = (words: readonly Word[], index: number): Spoken | undefined => {
  const ten = tens.get(wordAt(words, index));
  if (ten === undefined) {
    const alone = units.get(wordAt(words, index));
    return alone === undefined ? undefined : { value: alone, words: 1 };
  }
  const skip = wordAt(words, index + 1) === "-" ? 2 : 1;
  const one = units.get(wordAt(words, index + skip));
  return one !== undefined && one > 0 && one < 10 ? { value: ten + one, words: skip + 1 } : { value: ten, words: 1 };
};

const wordAt = (words: readonly Word[], index: number): string => words[index]?.small ?? "";

const asNumber = ({ value }: Spoken, from: readonly Word[]): Word => ({
  text: String(value),
  small: String(value),
  kind: "number",
  start: from[0]?.start ?? 0,
  end: from.at(-1)?.end ?? 0,
});

const inShort = (word: Word): Word => {
  const short = shortUnits.get(word.small);
  return short === undefined ? word : { ...word, text: short, small: short.toLowerCase() };
};
