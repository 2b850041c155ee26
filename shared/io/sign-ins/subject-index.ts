import { type DynamoDBClient, paginateQuery, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { canaryTenantId, expiryOf, isExpired, lifetimes } from "../../domain/conversation/lifetimes.ts";
import { joinParts } from "../../parts.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { readNumber, readText } from "../stored-item.ts";

/** A subject of a tenant, by pseudonym. */
export type SubjectRef = { readonly tenantId: string; readonly subject: string };

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

/**
 * What a sign-in writes in its own transaction: that this subject has signed in to this conversation. It outlives every sign-in
 * a tenant can allow, so a conversation that is not listed has no living one.
 */
export const subjectRow = (tables: Tables, at: ConversationRef & SubjectRef, nowMs: number): TransactWriteItem => ({
  Put: {
    TableName: tables.summaries,
    Item: {
      pk: text(subjectKey(at)),
      sk: text(at.conversationId),
      expiresAt: number(expiryOf(nowMs, memorySecondsOf(at))),
    },
  },
});

/** Partition key of the rows of one subject. Three parts, so it is no conversation's. */
const subjectKey = (of: SubjectRef): string => joinParts(of.tenantId, "subject", of.subject);

const memorySecondsOf = ({ tenantId }: SubjectRef): number =>
  tenantId === canaryTenantId ? lifetimes.canarySeconds : lifetimes.longestSignInSeconds;

/** Every conversation a subject may be signed in to, those of the newest sign-ins first; strongly consistent, over all pages. */
export const conversationsOf = async (needs: Needs, of: SubjectRef): Promise<readonly ConversationRef[]> => {
  const query = {
    TableName: needs.tables.summaries,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": text(subjectKey(of)) },
    ConsistentRead: true,
  };
  return stored(async () => {
    const found: Item[] = [];
    for await (const { Items = [] } of paginateQuery({ client: needs.dynamo }, query)) {
      const living = Items.filter((item) => !isExpired({ expiresAt: readNumber(item, "expiresAt") }, needs.now()));
      found.push(...living);
    }
    return found.sort(newestFirst).map((item) => ({ tenantId: of.tenantId, conversationId: readText(item, "sk") }));
  });
};

const newestFirst = (one: Item, other: Item): number => readNumber(other, "expiresAt") - readNumber(one, "expiresAt");
