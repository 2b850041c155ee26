import { ConditionalCheckFailedException, type DynamoDBClient, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { keyNames } from "../attribute-names.ts";
import { type Item, map, text } from "../attributes.ts";
import { type KeyRow, oldKeysItem, readKeyItem } from "../conversation-items/data-key-item.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import type { KeyWrapper } from "./key-wrapper.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly wrapper: KeyWrapper };

/** One page of rows: how many there were, how many were wrapped anew, and where the next page begins. */
export type RewrappedPage = { readonly seen: number; readonly rewrapped: number; readonly nextAfter: string | undefined };

const rowsAPage = 100;
const rowsAtOnce = 10;

/**
 * Wraps the data keys of one page of conversations under the wrapping key of today; the keys themselves stay what they are, so
 * nothing that is sealed changes. A row that a save replaces meanwhile is under today's key already. Any page may be done again.
 */
export const rewrapPage = async (needs: Needs, after: string | undefined): Promise<RewrappedPage> => {
  const scan = new ScanCommand({
    TableName: needs.tables.keys,
    Limit: rowsAPage,
    ConsistentRead: true,
    ...(after === undefined ? {} : { ExclusiveStartKey: { pk: text(after) } }),
  });
  const { Items = [], LastEvaluatedKey } = await stored(() => needs.dynamo.send(scan));
  const rows = Items.values();
  let rewrapped = 0;
  const work = async () => {
    for (const item of rows) if (await rewrapRow(needs, item)) rewrapped += 1;
  };
  await Promise.all(Array.from({ length: rowsAtOnce }, work));
  return { seen: Items.length, rewrapped, nextAfter: LastEvaluatedKey?.pk?.S };
};

const rewrapRow = async (needs: Needs, item: Item): Promise<boolean> => {
  const ref = refOfKey(item.pk?.S ?? "");
  const row = readKeyItem(item);
  const wrapped = await needs.wrapper.rewrap(ref, row.wrapped);
  const older = await rewrapOlder(needs, ref, row);
  const update = new UpdateItemCommand({
    TableName: needs.tables.keys,
    Key: { pk: text(item.pk?.S ?? "") },
    ConditionExpression: "#wrapped = :before",
    UpdateExpression: `SET #wrapped = :wrapped${older.size === 0 ? "" : ", #older = :older"}`,
    ExpressionAttributeNames: { "#wrapped": keyNames.wrapped, ...(older.size === 0 ? {} : { "#older": keyNames.older }) },
    ExpressionAttributeValues: {
      ":before": { B: row.wrapped },
      ":wrapped": { B: wrapped },
      ...(older.size === 0 ? {} : { ":older": map(oldKeysItem(older)) }),
    },
  });
  return stored(() => needs.dynamo.send(update)).then(() => true, unlessReplaced);
};

const unlessReplaced = (failure: unknown): boolean => {
  if (failure instanceof ConditionalCheckFailedException) return false;
  throw failure;
};

const rewrapOlder = async ({ wrapper }: Needs, ref: ConversationRef, row: KeyRow): Promise<KeyRow["older"]> =>
  new Map(
    await Promise.all(
      [...row.older].map(
        async ([version, old]) => [version, { ...old, wrapped: await wrapper.rewrap(ref, old.wrapped) }] as const,
      ),
    ),
  );

/** Tenant and conversation of a row's key, as `joinParts` wrote them. */
const refOfKey = (pk: string): ConversationRef => {
  const colon = pk.indexOf(":");
  const tenantEnd = colon + 1 + Number(pk.slice(0, colon));
  return { tenantId: pk.slice(colon + 1, tenantEnd), conversationId: pk.slice(pk.indexOf(":", tenantEnd) + 1) };
};
