import { createSecretKey, type KeyObject } from "node:crypto";
import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { lifetimes } from "../domain/conversation/lifetimes.ts";
import { aliasKeyOf, type DataKey } from "../domain/conversation/seal.ts";
import { keyNames } from "./attribute-names.ts";
import { map, number, text } from "./attributes.ts";
import { boundedCache, heldOrFetched } from "./bounded-cache.ts";
import {
  firstKeyVersion,
  type KeyRow,
  keyItem,
  oldKeysItem,
  readKeyItem,
  withNewKey,
} from "./conversation-items/data-key-item.ts";
import { timeToLive } from "./conversation-items/time-to-live.ts";
import { stored } from "./dynamo.ts";
import type { KeyWrapper } from "./key-material/key-wrapper.ts";
import { conversationKey, type Tables } from "./keys.ts";

/** A conversation's data key and the alias key derived from it. `also`: the write that stores a key which was just made. */
export type HeldKey = {
  readonly key: DataKey;
  readonly aliasKey: KeyObject;
  readonly row: KeyRow;
  readonly also?: TransactWriteItem;
};

export type DataKeys = {
  /** Starts fetching a key that is not held. Never throws. */
  readonly prepare: (ref: ConversationRef) => Promise<void>;
  /** The conversation's key, or undefined when its row is gone: then nothing sealed with it can be opened any more. */
  readonly get: (ref: ConversationRef) => Promise<HeldKey | undefined>;
  /** As `get`, for a writer: an old key is replaced, and the answer carries the write that does so. */
  readonly forWriting: (ref: ConversationRef) => Promise<HeldKey | undefined>;
  /** A new key and the write that stores it, wrapped. */
  readonly create: (ref: ConversationRef, life: Life) => Promise<TransactWriteItem>;
  readonly forget: (ref: ConversationRef) => void;
};

/** `expiresAt`: epoch seconds. `isKept`: by a legal hold. */
export type Life = { readonly expiresAt: number; readonly isKept: boolean };

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly wrapper: KeyWrapper;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

const keyCount = 2000;
const keyLifeMs = 5 * 60_000;

/** Data keys, unwrapped ones kept five minutes per tenant and conversation. */
export const dataKeys = (needs: Needs): DataKeys => {
  const { tables, wrapper, now, randomBytes } = needs;
  const cache = boundedCache<Promise<HeldKey | undefined>>({ size: keyCount, lifeMs: keyLifeMs, now });

  const get = async (ref: ConversationRef): Promise<HeldKey | undefined> => {
    const found = await heldOrFetched(cache, conversationKey(ref), () => fetchKey(needs, ref));
    if (found === undefined) cache.delete(conversationKey(ref));
    return found;
  };

  return {
    get,
    prepare: async (ref) => {
      await get(ref).catch(() => undefined);
    },
    forWriting: async (ref) => {
      const held = await get(ref);
      if (held === undefined || held.row.sinceMs + lifetimes.dataKeySeconds * 1000 > now()) return held;
      cache.delete(conversationKey(ref));
      return replaced(needs, ref, held);
    },
    create: async (ref, { expiresAt, isKept }) => {
      const { wrapped } = await wrapper.generate(ref);
      const keyId = `dk_${randomBytes(12).toString("base64url")}`;
      const row = { keyId, version: firstKeyVersion, wrapped, sinceMs: now(), older: new Map() };
      return { Put: { TableName: tables.keys, Item: { ...keyItem(ref, row), ...timeToLive(expiresAt, isKept) } } };
    },
    forget: (ref) => cache.delete(conversationKey(ref)),
  };
};

const fetchKey = async ({ dynamo, tables, wrapper }: Needs, ref: ConversationRef): Promise<HeldKey | undefined> => {
  const Key = { pk: text(conversationKey(ref)) };
  const { Item } = await stored(() => dynamo.send(new GetItemCommand({ TableName: tables.keys, Key, ConsistentRead: true })));
  if (Item === undefined) return undefined;
  const row = readKeyItem(Item);
  const unwrap = async (wrapped: Buffer) => createSecretKey(await wrapper.unwrap(ref, wrapped));
  const [secret, ...olderSecrets] = await Promise.all([row.wrapped, ...[...row.older.values()].map(wrappedOf)].map(unwrap));
  if (secret === undefined) return undefined;
  const older = new Map([...row.older.keys()].flatMap((version, index) => entryOf(version, olderSecrets[index])));
  return heldOf(row, { secret, version: row.version, older });
};

const wrappedOf = ({ wrapped }: { readonly wrapped: Buffer }): Buffer => wrapped;

const entryOf = (version: number, secret: KeyObject | undefined): readonly (readonly [number, KeyObject])[] =>
  secret === undefined ? [] : [[version, secret]];

const heldOf = (row: KeyRow, key: DataKey): HeldKey => ({
  key,
  aliasKey: aliasKeyOf({ secret: key.older?.get(firstKeyVersion) ?? key.secret }),
  row,
});

/** The key after the present one; whoever stores it first wins, and the other takes theirs. */
const replaced = async ({ wrapper, now, tables }: Needs, ref: ConversationRef, held: HeldKey): Promise<HeldKey> => {
  const { plain, wrapped } = await wrapper.generate(ref);
  const row = withNewKey(held.row, wrapped, now());
  const older = new Map([...(held.key.older ?? []), [held.key.version, held.key.secret]]);
  const kept = new Map([...older].filter(([version]) => row.older.has(version)));
  const key = { secret: createSecretKey(plain), version: row.version, older: kept };
  return { ...heldOf(row, key), also: replaceKey(tables, ref, { row, before: held.row }) };
};

const replaceKey = (
  tables: Tables,
  ref: ConversationRef,
  { row, before }: { readonly row: KeyRow; readonly before: KeyRow },
): TransactWriteItem => ({
  Update: {
    TableName: tables.keys,
    Key: { pk: text(conversationKey(ref)) },
    ConditionExpression: "#version = :before",
    UpdateExpression: "SET #version = :version, #wrapped = :wrapped, #since = :since, #older = :older",
    ExpressionAttributeNames: {
      "#version": keyNames.version,
      "#wrapped": keyNames.wrapped,
      "#since": keyNames.since,
      "#older": keyNames.older,
    },
    ExpressionAttributeValues: {
      ":before": number(before.version),
      ":version": number(row.version),
      ":wrapped": { B: row.wrapped },
      ":since": number(row.sinceMs),
      ":older": map(oldKeysItem(row.older)),
    },
  },
});

/** The write that gives a key's row another end; together `with` the one that replaces the key, when there is one. */
export const renewKey = (
  tables: Tables,
  ref: ConversationRef,
  { expiresAt, isKept, with: other }: Life & { readonly with?: TransactWriteItem | undefined },
): TransactWriteItem => {
  const [set, remove] = isKept ? ["keptEnds", "expiresAt"] : ["expiresAt", "keptEnds"];
  const before = other?.Update;
  const replacing = before?.UpdateExpression?.replace(/^SET /, ", ") ?? "";
  return {
    Update: {
      TableName: tables.keys,
      Key: { pk: text(conversationKey(ref)) },
      ConditionExpression: before?.ConditionExpression ?? "attribute_exists(pk)",
      UpdateExpression: `SET ${set} = :end${replacing} REMOVE ${remove}`,
      ...(before === undefined ? {} : { ExpressionAttributeNames: before.ExpressionAttributeNames }),
      ExpressionAttributeValues: { ...before?.ExpressionAttributeValues, ":end": number(expiresAt) },
    },
  };
};
