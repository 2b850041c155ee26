import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { joinParts } from "../../parts.ts";
import { text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { sortKeys, type Tables } from "../keys.ts";

type Query = { readonly tenantId: string; readonly after: string | undefined };

/**
 * Some of a tenant's conversations, found by looking through the whole table: there is no index of them, because nothing that a call
 * does needs one. `nextAfter` names where to go on, and may name another tenant's place: it is for operators only.
 */
export const tenantHeads = async (
  { dynamo, tables }: { readonly dynamo: DynamoDBClient; readonly tables: Tables },
  { tenantId, after }: Query,
): Promise<{ readonly refs: readonly ConversationRef[]; readonly nextAfter: string | undefined }> => {
  const scan = new ScanCommand({
    TableName: tables.summaries,
    FilterExpression: "sk = :head AND begins_with(pk, :tenant)",
    ExpressionAttributeValues: { ":head": text(sortKeys.head), ":tenant": text(joinParts(tenantId)) },
    ProjectionExpression: "pk, sk",
    ConsistentRead: true,
    Limit: 500,
    ...(after === undefined ? {} : { ExclusiveStartKey: keyOfCursor(after) }),
  });
  const { Items = [], LastEvaluatedKey } = await stored(() => dynamo.send(scan));
  const refs = Items.map((item) => ({ tenantId, conversationId: (item.pk?.S ?? "").slice(-conversationIdLength) }));
  return { refs, nextAfter: LastEvaluatedKey === undefined ? undefined : cursorOfKey(LastEvaluatedKey) };
};

const conversationIdLength = 46;

const cursorOfKey = ({ pk, sk }: Record<string, { readonly S?: string }>): string =>
  Buffer.from(JSON.stringify([pk?.S, sk?.S])).toString("base64url");

const keyOfCursor = (cursor: string) => {
  const [pk, sk] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  return { pk: text(String(pk)), sk: text(String(sk)) };
};
