import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { Lease } from "../domain/conversation/lease.ts";
import { isKept } from "../domain/conversation-forgetting/hold.ts";
import { isIdentifierType } from "../domain/dlp/identifier-types.ts";
import type { Family } from "../domain/identity/family.ts";
import { headNames } from "./attribute-names.ts";
import { bytes, type Item, map, number, text } from "./attributes.ts";
import { erasureItem, readErasure } from "./conversation-items/erasure-item.ts";
import { holdsItem, readHolds } from "./conversation-items/hold-item.ts";
import { readExpiry, timeToLive } from "./conversation-items/time-to-live.ts";
import { conversationKey, shardKeys, sortKeys } from "./keys.ts";
import { readBytes, readMap, readNumber, readText } from "./stored-item.ts";

const at = headNames;

/** The HEAD item. It must stay under 1 KB to cost 2 write units in a transaction. */
export const headItem = (head: Head): Item => ({
  pk: text(conversationKey(head)),
  sk: text(sortKeys.head),
  [at.subject]: text(head.subject),
  ...(head.status === "active" ? {} : { [at.status]: text(head.status) }),
  [at.epoch]: number(head.epoch),
  [at.turn]: number(head.turn),
  [at.startedAt]: number(head.startedAtMs),
  [at.createdAt]: number(head.createdAtMs),
  [at.lastTurnAt]: number(head.lastTurnAtMs),
  [at.lastTurnEnds]: number(head.lastTurnExpiresAt),
  ...timeToLive(head.expiresAt, isKept(head)),
  [at.rowsEnd]: number(head.rowsExpireAt),
  ...(head.holds.size === 0 ? {} : { [at.holds]: holdsItem(head.holds) }),
  ...(head.erasure === undefined ? {} : { [at.erasure]: map(erasureItem(head.erasure)) }),
  [at.families]: map(Object.fromEntries([...head.families].map(([id, family]) => [id, map(familyItem(family))]))),
  ...leaseItem(head.lease),
  [at.sequence]: number(head.ledgerSequence),
  [at.chainHash]: bytes(head.chainHash),
  [at.turnHash]: bytes(head.turnHash),
  [at.summarized]: number(head.summarizedThrough),
  ...memoryItem(head),
  ...(head.aliases === 0 ? {} : { [at.aliases]: number(head.aliases) }),
  ...(head.asked === undefined ? {} : { [at.asked]: text(head.asked) }),
});

export const readHead = (ref: ConversationRef, item: Item): Head => ({
  tenantId: ref.tenantId,
  conversationId: ref.conversationId,
  subject: readText(item, at.subject),
  status: item[at.status] === undefined ? "active" : "cleared",
  epoch: readNumber(item, at.epoch),
  turn: readNumber(item, at.turn),
  startedAtMs: readNumber(item, at.startedAt),
  createdAtMs: readNumber(item, at.createdAt),
  lastTurnAtMs: readNumber(item, at.lastTurnAt),
  lastTurnExpiresAt: readNumber(item, at.lastTurnEnds),
  expiresAt: readExpiry(item),
  rowsExpireAt: readNumber(item, at.rowsEnd),
  holds: readHolds(item[at.holds]?.M ?? {}),
  ...(item[at.erasure]?.M === undefined ? {} : { erasure: readErasure(readMap(item, at.erasure)) }),
  families: new Map(Object.entries(readMap(item, at.families)).map(([id, value]) => [id, readFamily(value.M ?? {})])),
  lease: readLease(item),
  ledgerSequence: readNumber(item, at.sequence),
  chainHash: readBytes(item, at.chainHash),
  turnHash: readBytes(item, at.turnHash),
  summarizedThrough: readNumber(item, at.summarized),
  ...readMemory(item),
  aliases: item[at.aliases] === undefined ? 0 : readNumber(item, at.aliases),
  ...askedIn(item[at.asked]?.S),
});

const askedIn = (asked: string | undefined): Pick<Head, "asked"> => (isIdentifierType(asked) ? { asked } : {});

/** `dueIn` and `due` are the key of the index that the sweep reads: a head that lacks them is not in it. */
const memoryItem = (head: Head): Item => ({
  ...(head.memoryVersion === 0 ? {} : { [at.memoryVersion]: number(head.memoryVersion) }),
  ...(head.unsummarized.messages === 0 ? {} : { [at.messages]: number(head.unsummarized.messages) }),
  ...(head.unsummarized.bytes === 0 ? {} : { [at.size]: number(head.unsummarized.bytes) }),
  ...(head.memoryDueAt === undefined ? {} : { dueIn: text(shardKeys.due(head)), due: number(head.memoryDueAt) }),
});

const readMemory = (item: Item): Pick<Head, "memoryVersion" | "unsummarized" | "memoryDueAt"> => ({
  memoryVersion: Number(item[at.memoryVersion]?.N ?? 0),
  unsummarized: { messages: Number(item[at.messages]?.N ?? 0), bytes: Number(item[at.size]?.N ?? 0) },
  ...(item.due === undefined ? {} : { memoryDueAt: readNumber(item, "due") }),
});

const leaseItem = (lease: Lease | undefined): Item => {
  if (lease === undefined) return {};
  return { ...(lease.slot === undefined ? {} : { [at.slot]: number(lease.slot) }), [at.leased]: number(lease.expiresAt) };
};

const readLease = (item: Item): Lease | undefined =>
  item[at.leased] === undefined
    ? undefined
    : { slot: item[at.slot] === undefined ? undefined : readNumber(item, at.slot), expiresAt: readNumber(item, at.leased) };

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
