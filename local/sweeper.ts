import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import type { LocalTable } from "./tables.ts";

type Clock = () => number;

const sweepEveryMs = 30_000;

/**
 * Deletes expired items now and then, as DynamoDB does within days. Expiry itself is policy at read: every read and condition
 * of the service filters `expiresAt`, so the sweeper only reclaims space and may come as late as it likes.
 */
export const startSweeper = (dynamo: DynamoDBClient, tables: readonly LocalTable[], nowMs: Clock): (() => void) => {
  let isSweeping = false;
  const timer = setInterval(() => {
    if (isSweeping) return;
    isSweeping = true;
    sweep(dynamo, tables, nowMs)
      .catch(() => undefined)
      .finally(() => {
        isSweeping = false;
      });
  }, sweepEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};

/** Deletes what has expired and answers how many items that were. */
export const sweep = async (dynamo: DynamoDBClient, tables: readonly LocalTable[], nowMs: Clock): Promise<number> => {
  let count = 0;
  for (const table of tables) count += await sweepTable(dynamo, table, nowMs);
  return count;
};

const sweepTable = async (dynamo: DynamoDBClient, { create, expiryAttribute }: LocalTable, nowMs: Clock): Promise<number> => {
  const keyNames = (create.KeySchema ?? []).map((key) => key.AttributeName ?? "");
  const expired = {
    TableName: create.TableName,
    ExpressionAttributeNames: { "#expiry": expiryAttribute },
    ExpressionAttributeValues: { ":now": { N: String(Math.floor(nowMs() / 1000)) } },
  };
  let count = 0;
  for await (const page of paginateScan({ client: dynamo }, { ...expired, FilterExpression: "#expiry < :now" })) {
    for (const item of page.Items ?? []) {
      const Key = Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.includes(name)));
      if (await deleteIfExpired(dynamo, { ...expired, Key })) count += 1;
    }
  }
  return count;
};

type Expired = {
  readonly TableName: string | undefined;
  readonly Key: Record<string, AttributeValue>;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
};

/** The condition spares an item whose life was extended after the scan saw it. */
const deleteIfExpired = async (dynamo: DynamoDBClient, expired: Expired): Promise<boolean> => {
  try {
    await dynamo.send(new DeleteItemCommand({ ...expired, ConditionExpression: "#expiry < :now" }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
