import type { KeyObject } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { admit } from "../domain/conversation/admission.ts";
import { newestThatFit } from "../domain/conversation/answer-size.ts";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { SealedTurn, Turn } from "../domain/conversation/turn.ts";
import { lacksNewest, openTurns, type ReadingAt, visibleTurns } from "../domain/conversation/window.ts";
import { retentionOf } from "../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { Problem } from "../problem.ts";
import type { Item } from "./attributes.ts";
import type { NewestSeen } from "./conversation-items/newest-seen.ts";
import type { DataKeys } from "./data-keys.ts";
import { sortKeys, type Tables } from "./keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { SessionPool } from "./sessions/session-pool.ts";
import { fetchState, type StateItems } from "./state-items.ts";
import { isOfVersion, type SeenMemory } from "./summaries/memory-item.ts";
import type { OpenMemory } from "./summaries/opened-memories.ts";
import type { TurnStore } from "./turn-store.ts";

/** `recent`: how many of the newest turns (0: none is read). `hasMemory`: with summary and profile. */
export type StateQuery = { readonly recent: number; readonly hasMemory: boolean };
/** Turns before number `before`, at most `limit` of them. */
export type PageQuery = { readonly before: number; readonly limit: number };

type State = {
  readonly head: Head;
  readonly turns: readonly Turn[];
  /** Undefined until the conversation has been summarised. */
  readonly memory: SeenMemory | undefined;
};

export type ConversationReader = {
  /** Fetches the data key while the limiter counts. Never throws. */
  readonly prepareRead: (ref: ConversationRef) => Promise<void>;
  /** The head and the newest turns, as many as one answer carries: one round trip of at most four requests at once, the read's own ledger record and a look at the newest one of the chain among them. A read that renews the access token renews the lease, by one request more. */
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
  readonly openMemory: OpenMemory;
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
    const [state, turns] = await Promise.all([
      fetchState(needs, ref),
      load(),
      needs.ledger.record(ref, ledgerEventOf(call, { outcome: "requested" })),
    ]);
    const { head, summary } = await together(needs, state, { turns, ref, call });
    const at = { nowMs: needs.now(), retention: retentionOf(call.tenant) };
    return { head, summary, at, visible: visibleTurns(turns, head, at) };
  };

  const remembered = async (ref: ConversationRef, { head, summary }: Found) => {
    const held = head.memoryVersion === 0 ? undefined : await needs.dataKeys.get(ref);
    return held === undefined ? undefined : needs.openMemory(head, summary, held.key);
  };

  const inUse = async (call: CallContext, state: State): Promise<State> => {
    await needs.pool.renewWithToken(state.head, call);
    return state;
  };

  return {
    prepareRead: (ref) => needs.dataKeys.prepare(ref),
    state: async (ref, call, { recent, hasMemory }) => {
      const memoryOf = async (found: Found) => (hasMemory ? remembered(ref, found) : undefined);
      if (recent === 0) {
        const found = await read(ref, call, async () => []);
        return inUse(call, { head: found.head, turns: [], memory: await memoryOf(found) });
      }
      const range = { from: 1, to: lastTurnNumber, limit: recent + raceSlack, newest: true };
      const found = await read(ref, call, () => needs.turns.range(ref, range));
      const { head } = found;
      const newest = await complete(found, () => needs.turns.range(ref, { ...range, to: head.turn }));
      const held = newest.length === 0 ? undefined : await needs.dataKeys.get(ref);
      const newestHash = newest.at(-1)?.turn === head.turn ? head.turnHash : undefined;
      const turns = newestThatFit(openTurns(ref, newest, { key: held?.key, newestHash }).slice(-recent));
      return inUse(call, { head, turns, memory: await memoryOf(found) });
    },
    page: async (ref, call, { before, limit }) => {
      const { visible } = await read(ref, call, () => needs.turns.range(ref, { from: 1, to: before - 1, limit, newest: true }));
      const held = visible.length === 0 ? undefined : await needs.dataKeys.get(ref);
      return newestThatFit(openTurns(ref, visible, { key: held?.key, newestHash: undefined }));
    },
  };
};

type Found = {
  readonly head: Head;
  readonly summary: Item | undefined;
  readonly at: ReadingAt;
  readonly visible: readonly SealedTurn[];
};

type Seen = { readonly ref: ConversationRef; readonly turns: readonly SealedTurn[]; readonly call: CallContext };

/**
 * The admitted head with the summary it names. They are read again where head, summary and turns straddled a write, and it is
 * 500 when they never come together: then an older one was put back.
 */
const together = async (
  needs: Needs,
  first: StateItems,
  { ref, turns, call }: Seen,
): Promise<Pick<Found, "head" | "summary">> => {
  let state = first;
  for (let attempt = 0; attempt <= headAttempts; attempt += 1) {
    if (attempt > 1) await needs.pause(headPauseMs);
    if (attempt > 0) state = await fetchState(needs, ref);
    const head = admit(state.head, call, needs.now());
    const summary = state.items.get(sortKeys.summary);
    if (isNotBehind(head, turns) && hasItsSummary(head, summary)) return { head, summary };
  }
  throw new Problem("integrity-violation");
};

const isNotBehind = (head: Head, turns: readonly SealedTurn[]): boolean =>
  turns.every((turn) => turn.epoch !== head.epoch || turn.turn <= head.turn);

const hasItsSummary = (head: Head, summary: Item | undefined): boolean =>
  head.memoryVersion === 0 || isOfVersion(summary, head.memoryVersion);

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
