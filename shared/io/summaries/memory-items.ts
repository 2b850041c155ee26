import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { packText, unpackText } from "../../domain/conversation/pack.ts";
import { type DataKey, SealBroken, seal, unseal } from "../../domain/conversation/seal.ts";
import type { KeptMemory, Memory, MemoryVersion, Rendering } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

export type SealingBy = { readonly key: DataKey; readonly nonce: () => Buffer; readonly tables: Tables };

/** The attribute names that a sealed value is bound to: what every read needs, and what only a new version needs. */
type Part = "summary" | "memory";

/**
 * The writes that store a memory with the next head: SUMMARY with what callers see, and beside it what that was rendered from, with
 * the versions before. Both are bound to the version that the head names, so that an older one put back does not open.
 */
export const memoryWrites = (next: Head, made: KeptMemory & Rendering, by: SealingBy): readonly TransactWriteItem[] => {
  const { summary, profile, state, distrusted, version, through, madeAtMs, engine, earlier } = made;
  const of = { version, through, madeAtMs, engine };
  const present = JSON.stringify({ ...of, state, distrusted });
  return [
    putPart({ part: "summary", version, content: JSON.stringify({ ...of, summary, profile }) }, next, by),
    putPart({ part: "memory", version, content: `${present}\n${JSON.stringify(earlier)}` }, next, by),
  ];
};

type Content = { readonly part: Part; readonly version: number; readonly content: string };

const putPart = ({ part, version, content }: Content, next: Head, by: SealingBy): TransactWriteItem => {
  const at = { context: contextOf(next, { part, version }, by.key), nonce: by.nonce() };
  const Item = {
    pk: text(conversationKey(next)),
    sk: text(sortKeys[part]),
    version: number(version),
    body: bytes(seal(by.key, packText(content), at)),
    expiresAt: number(next.expiresAt + lifetimes.keyMarginSeconds),
  };
  return { Put: { TableName: by.tables.summaries, Item } };
};

/** What a SUMMARY item says, to callers of the conversation whose head names its version; undefined for an item of another version. */
export const openSummary = (head: Head, item: Item | undefined, key: DataKey): (MemoryVersion & Rendering) | undefined => {
  const json = openPart(head, item, { part: "summary", key });
  return json === undefined ? undefined : (JSON.parse(json) as MemoryVersion & Rendering);
};

/** What the newest summary was rendered from, and the versions before as a text; undefined for an item of another version. */
export const openMemory = (head: Head, item: Item | undefined, key: DataKey): StoredMemory | undefined => {
  const [present, earlierJson = "[]"] = openPart(head, item, { part: "memory", key })?.split("\n") ?? [];
  return present === undefined ? undefined : { ...(JSON.parse(present) as Memory), earlierJson };
};

/** `earlierJson` is read by those alone who store the next version. */
export type StoredMemory = Memory & { readonly earlierJson: string };

/** Whether a stored part is of this version of the memory. */
export const isOfVersion = (item: Item | undefined, version: number): item is Item =>
  item !== undefined && readNumber(item, "version") === version;

const openPart = (
  head: Head,
  item: Item | undefined,
  { part, key }: { readonly part: Part; readonly key: DataKey },
): string | undefined => {
  const version = head.memoryVersion;
  if (!isOfVersion(item, version)) return undefined;
  try {
    return unpackText(unseal(key, readBytes(item, "body"), contextOf(head, { part, version }, key)));
  } catch (cause) {
    throw cause instanceof SealBroken ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};

const contextOf = (
  { tenantId, conversationId, epoch }: ConversationRef & Pick<Head, "epoch">,
  { part, version }: { readonly part: Part; readonly version: number },
  key: DataKey,
) => ({ tenantId, conversationId, epoch, turn: version, attribute: part, keyVersion: key.version }) as const;
