import type { ChainEnd, FoundRecord } from "./ledger-view.ts";
import { recordHash } from "./record.ts";

/** How a head stands to a record that was read before it: `behind` names an older one, `apart` another one of its sequence. */
export type Standing = "fits" | "behind" | "apart";

/** Where a head that was read after this record stands. A head that is further on has nothing to fear from it. */
export const standingOf = (named: ChainEnd, newest: ChainEnd): Standing => {
  if (named.sequence < newest.sequence) return "behind";
  return named.sequence > newest.sequence || named.hash.equals(newest.hash) ? "fits" : "apart";
};

/** The sequence in the key of a chained record; 0 in any other key. */
export const sequenceIn = (key: string): number => Number(/^C#(\d+)$/.exec(key)?.[1] ?? 0);

/** The record as the end of a chain; undefined where it is none of a chain. */
export const endAt = ({ key, record }: Pick<FoundRecord, "key" | "record">): ChainEnd | undefined => {
  const sequence = sequenceIn(key);
  return sequence === 0 ? undefined : { sequence, hash: recordHash(record) };
};
