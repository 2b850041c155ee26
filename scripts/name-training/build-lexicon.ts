import { modelLayout } from "../../shared/domain/dlp-names/model-layout.ts";
import { hashWord } from "../../shared/domain/dlp-names/read-tokens.ts";
import { list } from "../../shared/domain/dlp-names/word-class.ts";
import { lexiconKey } from "../../shared/domain/dlp-names/word-lists.ts";
import type { MarkedMessage } from "../../tests/sets/marked-set.ts";
import { everydayWords, termsOf } from "./messages/message-words.ts";
import { type Origin, readCoreNames } from "./name-sources.ts";
import type { Place } from "./place-sources.ts";
import { readDrugs, readLists, readTemplates, readTerms, readTexts } from "./text-files.ts";
import { readSpeeches, readWords, readWordsOfLevel } from "./word-sources.ts";

/** What the lists say of a word, in six bits: given (1) and family name (2), how common (0-3 << 2), list (0-3 << 4). */
type Entry = { name: number; common: number; list: number };

const medicalLists = [
  "drug",
  "condition",
  "eponym",
  "symptom",
  "test",
  "procedure",
  "bodypart",
  "specialty",
  "vaccine",
  "product",
  "acronym",
  "term",
  "organism",
];
const companyLists = ["insurer", "brand", "employer", "assistant", "chain"];

export type Sources = {
  readonly origins: readonly Origin[];
  readonly places: readonly Place[];
  readonly messages: readonly MarkedMessage[];
};

/** Fills the model's word lists and answers how many words found no room. */
export const buildLexicon = (lexicon: Uint16Array, sources: Sources): { words: number; lost: number } => {
  const entries = collect(sources);
  const ordered = [...entries].filter(([, entry]) => codeOf(entry) > 0).sort(([, left], [, right]) => rank(right) - rank(left));
  let lost = 0;
  for (const [word, entry] of ordered) if (!insert(lexicon, hashWord(word), codeOf(entry))) lost += 1;
  return { words: ordered.length, lost };
};

const codeOf = ({ name, common, list: kind }: Entry): number => name + (common << 2) + (kind << 4);
/** What goes first, where room runs out: a word in use before a name, a name before one of the dictionary alone. */
const rank = ({ name, common, list: kind }: Entry): number => (name > 0 ? 4 : 0) + common * 3 + (kind > 0 ? 3 : 0);

const insert = (lexicon: Uint16Array, hash: number, code: number): boolean => {
  const { first, second, check } = lexiconKey(hash);
  const bucket = freeIn(lexicon, second) > freeIn(lexicon, first) ? second : first;
  for (let cell = bucket; cell < bucket + modelLayout.slots; cell += 1) {
    if (lexicon[cell] !== 0) continue;
    lexicon[cell] = (check << 6) | code;
    return true;
  }
  return false;
};

const freeIn = (lexicon: Uint16Array, bucket: number): number => {
  let free = 0;
  for (let cell = bucket; cell < bucket + modelLayout.slots; cell += 1) if (lexicon[cell] === 0) free += 1;
  return free;
};

const plain = (word: string): string => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const collect = ({ origins, places, messages }: Sources): ReadonlyMap<string, Entry> => {
  const entries = new Map<string, Entry>();
  const entryOf = (word: string): Entry => {
    const entry = entries.get(word) ?? { name: 0, common: 0, list: 0 };
    entries.set(word, entry);
    return entry;
  };
  const each: Each = (texts, note) => {
    for (const word of texts.flatMap(wordsOf)) note(entryOf(word), word);
  };
  for (const { firsts, lasts } of origins) {
    each(firsts, (entry, word) => {
      if (word.length > 1) entry.name |= 1;
    });
    each(lasts, (entry, word) => {
      if (word.length > 1) entry.name |= 2;
    });
  }
  for (const [word, common] of commonWords()) entryOf(word).common = common;
  for (const word of everydayWords(messages, plain)) {
    const entry = entryOf(word);
    entry.common = Math.max(entry.common, 2);
  }
  for (const [word, bits] of nameBitsOfWords()) entryOf(word).name &= bits;
  each(
    places.map(({ name }) => name),
    (entry) => {
      if (entry.common < 2) entry.list = list.place;
    },
  );
  noteLists(each, messages);
  return entries;
};

type Each = (texts: readonly string[], note: (entry: Entry, word: string) => void) => void;

/** What words are beside names: places, firms, words of medicine. What is somebody's given name is no eponym alone. */
const noteLists = (each: Each, messages: readonly MarkedMessage[]): void => {
  const lists = readLists("lists");
  each([...(lists.get("region") ?? []), ...(lists.get("country") ?? [])], (entry) => {
    if (entry.common < 2) entry.list = list.place;
  });
  each(
    companyLists.flatMap((name) => lists.get(name) ?? []),
    (entry) => {
      if (entry.common < 3) entry.list = list.company;
    },
  );
  each(medicalTerms(lists), (entry) => {
    if (entry.common < 3) entry.list = list.medical;
  });
  each(termsOf(messages), (entry) => {
    if (entry.common < 3 && (entry.name & 1) === 0) entry.list = list.medical;
  });
  each(longWords(readTerms()), (entry) => {
    if (entry.common < 2 && entry.name === 0 && entry.list === 0) entry.list = list.medical;
  });
  each(readLists("terms").get("eponym") ?? [], (entry) => {
    if (entry.common < 3 && (entry.name & 1) === 0) entry.list = list.medical;
  });
};

/** Words that are long enough to be a term's own, with what they are called when there are more. */
const longWords = (terms: readonly string[]): readonly string[] =>
  terms.flatMap((term) => term.match(/\p{L}{5,}/gu) ?? []).flatMap((word) => [word, word.replace(/osis$/, "oses")]);

const medicalTerms = (lists: ReadonlyMap<string, readonly string[]>): readonly string[] => [
  ...medicalLists.flatMap((name) => lists.get(name) ?? []),
  ...readDrugs(),
  ...(readLists("terms").get("substance") ?? []),
];

/** English words and those of medicine are names only where a curated list says so: somebody somewhere is called anything. */
const nameBitsOfWords = (): ReadonlyMap<string, number> => {
  const { firsts, lasts } = readCoreNames();
  const core = [firsts, lasts].map((names) => new Set(names.flatMap(wordsOf)));
  const never = new Set(readLists("names").get("never"));
  const bitsOf = (word: string): number =>
    never.has(word) ? 0 : core.reduce((bits, names, at) => bits + (names.has(word) ? 1 << at : 0), 0);
  const lists = readLists("lists");
  const ofMedicine = [...medicalLists.filter((name) => name !== "eponym"), "proper"]
    .flatMap((name) => lists.get(name) ?? [])
    .flatMap(wordsOf);
  return new Map([...readWordsOfLevel([10, 20, 35, 40, 50]), ...ofMedicine, ...readDrugs()].map((word) => [word, bitsOf(word)]));
};

const wordsOf = (text: string): readonly string[] => plain(text).match(/[\p{L}][\p{L}']*/gu) ?? [];

/** How common words are: 3 in everyday speech, 2 in use, 1 in the dictionary. */
const commonWords = (): ReadonlyMap<string, number> => {
  const known = new Set(readWords());
  const written = [...count(readSpeeches())].filter(([word, times]) => times >= 4 && known.has(word));
  const spoken = [...count(spokenTexts())];

  return new Map([
    ...readWordsOfLevel([40, 50, 55, 60]).map((word) => [word, 1] as const),
    ...readWordsOfLevel([20, 35]).map((word) => [word, 2] as const),
    ...readTemplates("clean-foreign").flatMap((line) =>
      wordsOf(line.replace(/\{[^}]*\}/g, "")).map((word) => [word, 2] as const),
    ),
    ...spoken.map(([word]) => [word, 2] as const),
    ...written.map(([word, times]) => [word, times >= 150 ? 3 : 2] as const),
    ...readWordsOfLevel([10]).map((word) => [word, 3] as const),
    ...spoken.filter(([, times]) => times >= 5).map(([word]) => [word, 3] as const),
    ...(readLists("lists").get("proper") ?? []).flatMap((words) => wordsOf(words).map((word) => [word, 2] as const)),
    ...readTemplates("chat-words").flatMap((line) => line.split(" ").map((word) => [word, 3] as const)),
  ]);
};

/** The marked texts without their names and the clean templates without their slots. */
const spokenTexts = (): readonly string[] => [
  ...[...readTexts("aci-bench-dialogues"), ...readTexts("aci-bench-notes")].map((text) => text.replace(/\{\{[^}]*\}\}/g, "")),
  ...["clean-clinical", "clean-words", "clean-general"].flatMap(readTemplates).map((text) => text.replace(/\{[^}]*\}/g, "")),
];

const smallWord = /(?<![\p{L}\p{N}'])\p{Ll}[\p{Ll}']*(?![\p{L}\p{N}])/gu;

/** Words in small letters and how often they stand in texts. */
const count = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [word] of texts.flatMap((text) => [...text.matchAll(smallWord)])) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};
