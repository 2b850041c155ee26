import { type DynamoDBClient, paginateQuery, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { conversationIdForm } from "../../contract/conversation-id.ts";
import type { ConversationRef, SubjectRef } from "../../domain/conversation/head.ts";
import { isExpired } from "../../domain/conversation/lifetimes.ts";
import { type Item, text } from "../attributes.ts";
import { isKeptItem, readExpiry, timeToLive } from "../conversation-items/time-to-live.ts";
import { stored } from "../dynamo.ts";
import { shardKeys, type Tables } from "../keys.ts";
import { readText } from "../stored-item.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

/**
 * The write that lists a conversation under its subject. The row outlives the conversation and is renewed with it, so that a
 * conversation that is not listed is over.
 */
export const subjectRow = (
  tables: Tables,
  at: ConversationRef & SubjectRef,
  life: { readonly expiresAt: number; readonly isKept: boolean },
): TransactWriteItem => ({
  Put: {
    TableName: tables.summaries,
    Item: { ...subjectRowKey(at), ...timeToLive(life.expiresAt, life.isKept) },
  },
});

export const subjectRowKey = (at: ConversationRef & SubjectRef): Item => ({
  pk: text(shardKeys.subject(at)),
  sk: text(at.conversationId),
});

/** Every conversation of a subject that may be alive, those that live longest first; strongly consistent, over all pages. */
export const conversationsOf = async (needs: Needs, of: SubjectRef): Promise<readonly ConversationRef[]> => {
  const query = {
    TableName: needs.tables.summaries,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": text(shardKeys.subject(of)) },
    ConsistentRead: true,
  };
  return stored(async () => {
    const found: Item[] = [];
    for await (const { Items = [] } of paginateQuery({ client: needs.dynamo }, query)) {
      found.push(...Items.filter((item) => isRowOfConversation(item) && isRowAlive(item, needs.now())));
    }
    return found.sort(newestFirst).map((item) => ({ tenantId: of.tenantId, conversationId: readText(item, "sk") }));
  });
};

const isRowOfConversation = (item: Item): boolean => conversationIdForm.test(item.sk?.S ?? "");

const isRowAlive = (item: Item, nowMs: number): boolean => isKeptItem(item) || !isExpired({ expiresAt: readExpiry(item) }, nowMs);

const newestFirst = (one: Item, other: Item): number => readExpiry(other) - readExpiry(one);
