import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { isTryDue, oldestTried } from "../../domain/conversation/memory-due.ts";
import { splitParts } from "../../parts.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { shardKeys, type Tables } from "../keys.ts";

/** Conversations whose memory is due, of all tenants, at most `limit` of each shard: the longest overdue first, those that failed less and less often. */
export type DueConversations = (limit: number) => AsyncIterable<readonly ConversationRef[]>;

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

const shardsAtOnce = 16;

export const dueConversations = (needs: Needs): DueConversations =>
  async function* (limit) {
    const shards = shardKeys.allDue;
    for (let start = 0; start < shards.length; start += shardsAtOnce) {
      const found = await Promise.all(shards.slice(start, start + shardsAtOnce).map((shard) => dueIn(needs, shard)));
      yield found.flatMap((refs) => refs.slice(0, limit));
    }
  };

const dueIn = async ({ dynamo, tables, now }: Needs, shard: string): Promise<readonly ConversationRef[]> => {
  const nowMs = now();
  const query = new QueryCommand({
    TableName: tables.summaries,
    IndexName: "by-due",
    KeyConditionExpression: "dueIn = :shard AND due BETWEEN :oldest AND :now",
    ExpressionAttributeValues: {
      ":shard": text(shard),
      ":oldest": number(oldestTried(nowMs)),
      ":now": number(Math.floor(nowMs / 1000)),
    },
  });
  const { Items = [] } = await stored(() => dynamo.send(query));
  return Items.filter((item) => isTryDue(Number(item.due?.N), nowMs)).flatMap(refOf);
};

const refOf = (item: Item): readonly ConversationRef[] => {
  const [tenantId, conversationId] = splitParts(item.pk?.S ?? "");
  return tenantId === undefined || conversationId === undefined ? [] : [{ tenantId, conversationId }];
};
