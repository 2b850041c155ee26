import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { Lease } from "../domain/conversation/lease.ts";
import { isKept } from "../domain/conversation-forgetting/hold.ts";
import { isIdentifierType } from "../domain/dlp/identifier-types.ts";
import type { Family } from "../domain/identity/family.ts";
import { bytes, type Item, map, number, text } from "./attributes.ts";
import { erasureItem, readErasure } from "./conversation-items/erasure-item.ts";
import { holdsItem, readHolds } from "./conversation-items/hold-item.ts";
import { readExpiry, timeToLive } from "./conversation-items/time-to-live.ts";
import { conversationKey, shardKeys, sortKeys } from "./keys.ts";
import { readBytes, readMap, readNumber, readText } from "./stored-item.ts";

/** The HEAD item. Names are short where they repeat: HEAD must stay under 1 KB to cost 2 write units in a transaction. */
export const headItem = (head: Head): Item => ({
  pk: text(conversationKey(head)),
  sk: text(sortKeys.head),
  subject: text(head.subject),
  status: text(head.status),
  epoch: number(head.epoch),
  turn: number(head.turn),
  startedAt: number(head.startedAtMs),
  createdAt: number(head.createdAtMs),
  lastTurnAt: number(head.lastTurnAtMs),
  lastTurnEnds: number(head.lastTurnExpiresAt),
  ...timeToLive(head.expiresAt, isKept(head)),
  rowsEnd: number(head.rowsExpireAt),
  ...(head.holds.size === 0 ? {} : { holds: holdsItem(head.holds) }),
  ...(head.erasure === undefined ? {} : { erasure: map(erasureItem(head.erasure)) }),
  families: map(Object.fromEntries([...head.families].map(([id, family]) => [id, map(familyItem(family))]))),
  ...leaseItem(head.lease),
  sequence: number(head.ledgerSequence),
  chainHash: bytes(head.chainHash),
  turnHash: bytes(head.turnHash),
  summarized: number(head.summarizedThrough),
  ...memoryItem(head),
  ...(head.aliases === 0 ? {} : { aliases: number(head.aliases) }),
  ...(head.asked === undefined ? {} : { asked: text(head.asked) }),
});

export const readHead = (ref: ConversationRef, item: Item): Head => ({
  tenantId: ref.tenantId,
  conversationId: ref.conversationId,
  subject: readText(item, "subject"),
  status: readText(item, "status") === "active" ? "active" : "cleared",
  epoch: readNumber(item, "epoch"),
  turn: readNumber(item, "turn"),
  startedAtMs: readNumber(item, "startedAt"),
  createdAtMs: readNumber(item, "createdAt"),
  lastTurnAtMs: readNumber(item, "lastTurnAt"),
  lastTurnExpiresAt: readNumber(item, "lastTurnEnds"),
  expiresAt: readExpiry(item),
  rowsExpireAt: readNumber(item, "rowsEnd"),
  holds: readHolds(item.holds?.M ?? {}),
  ...(item.erasure?.M === undefined ? {} : { erasure: readErasure(item.erasure.M) }),
  families: new Map(Object.entries(readMap(item, "families")).map(([id, value]) => [id, readFamily(value.M ?? {})])),
  lease: readLease(item),
  ledgerSequence: readNumber(item, "sequence"),
  chainHash: readBytes(item, "chainHash"),
  turnHash: readBytes(item, "turnHash"),
  summarizedThrough: readNumber(item, "summarized"),
  ...readMemory(item),
  aliases: item.aliases === undefined ? 0 : readNumber(item, "aliases"),
  ...(isIdentifierType(item.asked?.S) ? { asked: item.asked.S } : {}),
});

/** `dueIn` and `due` are the key of the index that the sweep reads: a head that lacks them is not in it. */
const memoryItem = (head: Head): Item => ({
  ...(head.memoryVersion === 0 ? {} : { mem: number(head.memoryVersion) }),
  ...(head.unsummarized.messages === 0 ? {} : { msgs: number(head.unsummarized.messages) }),
  ...(head.unsummarized.bytes === 0 ? {} : { size: number(head.unsummarized.bytes) }),
  ...(head.memoryDueAt === undefined ? {} : { dueIn: text(shardKeys.due(head)), due: number(head.memoryDueAt) }),
});

const readMemory = (item: Item): Pick<Head, "memoryVersion" | "unsummarized" | "memoryDueAt"> => ({
  memoryVersion: Number(item.mem?.N ?? 0),
  unsummarized: { messages: Number(item.msgs?.N ?? 0), bytes: Number(item.size?.N ?? 0) },
  ...(item.due === undefined ? {} : { memoryDueAt: readNumber(item, "due") }),
});

const leaseItem = (lease: Lease | undefined): Item => {
  if (lease === undefined) return {};
  return { ...(lease.slot === undefined ? {} : { slot: number(lease.slot) }), leased: number(lease.expiresAt) };
};

const readLease = (item: Item): Lease | undefined =>
  item.leased === undefined
    ? undefined
    : { slot: item.slot === undefined ? undefined : readNumber(item, "slot"), expiresAt: readNumber(item, "leased") };

const familyItem = (family: Family): Item => ({
  g: number(family.generation),
  s: number(family.startedAtMs),
  u: number(family.usedAtMs),
  r: number(family.rotatedAtMs),
  n: number(family.reuses),
  ...(family.endedAtMs === undefined ? {} : { e: number(family.endedAtMs) }),
  ...(family.boundTo === undefined ? {} : { k: bytes(Buffer.from(family.boundTo, "base64url")) }),
});

const readFamily = (item: Item): Family => ({
  generation: readNumber(item, "g"),
  startedAtMs: readNumber(item, "s"),
  usedAtMs: readNumber(item, "u"),
  rotatedAtMs: readNumber(item, "r"),
  reuses: readNumber(item, "n"),
  ...(item.e === undefined ? {} : { endedAtMs: readNumber(item, "e") }),
  ...(item.k === undefined ? {} : { boundTo: readBytes(item, "k").toString("base64url") }),
});
