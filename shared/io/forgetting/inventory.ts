import { type DynamoDBClient, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { type ItemClass, type ItemCounts, noItems } from "../../domain/conversation-forgetting/erasure.ts";
import { keyNames } from "../attribute-names.ts";
import { type Item, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";

export type InventoryNeeds = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/** All that is stored of a conversation beside its head, by its keys. */
export type Inventory = {
  readonly turns: readonly Item[];
  readonly besideHead: readonly Item[];
  /** Id of the data key; undefined when its row is gone. */
  readonly keyId: string | undefined;
  readonly pagesRead: number;
};

/** What is there, strongly consistent, over all pages of all tables. */
export const inventoryOf = async (needs: InventoryNeeds, ref: ConversationRef): Promise<Inventory> => {
  const [turns, beside, key] = await Promise.all([
    keysIn(needs, needs.tables.messages, ref),
    keysIn(needs, needs.tables.summaries, ref),
    keyRow(needs, ref),
  ]);
  return {
    turns: turns.keys,
    besideHead: beside.keys.filter((each) => each.sk?.S !== sortKeys.head),
    keyId: key?.[keyNames.keyId]?.S ?? (key === undefined ? undefined : "unnamed"),
    pagesRead: turns.pages + beside.pages + 1,
  };
};

/** How many of which class. Rows of subjects are counted by those who know the subject. */
export const countsOf = ({ turns, besideHead, keyId }: Inventory): ItemCounts => {
  const counts: Record<ItemClass, number> = { ...noItems, turns: turns.length, keys: keyId === undefined ? 0 : 1 };
  for (const key of besideHead) counts[classOf(key.sk?.S ?? "")] += 1;
  return counts;
};

const classOf = (sortKey: string): ItemClass => {
  if (sortKey === sortKeys.aliases) return "aliases";
  if (sortKey === sortKeys.summary) return "summaries";
  if (sortKey.startsWith(sortKeys.vault(""))) return "vaultedValues";
  return sortKey.startsWith("WRITE#") ? "marks" : "others";
};

const keysIn = (
  { dynamo }: InventoryNeeds,
  table: string,
  ref: ConversationRef,
): Promise<{ readonly keys: readonly Item[]; readonly pages: number }> =>
  stored(async () => {
    const query = {
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": text(conversationKey(ref)) },
      ProjectionExpression: "pk, sk",
      ConsistentRead: true,
    };
    const keys: Item[] = [];
    let pages = 0;
    for await (const page of paginateQuery({ client: dynamo }, query)) {
      keys.push(...(page.Items ?? []));
      pages += 1;
    }
    return { keys, pages };
  });

const keyRow = async ({ dynamo, tables }: InventoryNeeds, ref: ConversationRef): Promise<Item | undefined> => {
  const Key = { pk: text(conversationKey(ref)) };
  const get = new GetItemCommand({
    TableName: tables.keys,
    Key,
    ConsistentRead: true,
    ProjectionExpression: "pk, #keyId",
    ExpressionAttributeNames: { "#keyId": keyNames.keyId },
  });
  return (await stored(() => dynamo.send(get))).Item;
};
