import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { canaryTenantId, expiryOf, lifetimes } from "../domain/conversation/lifetimes.ts";
import { number, text } from "./attributes.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

/** Writes an item, reads the same back and deletes it; throws when storage does not give back what it took. */
export const writeReadDelete = async ({ dynamo, tables, now, randomBytes }: Needs): Promise<void> => {
  const value = randomBytes(16).toString("base64url");
  const Key = { pk: text(conversationKey({ tenantId: canaryTenantId, conversationId: value })), sk: text(sortKeys.head) };
  const Item = { ...Key, value: text(value), expiresAt: number(expiryOf(now(), lifetimes.canarySeconds)) };
  const TableName = tables.summaries;
  await stored(() => dynamo.send(new PutItemCommand({ TableName, Item })));
  const read = await stored(() => dynamo.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })));
  await stored(() => dynamo.send(new DeleteItemCommand({ TableName, Key })));
  if (read.Item?.value?.S !== value) throw new Error("storage gave back something else");
};
