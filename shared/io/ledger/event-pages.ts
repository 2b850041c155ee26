import { byTime } from "../../domain/ledger/entry.ts";
import type { EventPlace } from "../../domain/ledger/event-cursor.ts";
import type { FoundRecord } from "../../domain/ledger/ledger-view.ts";
import type { LedgerRecord } from "../../domain/ledger/record.ts";
import { Problem } from "../../problem.ts";
import { shardKeys } from "../keys.ts";
import { type LedgerIndex, portionsOf } from "./ledger-index.ts";

/** Which records are wanted, by time, from `fromMs` up to and without `toMs`. */
export type EventQuestion = {
  readonly tenantId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly after?: EventPlace | undefined;
  readonly limit: number;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly conversationId?: string | undefined;
};

/** `next`: behind which place to go on; undefined on the last page. */
export type EventPage = { readonly records: readonly FoundRecord[]; readonly next: EventPlace | undefined };

/** How many reads of a day one page makes at most, of all 64 shards or of the one that a conversation is in. */
const readsOfAll = 8;
const readsOfOne = 200;

/** One page of a ledger's records. It is short where few records are wanted among many, or days have none. */
export const eventPage = async (index: LedgerIndex, question: EventQuestion): Promise<EventPage> => {
  const { tenantId, after, toMs, limit, conversationId } = question;
  const fromMs = Math.max(question.fromMs, after?.atMs ?? question.fromMs);
  const records: FoundRecord[] = [];
  const { shards, reads } = placesOf(conversationId);
  let readsLeft = reads;
  for await (const portion of portionsOf(index, { tenantId, shards, fromMs, toMs, perShard: limit + 1, enough: limit + 1 })) {
    records.push(...wanted(portion.records, question));
    if (records.length > limit) return cut(records, limit);
    readsLeft -= 1;
    if (readsLeft === 0 && portion.throughMs < toMs) return { records, next: placeAt(portion.throughMs) };
  }
  return { records, next: undefined };
};

const placesOf = (conversationId: string | undefined) =>
  conversationId === undefined
    ? { shards: undefined, reads: readsOfAll }
    : { shards: [shardKeys.shardOf(conversationId)], reads: readsOfOne };

const placeAt = (atMs: number): EventPlace => ({ atMs, conversationId: "", key: "" });

const cut = (records: readonly FoundRecord[], limit: number): EventPage => {
  const page = records.slice(0, limit);
  const last = page.at(-1);
  return { records: page, next: last && { atMs: last.atMs, conversationId: last.conversationId, key: last.key } };
};

const wanted = (records: readonly FoundRecord[], question: EventQuestion): readonly FoundRecord[] =>
  records
    .filter((record) => question.after === undefined || byTime(record, { ...question.after, record: "" }) > 0)
    .filter((record) => fits(record, question))
    .toSorted(byTime);

/** A record that is not what it was when it was written is not shown as if it were. */
const fits = (found: FoundRecord, { action, outcome, conversationId }: EventQuestion): boolean => {
  if (!found.isFiled) throw new Problem("integrity-violation");
  const record: LedgerRecord = JSON.parse(found.record);
  const wishes = [
    [action, record.action],
    [outcome, record.outcome],
    [conversationId, found.conversationId],
  ];
  return wishes.every(([wish, is]) => wish === undefined || wish === is);
};
