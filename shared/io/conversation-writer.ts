import type { KeyObject } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { admit } from "../domain/conversation/admission.ts";
import { oldestThatFit } from "../domain/conversation/answer-size.ts";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { expiryOf } from "../domain/conversation/lifetimes.ts";
import { withTurn } from "../domain/conversation/transitions.ts";
import type { SealedTurn, TurnContent } from "../domain/conversation/turn.ts";
import { sealTurn } from "../domain/conversation/turn-seal.ts";
import { openTurns, visibleTurns } from "../domain/conversation/window.ts";
import { isKept, retentionOf, withTenantHold } from "../domain/conversation-forgetting/hold.ts";
import type { Traces } from "../domain/dlp-policy/traces.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { Problem } from "../problem.ts";
import { repeatOf, type Saved, savedOf } from "./conversation-items/saved.ts";
import type { DataKeys, HeldKey } from "./data-keys.ts";
import type { AliasStore } from "./deidentification/alias-store.ts";
import { type AliasedContent, aliasedContent } from "./deidentification/aliased-content.ts";
import type { Changed } from "./head-commit.ts";
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
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
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
    const reads = { outdated: 0 };
    try {
      const changed = await withDataKey(needs, ref, (held) =>
        needs.pool.change({ ref, call }, (known) => {
          const head = admit(known, call, needs.now());
          if (write.turn !== head.turn + 1) throw new NotTheNextTurn();
          return changeOf(needs, head, { call, write, held, reads });
        }),
      );
      return changed.outcome === "refused" ? withheld() : savedOf(changed.head);
    } catch (failure) {
      if (failure instanceof NotTheNextTurn) return repeatOrConflict(needs, ref, { call, write });
      throw failure;
    }
  },
  append: async (ref, call, write) => {
    const reads = { outdated: 0 };
    const markKey = await needs.purposeKey("head");
    const mark = (turn: SealedTurn) => writeMark(needs.tables, ref, { ...write, turn, markKey });
    const changed = await withDataKey(needs, ref, (held) =>
      needs.pool.change({ ref, call }, (known) =>
        changeOf(needs, admit(known, call, needs.now()), { call, write, held, reads, mark }),
      ),
    );
    if (changed.outcome !== "refused") return savedOf(changed.head);
    const first = readWriteMark(ref, changed.item, markKey);
    if (!first.writeId.equals(write.writeId)) throw new Problem("idempotency-key-reused");
    return repeatOf(first, call);
  },
});

/** Changes with the conversation's data key; once more with the key another writer made, where both were about to replace an old one. */
const withDataKey = async (
  { dataKeys }: Needs,
  ref: ConversationRef,
  change: (held: HeldKey | undefined) => Promise<Changed>,
): Promise<Changed> => {
  const held = await dataKeys.forWriting(ref);
  const changed = await change(held);
  if (changed.outcome !== "refused" || held?.also === undefined) return changed;
  dataKeys.forget(ref);
  return change(await dataKeys.forWriting(ref));
};

type Change = {
  readonly call: CallContext;
  readonly write: TurnWrite;
  readonly held: HeldKey | undefined;
  /** How often head and alias book were of different age. */
  readonly reads: { outdated: number };
  readonly mark?: (turn: SealedTurn) => TransactWriteItem;
};

const changeOf = (needs: Needs, known: Head, change: Change): Decision => {
  const { call, write, mark } = change;
  const held = change.held ?? withheld();
  const retention = retentionOf(call.tenant);
  const head = withTenantHold(known, retention);
  const expiresAt = expiryOf(needs.now(), call.tenant.retention.conversationSeconds);
  const content = aliasedContent(needs, head, { ...write, held, expiresAt });
  if (content === undefined) return outdated(change);
  const turn = sealNext(needs, head, { call, write, held, content });
  const { version: aliases } = content.book;
  const amount = { messages: write.content.messages.length, bytes: Buffer.byteLength(content.json) };
  const next = withTurn(head, turn, { caller: call.caller, retention, aliases, asked: write.scrubbed.asks, amount });
  const { counts: scrubbed, by: scrubbedBy } = write.scrubbed;
  const counts = { messages: amount.messages, sealedBytes: turn.sealed.length };
  const told = { turn: turn.turn, contentHash: turn.hash.toString("base64url"), counts, scrubbed, scrubbedBy };
  const event = ledgerEventOf(call, { outcome: "done", ...told });
  const marks = mark === undefined ? [] : [mark(turn)];
  return {
    head: next,
    event,
    also: [needs.turns.put(head, turn), ...marks, ...content.also, ...(held.also === undefined ? [] : [held.also])],
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
    isKept: isKept(head),
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
  const visible = visibleTurns(sealed, head, { nowMs: needs.now(), retention: retentionOf(call.tenant) });
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
