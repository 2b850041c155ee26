import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type RateLimit, type RateStanding, rateStanding } from "../domain/identity/rate-window.ts";
import { reached } from "../problem.ts";
import { type Item, number, text } from "./attributes.ts";
import { boundedCache } from "./bounded-cache.ts";
import { limitKey, type Tables } from "./keys.ts";

/** Whose calls are counted together (proven identity, never a forwarded header), and how many are allowed. */
export type RateQuestion = { readonly identity: readonly string[]; readonly limit: RateLimit };

/** Counts one call and says where it stands. 503 `rate-limiter-unavailable` when it cannot be counted. */
export type RateLimiter = { readonly count: (question: RateQuestion) => Promise<RateStanding> };

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

/** Windows that share one item, so that the previous count comes with the answer to the present one. */
const windowsPerItem = 32;
const blockedCount = 10_000;

/**
 * Counters in DynamoDB, shared by all processes: one atomic ADD a call. Only in the first of 32 windows does the previous count
 * lie in another item, which is then read alongside. A blocked caller is answered from memory until its time is up.
 */
export const rateLimiter = ({ dynamo, tables, now }: Needs): RateLimiter => {
  const blocked = boundedCache<number>({ size: blockedCount, lifeMs: 120_000, now });

  const answerFromMemory = (name: string, limit: RateLimit): RateStanding | undefined => {
    const untilMs = blocked.get(name) ?? 0;
    if (untilMs <= now()) return undefined;
    const retryAfterSeconds = Math.ceil((untilMs - now()) / 1000);
    return { ...rateStanding(limit, { present: 0, previous: 0 }, now()), remaining: 0, retryAfterSeconds, isRemembered: true };
  };

  const countStored = async ({ identity, limit }: RateQuestion): Promise<RateStanding> => {
    const window = Math.floor(now() / (limit.windowSeconds * 1000));
    const stretch = Math.floor(window / windowsPerItem);
    const isFirst = window % windowsPerItem === 0;
    const [item, before] = await Promise.all([
      addOne({ dynamo, tables }, { pk: limitKey(identity, stretch), window, expiresAt: expiryOf(stretch, limit) }),
      isFirst ? readItem({ dynamo, tables }, limitKey(identity, stretch - 1)) : undefined,
    ]);
    const counts = { present: countIn(item, window), previous: countIn(before ?? item, window - 1) };
    return rateStanding(limit, counts, now());
  };

  return {
    count: async (question) => {
      const name = question.identity.join("\n");
      const remembered = answerFromMemory(name, question.limit);
      if (remembered !== undefined) return remembered;
      const standing = await reached(noCounters, () => countStored(question));
      if (standing.retryAfterSeconds > 0) blocked.set(name, now() + standing.retryAfterSeconds * 1000);
      return standing;
    },
  };
};

/** For the offline world with the limiter switched off. */
export const unlimited: RateLimiter = {
  count: async ({ limit }) => ({ remaining: limit.calls, resetSeconds: limit.windowSeconds, retryAfterSeconds: 0 }),
};

const windowName = (window: number): string => `w${window}`;

const countIn = (item: Item | undefined, window: number): number => Number(item?.[windowName(window)]?.N ?? 0);

const expiryOf = (stretch: number, limit: RateLimit): number => ((stretch + 1) * windowsPerItem + 1) * limit.windowSeconds;

const noCounters = { code: "rate-limiter-unavailable", retryAfterSeconds: 1 } as const;

const addOne = async (
  { dynamo, tables }: Omit<Needs, "now">,
  counter: { readonly pk: string; readonly window: number; readonly expiresAt: number },
): Promise<Item | undefined> => {
  const update = new UpdateItemCommand({
    TableName: tables.limits,
    Key: { pk: text(counter.pk) },
    UpdateExpression: "ADD #window :one SET expiresAt = :expiresAt",
    ExpressionAttributeNames: { "#window": windowName(counter.window) },
    ExpressionAttributeValues: { ":one": number(1), ":expiresAt": number(counter.expiresAt) },
    ReturnValues: "ALL_NEW",
  });
  const { Attributes } = await dynamo.send(update);
  return Attributes;
};

const readItem = async ({ dynamo, tables }: Omit<Needs, "now">, pk: string): Promise<Item> => {
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: tables.limits, Key: { pk: text(pk) } }));
  return Item ?? {};
};
