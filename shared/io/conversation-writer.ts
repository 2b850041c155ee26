import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { admit } from "../domain/conversation/admission.ts";
import { oldestThatFit } from "../domain/conversation/answer-size.ts";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { expiryOf } from "../domain/conversation/lifetimes.ts";
import { withTurn } from "../domain/conversation/transitions.ts";
import type { SealedTurn, TurnContent } from "../domain/conversation/turn.ts";
import { sealTurn } from "../domain/conversation/turn-seal.ts";
import { openTurns, visibleTurns } from "../domain/conversation/window.ts";
import type { Traces } from "../domain/dlp-policy/traces.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import { Problem } from "../problem.ts";
import type { DataKeys, HeldKey } from "./data-keys.ts";
import type { AliasStore } from "./deidentification/alias-store.ts";
import { type AliasedContent, aliasedContent } from "./deidentification/aliased-content.ts";
import type { Decision, HeadStore } from "./head-store.ts";
import type { Tables } from "./keys.ts";
import type { SessionPool } from "./sessions/session-pool.ts";
import type { TurnStore } from "./turn-store.ts";
import { readWriteMark, writeMark } from "./write-mark.ts";

/** A turn to save. `writeId` (16 bytes) names this very write; a repeat carries the same one. */
export type TurnWrite = {
  readonly content: TurnContent;
  readonly writeId: Buffer;
  /** What de-identification found in the content. */
  readonly scrubbed: Traces;
};

/** `isRepeat`: this write had been stored before; the rest is as the first time. */
export type Saved = {
  readonly turn: number;
  readonly at: string;
  readonly expiresAt: number;
  readonly head?: Head;
  readonly isRepeat: boolean;
};

export type ConversationWriter = {
  /** Fetches head, alias book and data key while the limiter counts. Never throws. */
  readonly prepareWrite: (ref: ConversationRef) => Promise<void>;
  /** Saves turn `turn` if it is the next one; 409 `turn-conflict` with the missed turns otherwise. */
  readonly save: (ref: ConversationRef, call: CallContext, write: TurnWrite & { readonly turn: number }) => Promise<Saved>;
  /** Saves the next turn, whatever its number. `writeName` (16 bytes) is the keyed digest of the Idempotency-Key. */
  readonly append: (ref: ConversationRef, call: CallContext, write: TurnWrite & { readonly writeName: Buffer }) => Promise<Saved>;
};

type Needs = {
  readonly heads: HeadStore;
  readonly pool: SessionPool;
  readonly turns: TurnStore;
  readonly dataKeys: DataKeys;
  readonly aliases: AliasStore;
  readonly tables: Tables;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

const missedTurnsLimit = 100;
const nonceBytes = 12;
const outdatedMax = 20;

/** Says that a save is not for the next turn of this head; what that means is found out on the way to the answer. */
class NotTheNextTurn extends Error {}

export const conversationWriter = (needs: Needs): ConversationWriter => ({
  prepareWrite: async (ref) => {
    await Promise.all([needs.heads.prepare(ref), needs.dataKeys.prepare(ref)]);
  },
  save: async (ref, call, write) => {
    const held = await needs.dataKeys.get(ref);
    const reads = { outdated: 0 };
    try {
      const changed = await needs.pool.change({ ref, call }, (known) => {
        const head = admit(known, call, needs.now());
        if (write.turn !== head.turn + 1) throw new NotTheNextTurn();
        return changeOf(needs, head, { call, write, held, reads });
      });
      return changed.outcome === "refused" ? withheld() : savedOf(changed.head);
    } catch (failure) {
      if (failure instanceof NotTheNextTurn) return repeatOrConflict(needs, ref, { call, write });
      throw failure;
    }
  },
  append: async (ref, call, write) => {
    const held = await needs.dataKeys.get(ref);
    const reads = { outdated: 0 };
    const changed = await needs.pool.change({ ref, call }, (known) => {
      const head = admit(known, call, needs.now());
      return changeOf(needs, head, {
        call,
        write,
        held,
        reads,
        mark: (turn) => writeMark(needs.tables, ref, { ...write, turn }),
      });
    });
    if (changed.outcome !== "refused") return savedOf(changed.head);
    const first = readWriteMark(changed.item) ?? withheld();
    if (!first.writeId.equals(write.writeId)) throw new Problem("idempotency-key-reused");
    return repeatOf(first, call);
  },
});

type Change = {
  readonly call: CallContext;
  readonly write: TurnWrite;
  readonly held: HeldKey | undefined;
  /** How often head and alias book were of different age. */
  readonly reads: { outdated: number };
  readonly mark?: (turn: SealedTurn) => TransactWriteItem;
};

const changeOf = (needs: Needs, head: Head, change: Change): Decision => {
  const { call, write, mark } = change;
  const held = change.held ?? withheld();
  const expiresAt = expiryOf(needs.now(), call.tenant.retention.conversationSeconds);
  const content = aliasedContent(needs, head, { ...write, held, expiresAt });
  if (content === undefined) return outdated(change);
  const turn = sealNext(needs, head, { call, write, held, content });
  const { caller, tenant } = call;
  const { version: aliases } = content.book;
  const next = withTurn(head, turn, { caller, retention: tenant.retention, aliases, asked: write.scrubbed.asks });
  const counts = { messages: write.content.messages.length, sealedBytes: turn.sealed.length };
  const told = { turn: turn.turn, contentHash: turn.hash.toString("base64url"), counts, scrubbed: write.scrubbed.counts };
  const event = ledgerEventOf(call, { outcome: "done", ...told });
  const marks = mark === undefined ? [] : [mark(turn)];
  return {
    head: next,
    event,
    also: [needs.turns.put(head, turn), ...marks, ...content.also, ...needs.dataKeys.renewal(head, held, next.expiresAt)],
  };
};

/** Head and alias book may straddle another save; what never comes together was put there by nobody of ours. */
const outdated = ({ reads }: Change): Decision => {
  reads.outdated += 1;
  return reads.outdated > outdatedMax ? withheld() : { isOutdated: true };
};

type Sealing = {
  readonly call: CallContext;
  readonly write: TurnWrite;
  readonly held: HeldKey;
  readonly content: AliasedContent;
};

const sealNext = (needs: Needs, head: Head, { call, write, held, content }: Sealing): SealedTurn => {
  const nowMs = needs.now();
  const place = {
    tenantId: head.tenantId,
    conversationId: head.conversationId,
    turn: head.turn + 1,
    epoch: head.epoch,
    atMs: nowMs,
    expiresAt: expiryOf(nowMs, call.tenant.retention.turnSeconds),
    previousHash: head.turnHash,
    writeId: write.writeId,
  };
  return sealTurn({ json: content.json }, place, { key: held.key, nonce: needs.randomBytes(nonceBytes) });
};

/** A save that is not for the next turn is the repeat of one that was stored, or it came too late. */
const repeatOrConflict = async (
  needs: Needs,
  ref: ConversationRef,
  { call, write }: { readonly call: CallContext; readonly write: TurnWrite & { readonly turn: number } },
): Promise<Saved> => {
  const head = admit(await needs.heads.read(ref), call, needs.now());
  const range = { from: write.turn, to: head.turn, limit: missedTurnsLimit, newest: false };
  const sealed = write.turn > head.turn ? [] : await needs.turns.range(ref, range);
  const own = sealed.find((turn) => turn.turn === write.turn && turn.writeId.equals(write.writeId));
  if (own !== undefined) return repeatOf(own, call);
  const visible = visibleTurns(sealed, head, { nowMs: needs.now(), retention: call.tenant.retention });
  const held = await needs.dataKeys.get(ref);
  throw new Problem("turn-conflict", {
    currentTurn: head.turn,
    missedTurns: oldestThatFit(openTurns(ref, visible, { key: held?.key, newestHash: undefined })),
  });
};

/** Stored parts that must be there together are not: nothing is written on such ground. */
const withheld = (): never => {
  throw new Problem("integrity-violation");
};

const savedOf = (head: Head): Saved => ({
  turn: head.turn,
  at: new Date(head.lastTurnAtMs).toISOString(),
  expiresAt: head.expiresAt,
  head,
  isRepeat: false,
});

const repeatOf = (turn: { readonly turn: number; readonly atMs: number }, call: CallContext): Saved => ({
  turn: turn.turn,
  at: new Date(turn.atMs).toISOString(),
  expiresAt: expiryOf(turn.atMs, call.tenant.retention.conversationSeconds),
  isRepeat: true,
});
