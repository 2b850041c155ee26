import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { Problem } from "../../problem.ts";
import type { Item } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { checkTime, type Deadline } from "./deadline.ts";

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly elapsedMs: () => number;
  readonly pause: (maxMs: number) => Promise<void>;
};

/** Items to delete, and until when; what is not deleted by then is left to the next call. */
export type Deletion = Deadline & { readonly table: string; readonly keys: readonly Item[] };

const batchSize = 25;
const batchesAtOnce = 8;
const batchAttempts = 8;
const pauseStepMs = 25;

/** Deletes items, 25 a request, eight requests at a time. */
export const deleteItems = async (needs: Needs, { table, keys, deadlineMs }: Deletion): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, index) =>
    keys.slice(index * batchSize, (index + 1) * batchSize).map((Key): WriteRequest => ({ DeleteRequest: { Key } })),
  ).values();
  const work = async () => {
    for (const batch of batches) {
      checkTime(needs, { deadlineMs });
      await deleteBatch(needs, table, batch);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, work));
};

/** What a throttled table did not take is sent again, after a pause that grows. */
const deleteBatch = async (needs: Needs, table: string, batch: readonly WriteRequest[]): Promise<void> => {
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > batchAttempts) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 });
    if (attempt > 1) await needs.pause(pauseStepMs * attempt);
    const requests = { RequestItems: { [table]: [...left] } };
    const { UnprocessedItems } = await stored(() => needs.dynamo.send(new BatchWriteItemCommand(requests)));
    left = UnprocessedItems?.[table] ?? [];
  }
};
