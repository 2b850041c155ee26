import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expiryOf } from "../../domain/conversation/lifetimes.ts";
import { type Item, number, text } from "../attributes.ts";
import { boundedCache } from "../bounded-cache.ts";
import { stored } from "../dynamo.ts";
import { limitKeys, type Tables } from "../keys.ts";
import { readNumber } from "../stored-item.ts";

export type KeyOfTenant = { readonly tenantId: string; readonly keyId: string };

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

const hourMs = 3600_000;
const keyCount = 10_000;
const noteSeconds = 400 * 24 * 3600;

/**
 * Notes when tenant keys were used: the first use in an hour, once for all processes, beside the counters and not in the
 * tenant's record, which no call may change. Never throws: a note that is missing is made by the next call.
 */
export const keyUseNotes = ({ dynamo, tables, now }: Needs): ((key: KeyOfTenant) => Promise<void>) => {
  const noted = boundedCache<number>({ size: keyCount, lifeMs: hourMs, now });

  const write = (pk: string, hour: number): Promise<unknown> =>
    dynamo.send(
      new UpdateItemCommand({
        TableName: tables.limits,
        Key: { pk: text(pk) },
        UpdateExpression: "SET usedAt = :now, expiresAt = :expiresAt",
        ConditionExpression: "attribute_not_exists(usedAt) OR usedAt < :hour",
        ExpressionAttributeValues: {
          ":now": number(now()),
          ":hour": number(hour * hourMs),
          ":expiresAt": number(expiryOf(now(), noteSeconds)),
        },
      }),
    );

  return async (key) => {
    const hour = Math.floor(now() / hourMs);
    const pk = limitKeys.keyUse(key);
    if (noted.get(pk) === hour) return;
    noted.set(pk, hour);
    try {
      await write(pk, hour);
    } catch (failure) {
      // Another process noted this hour: that is what we wanted. Anything else is tried again with the next call.
      if (!(failure instanceof ConditionalCheckFailedException)) noted.delete(pk);
    }
  };
};

/** When keys of one tenant were last used, to the hour, in epoch milliseconds by key id; keys never used are absent. */
export const readKeyUses = async (
  { dynamo, tables }: Omit<Needs, "now">,
  keys: readonly KeyOfTenant[],
): Promise<ReadonlyMap<string, number>> => {
  if (keys.length === 0) return new Map();
  const Keys = keys.map((key) => ({ pk: text(limitKeys.keyUse(key)) }));
  const { Responses } = await stored(() =>
    dynamo.send(new BatchGetItemCommand({ RequestItems: { [tables.limits]: { Keys, ConsistentRead: true } } })),
  );
  const usedAt = new Map((Responses?.[tables.limits] ?? []).map((item: Item) => [item.pk?.S, readNumber(item, "usedAt")]));
  return new Map(
    keys.flatMap((key) => {
      const atMs = usedAt.get(limitKeys.keyUse(key));
      return atMs === undefined ? [] : [[key.keyId, atMs] as const];
    }),
  );
};
