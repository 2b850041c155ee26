import { follow, type Thread } from "../memory-facts/conversation-thread.ts";
import { isDrugName } from "../memory-facts/drug-names.ts";
import { agreesInDoses, agreesInNegation, agreesInPolarity, agreesInTaking } from "../memory-verify/agreeing-facts.ts";
import { inDigits } from "../memory-words/spoken-number.ts";
import { stemOf } from "../memory-words/stem.ts";
import { isTelling, readWords, type Word } from "../memory-words/word.ts";
import type { HeardTurn } from "./memory-state.ts";

/** What in a statement its turns do not bear out. */
export type StatementFault = "turn" | "number" | "medication" | "placeholder" | "name" | "polarity" | "words";

export type CitingStatement = { readonly text: string; readonly turns: readonly number[] };

/**
 * In what a statement, of a language model say, disagrees with the turns that it cites; an empty list is agreement. A statement
 * that cites a turn which is not there disagrees.
 */
export const verifyStatement = (statement: CitingStatement, heard: readonly HeardTurn[]): readonly StatementFault[] => {
  const cited = heard.filter(({ turn }) => statement.turns.includes(turn));
  if (cited.length === 0 || new Set(statement.turns).size !== cited.length) return ["turn"];
  const words = wordsOf(statement.text);
  const source = sourceOf(cited);
  const faults: readonly (readonly [StatementFault, boolean])[] = [
    [
      "number",
      words.some((word) => word.kind === "number" && !source.words.has(plain(word))) ||
        !agreesInDoses(statement.text, source.said),
    ],
    ["medication", words.some(({ small }) => isDrugName(small) && !source.words.has(small))],
    ["placeholder", words.some((word) => word.kind === "placeholder" && !source.words.has(word.small))],
    ["name", words.some((word, index) => isNameAt(words, index) && !source.stems.has(stemOf(word.small)))],
    ["polarity", !agreesWithAll(statement.text, source.said)],
    ["words", sharedPart(words, source.stems) < leastShared],
  ];
  return faults.filter(([, isThere]) => isThere).map(([fault]) => fault);
};

/** A paraphrase may use words of its own, but not mostly. */
const leastShared = 0.5;

type Source = { readonly words: ReadonlySet<string>; readonly stems: ReadonlySet<string>; readonly said: readonly string[] };

const sourceOf = (cited: readonly HeardTurn[]): Source => {
  const words = cited.flatMap(({ messages }) => messages.flatMap(({ name, content }) => wordsOf(`${name ?? ""} ${content}`)));
  return { words: new Set(words.map(plain)), stems: new Set(words.map(({ small }) => stemOf(small))), said: statementsOf(cited) };
};

/** What the turns say, questions glued to their answers. */
const statementsOf = (cited: readonly HeardTurn[]): readonly string[] => {
  const aids = { weightOf: () => 1 };
  const thread = cited.reduce<Thread>(
    (held, { turn, atMs, messages }) => messages.reduce((before, message) => follow(before, { turn, atMs, message, aids }), held),
    { units: [], said: [] },
  );
  return thread.said.map(({ unit }) => unit.text);
};

const wordsOf = (text: string): readonly Word[] => inDigits(readWords(text));

const plain = ({ kind, small }: Word): string => (kind === "number" ? small.replaceAll(",", "") : small);

const agreesWithAll = (text: string, said: readonly string[]): boolean =>
  [agreesInPolarity, agreesInNegation, agreesInTaking].every((agrees) => agrees(text, said));

const roles = new Set(["patient", "doctor", "clinician", "assistant", "user", "nurse", "subject", "visitor"]);

/** A word with a capital inside a sentence. */
const isNameAt = (words: readonly Word[], index: number): boolean => {
  const word = words[index];
  const before = words[index - 1];
  if (word?.kind !== "word" || before === undefined || /^[.!?:"“(]$/.test(before.text) || roles.has(word.small)) return false;
  return /^\p{Lu}\p{Ll}{2,}/u.test(word.text) && isTelling(word);
};

const sharedPart = (words: readonly Word[], stems: ReadonlySet<string>): number => {
  const telling = words.filter((word) => isTelling(word) && !roles.has(word.small));
  return telling.length === 0 ? 1 : telling.filter(({ small }) => stems.has(stemOf(small))).length / telling.length;
};
