import type { KeyObject } from "node:crypto";
import { type DynamoDBClient, QueryCommand, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import type { LedgerEvent } from "../domain/ledger/record.ts";
import { Problem } from "../problem.ts";
import { type Item, text } from "./attributes.ts";
import { boundedCache } from "./bounded-cache.ts";
import type { NewestSeen } from "./conversation-items/newest-seen.ts";
import type { RowsOfConversation } from "./conversation-items/rows-of-conversation.ts";
import { openHead } from "./conversation-items/sealed-head.ts";
import { stored } from "./dynamo.ts";
import { type Attempt, type Changed, putHead, type SlotTaken, whyCanceled } from "./head-commit.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";
import { chainRecord } from "./ledger-store.ts";

/**
 * A state change: the head as it shall be, what the ledger says of it, what else is written in the same transaction, and the
 * slot of the session pool that is taken or given back with it.
 */
export type HeadChange = {
  readonly head: Head;
  readonly event: LedgerEvent;
  readonly also?: readonly TransactWriteItem[];
  readonly slot?: TransactWriteItem;
};

/**
 * What `decide` comes to. `unchanged`: the newest head already is as it shall be. `isOutdated`: what was read with another head
 * does not fit this one, so both are read anew.
 */
export type Decision = HeadChange | { readonly unchanged: Head } | { readonly isOutdated: true };

export type HeadStore = {
  /** Reads what a following `change` will need. Never throws. */
  readonly prepare: (ref: ConversationRef) => Promise<void>;
  /** The head in memory, or the stored one. */
  readonly recall: (ref: ConversationRef) => Promise<Head | undefined>;
  readonly read: (ref: ConversationRef) => Promise<Head | undefined>;
  /** Applies `decide` to the newest head, again for each writer that came first. `decide` throws a Problem to refuse. */
  readonly change: (ref: ConversationRef, decide: Decide, known?: { readonly isNew: boolean }) => Promise<Changed | SlotTaken>;
};

export type Decide = (head: Head | undefined) => Decision;
type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  readonly newest: NewestSeen;
  readonly rowsOf: RowsOfConversation;
  /** Gets the conversation's alias book, if there is one, as it was read together with the head. */
  readonly keepAliases: (ref: ConversationRef, item: Item | undefined) => void;
  /** Waits between half of `maxMs` and `maxMs`, at random. */
  readonly pause: (maxMs: number) => Promise<void>;
};
type Known = { readonly head: Head | undefined; readonly isFresh: boolean };

const headCount = 2000;
const headLifeMs = 30_000;
const maxAttempts = 60;
const maxPauseMs = 60;

/**
 * Heads of conversations. Every state change is one transaction on the condition that the head has not moved; the loser gets
 * the winner's head in the refusal and decides again, so a head kept in memory only ever saves a read.
 */
export const headStore = (needs: Needs): HeadStore => {
  const { dynamo, tables, now, pause } = needs;
  const recent = boundedCache<Promise<Head | undefined>>({ size: headCount, lifeMs: headLifeMs, now });

  const read = (ref: ConversationRef): Promise<Head | undefined> => {
    const reading = fetchHead(needs, ref);
    recent.set(conversationKey(ref), reading);
    reading.catch(() => recent.delete(conversationKey(ref)));
    return reading;
  };

  const attempt = async (ref: ConversationRef, known: Head | undefined, change: HeadChange): Promise<Attempt> => {
    const { head, also } = needs.rowsOf({ head: change.head, also: change.also ?? [] });
    const next = chainRecord(head, change.event, { table: tables.audit, nowMs: now() });
    const { slot } = change;
    const key = await needs.purposeKey("head");
    const writes = [putHead(tables, { known, next: next.head, key }), next.put, ...also, ...(slot === undefined ? [] : [slot])];
    try {
      await stored(() => dynamo.send(new TransactWriteItemsCommand({ TransactItems: writes })));
      recent.set(conversationKey(ref), Promise.resolve(next.head));
      needs.newest.saw(next.head);
      return { outcome: "changed", head: next.head };
    } catch (failure) {
      recent.delete(conversationKey(ref));
      return whyCanceled(failure, { alsoCount: also.length, readHead: (item) => openHead(ref, item, key) });
    }
  };

  const first = async (ref: ConversationRef, isNew: boolean): Promise<Known> => {
    if (isNew) return { head: undefined, isFresh: false };
    const remembered = await recent.get(conversationKey(ref));
    return remembered === undefined ? { head: await read(ref), isFresh: true } : { head: remembered, isFresh: false };
  };

  const step = async (ref: ConversationRef, decide: Decide, known: Known): Promise<Attempt> => {
    const decision = decided(decide, known);
    if (decision === undefined || "isOutdated" in decision) return { outcome: "moved", head: await read(ref) };
    return "unchanged" in decision ? { outcome: "unchanged", head: decision.unchanged } : attempt(ref, known.head, decision);
  };

  const change = async (ref: ConversationRef, decide: Decide, options = { isNew: false }): Promise<Changed | SlotTaken> =>
    settle(await first(ref, options.isNew), (known) => step(ref, decide, known), pause);

  const prepare = async (ref: ConversationRef): Promise<void> => {
    await read(ref).catch(() => undefined);
  };

  const recall = async (ref: ConversationRef): Promise<Head | undefined> => (await recent.get(conversationKey(ref))) ?? read(ref);

  return { prepare, recall, read, change };
};

/** Steps from head to head until one change is in; gives up, with nothing written, after 60 other writers came first. */
const settle = async (
  start: Known,
  step: (known: Known) => Promise<Attempt>,
  pause: Needs["pause"],
): Promise<Changed | SlotTaken> => {
  let known = start;
  for (let count = 1; count <= maxAttempts; count += 1) {
    const result = await step(known);
    if (isSettled(result)) return result;
    if (result.outcome === "moved") known = { head: result.head, isFresh: true };
    if (count > 1) await pause(Math.min(maxPauseMs, 2 * count));
  }
  throw new Problem("conversation-busy", { retryAfterSeconds: 1 });
};

const isSettled = (result: Attempt): result is Changed | SlotTaken => result.outcome !== "moved" && result.outcome !== "collided";

/** What to do on this head; undefined when it must be read anew first, because nobody is refused on a remembered head. */
const decided = (decide: Decide, known: Known): Decision | undefined => {
  try {
    const decision = decide(known.head);
    return "unchanged" in decision && !known.isFresh ? undefined : decision;
  } catch (refusal) {
    if (known.isFresh) throw refusal;
    return undefined;
  }
};

/** ALIASES and HEAD lie side by side: one query, one read unit. */
const fetchHead = async (
  { dynamo, tables, keepAliases, newest, purposeKey }: Needs,
  ref: ConversationRef,
): Promise<Head | undefined> => {
  const query = new QueryCommand({
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :aliases AND :head",
    ExpressionAttributeValues: {
      ":pk": text(conversationKey(ref)),
      ":aliases": text(sortKeys.aliases),
      ":head": text(sortKeys.head),
    },
    ConsistentRead: true,
  });
  const isNotOlder = newest.watch(ref);
  const { Items = [] } = await stored(() => dynamo.send(query));
  const named = (name: string) => Items.find((item) => item.sk?.S === name);
  keepAliases(ref, named(sortKeys.aliases));
  const head = named(sortKeys.head);
  // Asked for in any case: what takes longer tells nobody whether there is a conversation.
  const key = await purposeKey("head");
  return head === undefined ? undefined : isNotOlder(openHead(ref, head, key));
};
