import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { isKept } from "../../domain/conversation/hold.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { pack, unpack } from "../../domain/conversation/pack.ts";
import { type DataKey, SealBroken, seal, unseal } from "../../domain/conversation/seal.ts";
import type { Ground, Memory, MemoryVersion, Rendering } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { timeToLive } from "../conversation-items/time-to-live.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

export type SealingBy = { readonly key: DataKey; readonly nonce: () => Buffer; readonly tables: Tables };

/** The attribute names that a sealed value is bound to: what every read needs, and what only a new version needs. */
type Part = "summary" | "memory";

/**
 * The writes that store a memory with the next head: SUMMARY with what callers see, and what it was rendered from in the place of
 * the oldest version. Both are bound to the version that the head names, so that an older one put back does not open.
 */
export const memoryWrites = (next: Head, made: Memory & Rendering, by: SealingBy): readonly TransactWriteItem[] => {
  const { summary, profile, state, distrusted, version, through, madeAtMs, engine } = made;
  const of = { version, through, madeAtMs, engine };
  return [
    putPart({ part: "summary", sk: sortKeys.summary, content: { ...of, summary, profile } }, next, by),
    putPart({ part: "memory", sk: sortKeys.memory(version), content: { ...of, state, distrusted } }, next, by),
  ];
};

type Content = { readonly part: Part; readonly sk: string; readonly content: MemoryVersion & (Ground | Rendering) };

const putPart = ({ part, sk, content }: Content, next: Head, by: SealingBy): TransactWriteItem => {
  const at = { context: contextOf(next, { part, version: content.version }, by.key), nonce: by.nonce() };
  const Item = {
    pk: text(conversationKey(next)),
    sk: text(sk),
    version: number(content.version),
    body: bytes(seal(by.key, pack(content), at)),
    ...timeToLive(next.expiresAt + lifetimes.keyMarginSeconds, isKept(next)),
  };
  return { Put: { TableName: by.tables.summaries, Item } };
};

/** The writes that remove every older version, with what it was derived from. */
export const olderMemoryDeletes = (head: Head, version: number, tables: Tables): readonly TransactWriteItem[] =>
  sortKeys.memories
    .filter((sk) => sk !== sortKeys.memory(version))
    .map((sk) => ({ Delete: { TableName: tables.summaries, Key: { pk: text(conversationKey(head)), sk: text(sk) } } }));

/** What a SUMMARY item says, to callers of the conversation whose head names its version; undefined for an item of another version. */
export const openSummary = (head: Head, item: Item | undefined, key: DataKey): (MemoryVersion & Rendering) | undefined =>
  openPart<MemoryVersion & Rendering>(head, item, { part: "summary", key });

/** What the newest summary was rendered from; undefined for an item of another version. */
export const openMemory = (head: Head, item: Item | undefined, key: DataKey): Memory | undefined =>
  openPart<Memory>(head, item, { part: "memory", key });

/** Whether a stored part is of this version of the memory. */
export const isOfVersion = (item: Item | undefined, version: number): item is Item =>
  item !== undefined && readNumber(item, "version") === version;

const openPart = <Content extends MemoryVersion>(
  head: Head,
  item: Item | undefined,
  { part, key }: { readonly part: Part; readonly key: DataKey },
): Content | undefined => {
  const version = head.memoryVersion;
  if (!isOfVersion(item, version)) return undefined;
  try {
    return unpack(unseal(key, readBytes(item, "body"), contextOf(head, { part, version }, key))) as Content;
  } catch (cause) {
    throw cause instanceof SealBroken ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};

const contextOf = (
  { tenantId, conversationId, epoch }: ConversationRef & Pick<Head, "epoch">,
  { part, version }: { readonly part: Part; readonly version: number },
  key: DataKey,
) => ({ tenantId, conversationId, epoch, turn: version, attribute: part, keyVersion: key.version }) as const;
