import type { KeyObject } from "node:crypto";
import { type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { type Item, text } from "./attributes.ts";
import type { NewestSeen } from "./conversation-items/newest-seen.ts";
import { foundHead } from "./conversation-items/sealed-head.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";

/** The head of a conversation and what was read with it, by sort key. */
export type StateItems = { readonly head: Head | undefined; readonly items: ReadonlyMap<string, Item> };

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly newest: NewestSeen;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
};

/** HEAD and SUMMARY, which lie side by side: one query, strongly consistent. */
export const fetchState = async (needs: Needs, ref: ConversationRef): Promise<StateItems> => {
  const isNotOlder = needs.newest.watch(ref);
  const found = await stored(() => collect(needs, ref));
  const items = new Map(found.map((item) => [item.sk?.S ?? "", item]));
  const key = await needs.purposeKey("head");
  return { head: foundHead(ref, items.get(sortKeys.head), { key, isNotOlder }), items };
};

const collect = async ({ dynamo, tables }: Pick<Needs, "dynamo" | "tables">, ref: ConversationRef): Promise<readonly Item[]> => {
  const query = {
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :head AND :summary",
    ExpressionAttributeValues: {
      ":pk": text(conversationKey(ref)),
      ":head": text(sortKeys.head),
      ":summary": text(sortKeys.summary),
    },
    ConsistentRead: true,
  };
  const items: Item[] = [];
  for await (const page of paginateQuery({ client: dynamo }, query)) items.push(...(page.Items ?? []));
  return items;
};
