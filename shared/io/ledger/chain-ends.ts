import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { endAt } from "../../domain/ledger/chain-end.ts";
import type { ChainEnd } from "../../domain/ledger/ledger-view.ts";
import { headNames } from "../attribute-names.ts";
import { type Item, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/** The newest record of a conversation's chain, strongly consistent; undefined where none is left. */
export const newestLink = async ({ dynamo, tables }: Needs, ref: ConversationRef): Promise<ChainEnd | undefined> => {
  const query = new QueryCommand({
    TableName: tables.audit,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :chained)",
    ExpressionAttributeValues: { ":pk": text(conversationKey(ref)), ":chained": text(sortKeys.chained) },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  });
  const { Items: [item] = [] } = await stored(() => dynamo.send(query));
  return item === undefined ? undefined : endAt({ key: item.sk?.S ?? "", record: item.record?.S ?? "" });
};

const batchSize = 100;

/** The records that the heads of these conversations name as their newest, strongly consistent, as far as there are heads. */
export const namedEnds = async (
  { dynamo, tables }: Needs,
  tenantId: string,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, ChainEnd>> => {
  const ends = new Map<string, ChainEnd>();
  const idOf = new Map(conversations.map((conversationId) => [conversationKey({ tenantId, conversationId }), conversationId]));
  let keys: Item[] = [...idOf.keys()].map((pk) => ({ pk: text(pk), sk: text(sortKeys.head) }));
  while (keys.length > 0) {
    const RequestItems = { [tables.summaries]: { Keys: keys.slice(0, batchSize), ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await stored(() => dynamo.send(new BatchGetItemCommand({ RequestItems })));
    for (const item of Responses?.[tables.summaries] ?? []) ends.set(idOf.get(item.pk?.S ?? "") ?? "", endIn(item));
    keys = [...keys.slice(batchSize), ...(UnprocessedKeys?.[tables.summaries]?.Keys ?? [])];
  }
  return ends;
};

const endIn = (head: Item): ChainEnd => ({
  sequence: readNumber(head, headNames.sequence),
  hash: readBytes(head, headNames.chainHash),
});
