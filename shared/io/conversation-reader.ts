import type { KeyObject } from "node:crypto";
import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { admit } from "../domain/conversation/admission.ts";
import { newestThatFit } from "../domain/conversation/answer-size.ts";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { retentionOf } from "../domain/conversation/hold.ts";
import type { SealedTurn, Turn } from "../domain/conversation/turn.ts";
import { lacksNewest, openTurns, type ReadingAt, visibleTurns } from "../domain/conversation/window.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { Problem } from "../problem.ts";
import { text } from "./attributes.ts";
import type { NewestSeen } from "./conversation-items/newest-seen.ts";
import { openHead } from "./conversation-items/sealed-head.ts";
import type { DataKeys } from "./data-keys.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { SessionPool } from "./sessions/session-pool.ts";
import type { TurnStore } from "./turn-store.ts";

/** `recent`: how many of the newest turns (0: none is read). */
export type StateQuery = { readonly recent: number };
/** Turns before number `before`, at most `limit` of them. */
export type PageQuery = { readonly before: number; readonly limit: number };

type State = { readonly head: Head; readonly turns: readonly Turn[] };

export type ConversationReader = {
  /** Fetches the data key while the limiter counts. Never throws. */
  readonly prepareRead: (ref: ConversationRef) => Promise<void>;
  /** The head and the newest turns, as many as one answer carries: one round trip of at most three parallel requests, the read's own ledger record among them. A read that renews the access token renews the lease, by one request more. */
  readonly state: (ref: ConversationRef, call: CallContext, query: StateQuery) => Promise<State>;
  readonly page: (ref: ConversationRef, call: CallContext, query: PageQuery) => Promise<readonly Turn[]>;
};

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly turns: TurnStore;
  readonly dataKeys: DataKeys;
  readonly ledger: LedgerStore;
  readonly pool: Pick<SessionPool, "renewWithToken">;
  readonly newest: NewestSeen;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  readonly pause: (maxMs: number) => Promise<void>;
  readonly now: () => number;
};

const lastTurnNumber = Number.MAX_SAFE_INTEGER;
/** Turns that may have been saved between reading the head and reading the turns. */
const raceSlack = 1;
/** How often a head that is behind its turns is read again, and how long in between. */
const headAttempts = 3;
const headPauseMs = 20;

export const conversationReader = (needs: Needs): ConversationReader => {
  const read = async (ref: ConversationRef, call: CallContext, load: () => Promise<readonly SealedTurn[]>): Promise<Found> => {
    const [stored, turns] = await Promise.all([
      fetchState(needs, ref),
      load(),
      needs.ledger.record(ref, ledgerEventOf(call, { outcome: "requested" })),
    ]);
    const head = await notBehind(needs, admit(stored, call, needs.now()), { turns, call });
    const at = { nowMs: needs.now(), retention: retentionOf(call.tenant) };
    return { head, at, visible: visibleTurns(turns, head, at) };
  };

  const inUse = async (call: CallContext, state: State): Promise<State> => {
    await needs.pool.renewWithToken(state.head, call);
    return state;
  };

  return {
    prepareRead: (ref) => needs.dataKeys.prepare(ref),
    state: async (ref, call, { recent }) => {
      if (recent === 0) return inUse(call, { head: (await read(ref, call, async () => [])).head, turns: [] });
      const range = { from: 1, to: lastTurnNumber, limit: recent + raceSlack, newest: true };
      const found = await read(ref, call, () => needs.turns.range(ref, range));
      const { head } = found;
      const newest = await complete(found, () => needs.turns.range(ref, { ...range, to: head.turn }));
      const held = newest.length === 0 ? undefined : await needs.dataKeys.get(ref);
      const newestHash = newest.at(-1)?.turn === head.turn ? head.turnHash : undefined;
      return inUse(call, { head, turns: newestThatFit(openTurns(ref, newest, { key: held?.key, newestHash }).slice(-recent)) });
    },
    page: async (ref, call, { before, limit }) => {
      const { visible } = await read(ref, call, () => needs.turns.range(ref, { from: 1, to: before - 1, limit, newest: true }));
      const held = visible.length === 0 ? undefined : await needs.dataKeys.get(ref);
      return newestThatFit(openTurns(ref, visible, { key: held?.key, newestHash: undefined }));
    },
  };
};

/**
 * The head, read again where a stored turn is newer than it: a save came between the two reads, or, when it stays behind, the
 * head was put back to an older one.
 */
const notBehind = async (needs: Needs, head: Head, seen: Seen): Promise<Head> => {
  const { turns, call, attempt = 1 } = seen;
  const newest = turns.reduce((most, turn) => Math.max(most, turn.epoch === head.epoch ? turn.turn : 0), 0);
  if (newest <= head.turn) return head;
  if (attempt > headAttempts) throw new Problem("integrity-violation");
  if (attempt > 1) await needs.pause(headPauseMs);
  return notBehind(needs, admit(await fetchState(needs, head), call, needs.now()), { ...seen, attempt: attempt + 1 });
};

type Seen = { readonly turns: readonly SealedTurn[]; readonly call: CallContext; readonly attempt?: number };

type Found = { readonly head: Head; readonly at: ReadingAt; readonly visible: readonly SealedTurn[] };

/** The visible turns, read once more where they and the head straddled a save; 500 when the newest one stays away. */
const complete = async (
  { head, at, visible }: Found,
  readAgain: () => Promise<readonly SealedTurn[]>,
): Promise<readonly SealedTurn[]> => {
  if (!lacksNewest(visible, head, at)) return visible;
  const again = visibleTurns(await readAgain(), head, at);
  if (lacksNewest(again, head, at)) throw new Problem("integrity-violation");
  return again;
};

/** HEAD and SUMMARY lie side by side: one query, one read unit. */
const fetchState = async ({ dynamo, tables, newest, purposeKey }: Needs, ref: ConversationRef): Promise<Head | undefined> => {
  const query = new QueryCommand({
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :head AND :summary",
    ExpressionAttributeValues: {
      ":pk": text(conversationKey(ref)),
      ":head": text(sortKeys.head),
      ":summary": text(sortKeys.summary),
    },
    ConsistentRead: true,
  });
  const isNotOlder = newest.watch(ref);
  const { Items } = await stored(() => dynamo.send(query));
  const item = Items?.find((candidate) => candidate.sk?.S === sortKeys.head);
  // Asked for in any case: what takes longer tells nobody whether there is a conversation.
  const key = await purposeKey("head");
  return item === undefined ? undefined : isNotOlder(openHead(ref, item, key));
};
