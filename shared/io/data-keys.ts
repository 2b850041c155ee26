import { createSecretKey, type KeyObject } from "node:crypto";
import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { lifetimes } from "../domain/conversation/lifetimes.ts";
import { aliasKeyOf, type DataKey } from "../domain/conversation/seal.ts";
import { bytes, number, text } from "./attributes.ts";
import { boundedCache, heldOrFetched } from "./bounded-cache.ts";
import { stored } from "./dynamo.ts";
import type { KeyWrapper } from "./key-material/key-wrapper.ts";
import { conversationKey, type Tables } from "./keys.ts";
import { readBytes, readNumber } from "./stored-item.ts";

/** A conversation's data key, the alias key derived from it, and the expiry of the stored row (epoch seconds). */
export type HeldKey = { readonly key: DataKey; readonly aliasKey: KeyObject; readonly expiresAt: number };

export type DataKeys = {
  /** Starts fetching a key that is not held. Never throws. */
  readonly prepare: (ref: ConversationRef) => Promise<void>;
  /** The conversation's key, or undefined when its row is gone: then nothing sealed with it can be opened any more. */
  readonly get: (ref: ConversationRef) => Promise<HeldKey | undefined>;
  /** A new key and the write that stores it, wrapped. */
  readonly create: (ref: ConversationRef, expiresAt: number) => Promise<TransactWriteItem>;
  /** The write that lets the row live on with its conversation, when it would expire before it. */
  readonly renewal: (ref: ConversationRef, held: HeldKey, conversationExpiresAt: number) => readonly TransactWriteItem[];
  readonly forget: (ref: ConversationRef) => void;
};

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly wrapper: KeyWrapper;
  readonly now: () => number;
};

const keyCount = 2000;
const keyLifeMs = 5 * 60_000;
const firstKeyVersion = 1;

/** Data keys, unwrapped ones kept five minutes per tenant and conversation. */
export const dataKeys = ({ dynamo, tables, wrapper, now }: Needs): DataKeys => {
  const cache = boundedCache<Promise<HeldKey | undefined>>({ size: keyCount, lifeMs: keyLifeMs, now });

  const fetchKey = async (ref: ConversationRef): Promise<HeldKey | undefined> => {
    const Key = { pk: text(conversationKey(ref)) };
    const { Item } = await stored(() => dynamo.send(new GetItemCommand({ TableName: tables.keys, Key, ConsistentRead: true })));
    if (Item === undefined) return undefined;
    const plain = await wrapper.unwrap(ref, readBytes(Item, "wrapped"));
    const key = { secret: createSecretKey(plain), version: readNumber(Item, "version") };
    return { key, aliasKey: aliasKeyOf(key), expiresAt: readNumber(Item, "expiresAt") };
  };

  const get = async (ref: ConversationRef): Promise<HeldKey | undefined> => {
    const found = await heldOrFetched(cache, conversationKey(ref), () => fetchKey(ref));
    if (found === undefined) cache.delete(conversationKey(ref));
    return found;
  };

  return {
    get,
    prepare: async (ref) => {
      await get(ref).catch(() => undefined);
    },
    create: async (ref, expiresAt) => {
      const { wrapped } = await wrapper.generate(ref);
      const Item = {
        pk: text(conversationKey(ref)),
        wrapped: bytes(wrapped),
        version: number(firstKeyVersion),
        createdAt: number(now()),
        expiresAt: number(expiresAt + lifetimes.keyMarginSeconds),
      };
      return { Put: { TableName: tables.keys, Item } };
    },
    renewal: (ref, held, conversationExpiresAt) => {
      if (held.expiresAt >= conversationExpiresAt) return [];
      const renewed = conversationExpiresAt + lifetimes.keyMarginSeconds;
      cache.set(conversationKey(ref), Promise.resolve({ ...held, expiresAt: renewed }));
      return [renewKey(tables, ref, renewed)];
    },
    forget: (ref) => cache.delete(conversationKey(ref)),
  };
};

const renewKey = (tables: Tables, ref: ConversationRef, expiresAt: number): TransactWriteItem => ({
  Update: {
    TableName: tables.keys,
    Key: { pk: text(conversationKey(ref)) },
    ConditionExpression: "attribute_exists(pk)",
    UpdateExpression: "SET expiresAt = :expiresAt",
    ExpressionAttributeValues: { ":expiresAt": number(expiresAt) },
  },
});
