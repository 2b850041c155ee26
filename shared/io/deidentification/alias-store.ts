import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { pack, unpack } from "../../domain/conversation/pack.ts";
import { type DataKey, SealBroken, seal, unseal } from "../../domain/conversation/seal.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import { type AliasBook, bookFromJson, bookToJson, emptyBook } from "../../domain/dlp-memory/alias-book.ts";
import { Problem } from "../../problem.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { boundedCache } from "../bounded-cache.ts";
import { readExpiry, timeToLive } from "../conversation-items/time-to-live.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

/** A book with the expiry of its stored item, in epoch seconds. */
export type KeptBook = { readonly book: AliasBook; readonly expiresAt: number };

export type AliasStore = {
  /** Takes the item that was read together with a head. */
  readonly keepItem: (ref: ConversationRef, item: Item | undefined) => void;
  /** The book this head speaks of; undefined when memory holds another version, so that both must be read anew. */
  readonly bookOf: (head: Head, key: DataKey) => KeptBook | undefined;
  /** The write that stores a book under the conversation's key. */
  readonly put: (head: Head, book: AliasBook, by: { readonly key: DataKey; readonly expiresAt: number }) => TransactWriteItem;
  /** Takes a book that has been stored. */
  readonly keep: (ref: ConversationRef, kept: KeptBook) => void;
};

type Needs = { readonly tables: Tables; readonly now: () => number; readonly randomBytes: (size: number) => Buffer };
type Entry = { readonly item: Item | undefined } | { readonly kept: KeptBook };

const bookCount = 2000;
const bookLifeMs = 30_000;
const nonceBytes = 12;
const empty: KeptBook = { book: emptyBook, expiresAt: Number.MAX_SAFE_INTEGER };

/** Alias books, one sealed item a conversation, bound to the version that HEAD names: an older one put back in its place does not open. */
export const aliasStore = ({ tables, now, randomBytes }: Needs): AliasStore => {
  const entries = boundedCache<Entry>({ size: bookCount, lifeMs: bookLifeMs, now });
  const keep = (ref: ConversationRef, kept: KeptBook): void => entries.set(conversationKey(ref), { kept });

  return {
    keep,
    keepItem: (ref, item) => entries.set(conversationKey(ref), { item }),
    bookOf: (head, key) => {
      if (head.aliases === 0) return empty;
      const entry = entries.get(conversationKey(head));
      if (entry === undefined) return undefined;
      const kept = "kept" in entry ? entry.kept : openItem(head, entry.item, key);
      if (kept?.book.version !== head.aliases) return undefined;
      keep(head, kept);
      return kept;
    },
    put: (head, book, { key, expiresAt }) => {
      const at = { context: contextOf(head, book.version, key), nonce: randomBytes(nonceBytes) };
      const Item = {
        pk: text(conversationKey(head)),
        sk: text(sortKeys.aliases),
        version: number(book.version),
        body: bytes(seal(key, pack(bookToJson(book)), at)),
        ...timeToLive(expiresAt + lifetimes.keyMarginSeconds, isKept(head)),
      };
      return { Put: { TableName: tables.summaries, Item } };
    },
  };
};

const openItem = (head: Head, item: Item | undefined, key: DataKey): KeptBook | undefined => {
  if (item === undefined) return undefined;
  const version = readNumber(item, "version");
  if (version !== head.aliases) return undefined;
  try {
    const json = unpack(unseal(key, readBytes(item, "body"), contextOf(head, version, key)));
    return { book: bookFromJson(version, json), expiresAt: readExpiry(item) };
  } catch (cause) {
    throw cause instanceof SealBroken ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};

const contextOf = (head: Head, version: number, key: DataKey) =>
  ({
    tenantId: head.tenantId,
    conversationId: head.conversationId,
    epoch: head.epoch,
    turn: version,
    attribute: "aliases",
    keyVersion: key.version,
  }) as const;
