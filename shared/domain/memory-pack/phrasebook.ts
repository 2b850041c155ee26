import type { Spreads } from "./number-code.ts";

/**
 * What people say, before anybody has said it: words with their weights, and which words follow which how often. A file of it never
 * changes; another one is another version of the format.
 */
export type Phrasebook = {
  /** By place; the first two are `endOfText` and `newWord`. */
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly weights: readonly number[];
  /** By place: the places of what follows, with their weights. */
  readonly followers: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** How often a letter (byte) follows another in words: 256 for each letter, and how much they are together. */
  readonly letters: Uint16Array;
  readonly letterTotals: Uint32Array;
  /** How numbers are spread, by their kind. */
  readonly spreads: Spreads;
  /** How often a guess at the next word comes true, by its situation. */
  readonly tallies: ReadonlyMap<number, Readonly<Tally>>;
};

export type Tally = { hits: number; misses: number };

export const endOfText = 0;
export const newWord = 1;

/**
 * The phrasebook in a packaged file. Its first part: one line a weight, `<weight> word word …`, the first two words standing for the
 * end of a text and for a new word; after an empty line one line for each word that has followers: `<place> <weight> <place>,<place>
 * <weight> <place>…`, places in base 36; after another one a line for each kind of number, `<kind>\t<weight> <weight>…`; and at last
 * `<situation> <hits> <misses>` for each situation of a guess.
 */
export const readPhrasebook = (file: string): Phrasebook => {
  const [weighed = "", following = "", spread = "", guessed = ""] = file.split("\n\n");
  const [words, weights]: [string[], number[]] = [[], []];
  for (const line of weighed.split("\n")) {
    const [weight = "", ...said] = line.split(" ");
    for (const word of said) {
      words.push(unescaped(word));
      weights.push(Number(weight));
    }
  }
  const followers = new Map(following.split("\n").map(followersIn));
  const places = new Map(words.map((word, place) => [word, place]));
  const spreads = new Map(spread.split("\n").map(spreadIn));
  const tallies = new Map(guessed.trimEnd().split("\n").map(tallyIn));
  return { words, places, weights, followers, ...lettersIn(words), spreads, tallies };
};

const base = 36;

const followersIn = (line: string): readonly [number, ReadonlyMap<number, number>] => {
  const [place = "", ...rest] = line.split(" ");
  const found = new Map<number, number>();
  for (let index = 0; index < rest.length; index += 2) {
    const weight = Number(rest[index]);
    for (const each of rest[index + 1]?.split(",") ?? []) found.set(Number.parseInt(each, base), weight);
  }
  return [Number.parseInt(place, base), found];
};

const spreadIn = (line: string): readonly [string, readonly number[]] => {
  const [kind = "", weights = ""] = line.split("\t");
  return [kind, weights.split(" ").map(Number)];
};

const tallyIn = (line: string): readonly [number, Tally] => {
  const [situation = 0, hits = 1, misses = 1] = line.split(" ").map(Number);
  return [situation, { hits, misses }];
};

/** Signs that a line cannot hold are written with an underscore in front: `_n` a line's end, `_s` a blank, `_0` to `_3`, `__`. */
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  s: " ",
  "0": "\0",
  "1": "\u0001",
  "2": "\u0002",
  "3": "\u0003",
  _: "_",
};

const unescaped = (word: string): string =>
  !word.includes("_") ? word : word.replace(/_(.)/g, (_, sign: string) => escapes[sign] ?? "");

/** The word as a line holds it. */
export const escaped = (word: string): string =>
  Array.from(word, (said) => {
    const sign = Object.keys(escapes).find((each) => escapes[each] === said);
    return sign === undefined ? said : `_${sign}`;
  }).join("");

const letterCount = 256;
const letterWorth = 8;
const mostLetterWeight = 60_000;

const lettersIn = (words: readonly string[]): Pick<Phrasebook, "letters" | "letterTotals"> => {
  const letters = new Uint16Array(letterCount * letterCount).fill(1);
  const letterTotals = new Uint32Array(letterCount).fill(letterCount);
  let before = 0;
  for (const letter of Buffer.from(`${words.join("\0")}\0`)) {
    const index = before * letterCount + letter;
    if ((letters[index] ?? 0) < mostLetterWeight) {
      letters[index] = (letters[index] ?? 0) + letterWorth;
      letterTotals[before] = (letterTotals[before] ?? 0) + letterWorth;
    }
    before = letter;
  }
  return { letters, letterTotals };
};
