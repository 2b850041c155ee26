import { chosenLines, type ReadUnit, readUnits } from "../memory-summary/chosen-lines.ts";
import { termsOf } from "../memory-summary/covered-terms.ts";
import { factText } from "../memory-summary/fact-text.ts";
import { mostProfileBytes, renderProfile } from "../memory-summary/render-profile.ts";
import { keptWith } from "../memory-words/kept-with.ts";
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
export const summaryOf = (state: MemoryState, { maxLength, aids }: SummaryWish): Summary =>
  summaryIn(readUnits(state.units, aids), maxLength);

const summaryIn = (units: readonly ReadUnit[], maxLength: number): Summary => {
  const lines = chosenLines(units, { budget: maxLength + 1, lineCost: 1 });
  const sentences = lines.map(({ text, unit }) => ({ text, turns: unit.turns }));
  return { text: sentences.map(({ text }) => text).join("\n"), sentences };
};

const usualLength = 500;

/** The state as preferences, context and entities; as notes, what tells most beside them and beside a summary of usual length. */
export const profileOf = (state: MemoryState, aids: MemoryAids): Profile => profilesBy(aids)(state);

const profilesBy = keptWith((aids: MemoryAids) => keptWith((state: MemoryState) => newProfile(state, aids)));

const newProfile = (state: MemoryState, aids: MemoryAids): Profile => {
  const units = readUnits(state.units, aids);
  const told = new Set(
    chosenLines(units, { budget: usualLength + 1, lineCost: 1 }).flatMap(({ unit }) => termsTold(units, unit)),
  );
  for (const fact of state.facts) for (const term of termsOf(factText(fact), aids).keys()) told.add(term);
  const notes = chosenLines(units, { budget: mostProfileBytes, lineCost: 3, told });
  return renderProfile(
    state.facts,
    notes.map(({ text }) => text),
  );
};

const termsTold = (units: readonly ReadUnit[], told: Unit): readonly string[] =>
  units.flatMap(({ unit, terms }) => (unit === told ? [...terms.keys()] : []));
