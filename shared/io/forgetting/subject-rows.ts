import { type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { conversationIdForm } from "../../contract/conversation-id.ts";
import type { SubjectRef } from "../../domain/conversation/head.ts";
import type { Hold } from "../../domain/conversation-forgetting/hold.ts";
import type { SubjectErasure } from "../../domain/conversation-forgetting/subject-erasure.ts";
import { type Item, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { readSubjectHold } from "../holds/subject-holds.ts";
import { shardKeys, sortKeys, type Tables } from "../keys.ts";
import { readSubjectErasure } from "./subject-erasure-item.ts";

/** All that is stored under a subject: its conversations, a hold on it, and how far its erasure is. */
export type SubjectRows = {
  readonly conversations: readonly string[];
  readonly hold: Hold | undefined;
  readonly erasure: SubjectErasure | undefined;
};

/** What is there, strongly consistent, over all pages; conversations whose time is over among it. */
export const subjectRows = async (
  { dynamo, tables }: { readonly dynamo: DynamoDBClient; readonly tables: Tables },
  of: SubjectRef,
): Promise<SubjectRows> => {
  const query = {
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": text(shardKeys.subject(of)) },
    ConsistentRead: true,
  };
  const items = await stored(async () => {
    const all: Item[] = [];
    for await (const page of paginateQuery({ client: dynamo }, query)) all.push(...(page.Items ?? []));
    return all;
  });
  const named = (name: string) => items.find((item) => item.sk?.S === name);
  return {
    conversations: items.map((item) => item.sk?.S ?? "").filter((id) => conversationIdForm.test(id)),
    hold: readSubjectHold(named(sortKeys.subjectHold)),
    erasure: readSubjectErasure(named(sortKeys.subjectErasure)),
  };
};
