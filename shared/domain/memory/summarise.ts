import { type Choice, choose } from "../memory-summary/choose.ts";
import { safetyRank, termsOf } from "../memory-summary/covered-terms.ts";
import { factText } from "../memory-summary/fact-text.ts";
import { mostProfileBytes, renderProfile } from "../memory-summary/render-profile.ts";
import { type Squeeze, squeeze } from "../memory-words/squeeze.ts";
import { readWords } from "../memory-words/word.ts";
import type { MemoryAids } from "./aids.ts";
import type { MemoryState, Unit } from "./memory-state.ts";

export type SummarySentence = { readonly text: string; readonly turns: readonly number[] };

/** `text` is the sentences in order, one a line; each one names the turns it is taken from. */
export type Summary = { readonly text: string; readonly sentences: readonly SummarySentence[] };

/** At most 4,096 bytes of JSON. */
export type Profile = {
  readonly preferences: Readonly<Record<string, readonly string[]>>;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly entities: readonly { readonly kind: string; readonly facts: readonly string[] }[];
};

export type SummaryWish = {
  /** In UTF-16 code units; never exceeded. */
  readonly maxLength: number;
  readonly aids: MemoryAids;
};

/** What of the state fits into `maxLength`: safety facts first, then what tells most, in the order it was said. */
export const summaryOf = (state: MemoryState, { maxLength, aids }: SummaryWish): Summary => {
  const whole = state.units.reduce((sum, { text }) => sum + text.length + 1, -1);
  const lines = state.units.map((unit) => line(unit, whole <= maxLength ? "light" : "tight"));
  const choices = lines.map(
    ({ text, unit }): Choice => ({ terms: termsOf(text, aids), cost: text.length + 1, rank: safetyRank(unit) }),
  );
  const sentences = choose(choices, maxLength + 1)
    .map((index) => lines[index])
    .filter((each) => each !== undefined)
    .map(({ text, unit }) => ({ text, turns: unit.turns }));
  return { text: sentences.map(({ text }) => text).join("\n"), sentences };
};

const line = (unit: Unit, by: Squeeze) => ({ unit, text: by === "light" ? unit.text : squeeze(readWords(unit.text), by) });

/** The state as preferences, context and entities; as notes, what tells most beside them and beside a summary of usual length. */
export const profileOf = (state: MemoryState, aids: MemoryAids): Profile => {
  const facts = state.facts;
  const told = new Set(facts.flatMap((fact) => [...termsOf(factText(fact), aids).keys()]));
  for (const term of termsOf(summaryOf(state, { maxLength: usualLength, aids }).text, aids).keys()) told.add(term);
  const lines = state.units.map((unit) => line(unit, "tight"));
  const choices = lines.map(({ text }): Choice => ({ terms: termsOf(text, aids), cost: text.length + 3, rank: 0 }));
  const notes = choose(choices, mostProfileBytes, told).flatMap((index) => lines[index]?.text ?? []);
  return renderProfile(facts, notes);
};

const usualLength = 500;
