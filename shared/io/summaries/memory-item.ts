import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { packText, unpackText } from "../../domain/conversation/pack.ts";
import { type DataKey, SealBroken, seal, unseal } from "../../domain/conversation/seal.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import { packMemory, unpackMemory } from "../../domain/memory/pack-memory.ts";
import type { Ground, KeptMemory, Memory, MemoryVersion, Rendering } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { timeToLive } from "../conversation-items/time-to-live.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

export type SealingBy = { readonly key: DataKey; readonly nonce: Buffer; readonly tables: Tables };

/**
 * The write that stores a memory with the next head, as lines of one packed and sealed text: what callers see, what that was
 * rendered from, and the versions before. It is bound to the version that the head names, so that an older one put back does not
 * open.
 */
export const putMemory = (next: Head, made: KeptMemory & Rendering, by: SealingBy): TransactWriteItem => {
  const { summary, profile, state, distrusted, version, through, madeAtMs, engine, earlier } = made;
  const lines = [
    JSON.stringify({ version, through, madeAtMs, engine, summary, profile }),
    JSON.stringify(distrusted),
    packMemory(state),
    JSON.stringify(earlier.map(({ state: _, ...rest }) => rest)),
    ...earlier.map((each) => packMemory(each.state)),
  ];
  const content = packText(lines.join("\n"));
  const Item = {
    pk: text(conversationKey(next)),
    sk: text(sortKeys.summary),
    version: number(version),
    body: bytes(seal(by.key, content, { context: contextOf(next, by.key), nonce: by.nonce })),
    ...timeToLive(next.expiresAt + lifetimes.keyMarginSeconds, isKept(next)),
  };
  return { Put: { TableName: by.tables.summaries, Item } };
};

/** What callers see. */
export type SeenMemory = MemoryVersion & Rendering;

/** A memory as it is stored. What callers do not see is read by those alone who need it. */
export type StoredMemory = SeenMemory & {
  readonly ground: () => Ground;
  readonly earlier: () => KeptMemory["earlier"];
};

/** The memory in a SUMMARY item, of a conversation whose head names its version; undefined for an item of another version. */
export const openMemory = (head: Head, item: Item | undefined, key: DataKey): StoredMemory | undefined => {
  if (!isOfVersion(item, head.memoryVersion)) return undefined;
  const [seen = "", distrusted = "", state = "", earlier = "", ...states] = unsealed(head, item, key).split("\n");
  let ground: Ground | undefined;
  return {
    ...(JSON.parse(seen) as SeenMemory),
    ground: () => {
      ground ??= { state: unpackMemory(state), distrusted: JSON.parse(distrusted) as Ground["distrusted"] };
      return ground;
    },
    earlier: () =>
      (JSON.parse(earlier) as Omit<Memory, "state">[]).map((each, index) => ({
        ...each,
        state: unpackMemory(states[index] ?? ""),
      })),
  };
};

/** Whether a stored memory is of this version. */
export const isOfVersion = (item: Item | undefined, version: number): item is Item =>
  item !== undefined && readNumber(item, "version") === version;

const unsealed = (head: Head, item: Item, key: DataKey): string => {
  try {
    return unpackText(unseal(key, readBytes(item, "body"), contextOf(head, key)));
  } catch (cause) {
    throw cause instanceof SealBroken ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};

const contextOf = (
  { tenantId, conversationId, epoch, memoryVersion }: ConversationRef & Pick<Head, "epoch" | "memoryVersion">,
  key: DataKey,
) => ({ tenantId, conversationId, epoch, turn: memoryVersion, attribute: "summary", keyVersion: key.version }) as const;
