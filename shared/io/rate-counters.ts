import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RateLimit, WindowCounts } from "../domain/identity/rate-window.ts";
import { type Item, number, text } from "./attributes.ts";
import { limitKeys, type Tables } from "./keys.ts";

/** Counts calls in the present window, and says what this window and the one before hold then. */
export type RateCounters = {
  readonly add: (identity: readonly string[], limit: RateLimit, calls: number) => Promise<WindowCounts>;
};

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

/** Windows that share one item, so that the previous count comes with the answer to the present one. */
const windowsPerItem = 32;

/**
 * Counters in DynamoDB, shared by all processes: one atomic ADD. Only in the first of 32 windows does the previous count
 * lie in another item, which is then read alongside.
 */
export const rateCounters = ({ dynamo, tables, now }: Needs): RateCounters => ({
  add: async (identity, limit, calls) => {
    const window = Math.floor(now() / (limit.windowSeconds * 1000));
    const stretch = Math.floor(window / windowsPerItem);
    const isFirst = window % windowsPerItem === 0;
    const counter = { pk: limitKeys.counters(identity, stretch), window, calls, expiresAt: expiryOf(stretch, limit) };
    const [item, before] = await Promise.all([
      addCalls({ dynamo, tables }, counter),
      isFirst ? readItem({ dynamo, tables }, limitKeys.counters(identity, stretch - 1)) : undefined,
    ]);
    return { present: countIn(item, window), previous: countIn(before ?? item, window - 1) };
  },
});

const windowName = (window: number): string => `w${window}`;

const countIn = (item: Item | undefined, window: number): number => Number(item?.[windowName(window)]?.N ?? 0);

const expiryOf = (stretch: number, limit: RateLimit): number => ((stretch + 1) * windowsPerItem + 1) * limit.windowSeconds;

const addCalls = async (
  { dynamo, tables }: Omit<Needs, "now">,
  counter: { readonly pk: string; readonly window: number; readonly calls: number; readonly expiresAt: number },
): Promise<Item | undefined> => {
  const update = new UpdateItemCommand({
    TableName: tables.limits,
    Key: { pk: text(counter.pk) },
    UpdateExpression: "ADD #window :calls SET expiresAt = :expiresAt",
    ExpressionAttributeNames: { "#window": windowName(counter.window) },
    ExpressionAttributeValues: { ":calls": number(counter.calls), ":expiresAt": number(counter.expiresAt) },
    ReturnValues: "ALL_NEW",
  });
  const { Attributes } = await dynamo.send(update);
  return Attributes;
};

const readItem = async ({ dynamo, tables }: Omit<Needs, "now">, pk: string): Promise<Item> => {
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: tables.limits, Key: { pk: text(pk) } }));
  return Item ?? {};
};
