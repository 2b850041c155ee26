import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { delayStanding } from "../domain/identity/growing-delay.ts";
import { type RateLimit, type RateStanding, rateStanding, type WindowCounts } from "../domain/identity/rate-window.ts";
import { reached } from "../problem.ts";
import { boundedCache } from "./bounded-cache.ts";
import type { Tables } from "./keys.ts";
import { rateCounters } from "./rate-counters.ts";
import { sharedAllowance } from "./shared-allowance.ts";

/**
 * Whose calls are counted together (proven identity, never a forwarded header), and how many are allowed. `isShared`: so many
 * callers that one counter would be hot.
 */
export type RateQuestion = { readonly identity: readonly string[]; readonly limit: RateLimit; readonly isShared?: boolean };

/**
 * Counts one call for each question and says where it stands with each, all at the same time. 503 `rate-limiter-unavailable`
 * when it cannot be counted.
 */
export type RateLimiter = {
  readonly count: (questions: readonly RateQuestion[]) => Promise<readonly RateStanding[]>;
  /** Whether `count` would answer from memory now, without counting. */
  readonly isBlocked: (questions: readonly RateQuestion[]) => boolean;
};

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

const blockedCount = 10_000;
const longestBlockMs = 15 * 60_000;

/** Limits over counters that all processes share. A blocked caller is answered from memory until its time is up, and counted nowhere. */
export const rateLimiter = ({ dynamo, tables, now }: Needs): RateLimiter => {
  const blocked = boundedCache<number>({ size: blockedCount, lifeMs: longestBlockMs, now });
  const counters = rateCounters({ dynamo, tables, now });
  const allowance = sharedAllowance({ counters, now });

  const answerFromMemory = ({ identity, limit }: RateQuestion): RateStanding | undefined => {
    const untilMs = blocked.get(nameOf(identity)) ?? 0;
    if (untilMs <= now()) return undefined;
    const retryAfterSeconds = Math.ceil((untilMs - now()) / 1000);
    return { ...rateStanding(limit, { present: 0, previous: 0 }, now()), remaining: 0, retryAfterSeconds, isRemembered: true };
  };

  const countOne = async (question: RateQuestion): Promise<RateStanding> => {
    const { identity, limit, isShared } = question;
    const standing = isShared
      ? await allowance.take(identity, limit)
      : standingOf(limit, await counters.add(identity, limit, 1), now());
    if (standing.retryAfterSeconds > 0) blocked.set(nameOf(identity), now() + standing.retryAfterSeconds * 1000);
    return standing;
  };

  return {
    isBlocked: (questions) => questions.some((question) => answerFromMemory(question) !== undefined),
    count: async (questions) => {
      const remembered = questions.map(answerFromMemory);
      if (remembered.some((standing) => standing !== undefined)) {
        return questions.map(({ limit }, index) => remembered[index] ?? rateStanding(limit, { present: 0, previous: 0 }, now()));
      }
      return reached(noCounters, () => Promise.all(questions.map(countOne)));
    },
  };
};

/** For the offline world with the limiter switched off. */
export const unlimited: RateLimiter = {
  isBlocked: () => false,
  count: async (questions) =>
    questions.map(({ limit }) => ({ remaining: limit.calls, resetSeconds: limit.windowSeconds, retryAfterSeconds: 0 })),
};

const standingOf = (limit: RateLimit, counts: WindowCounts, nowMs: number): RateStanding =>
  limit.isDoubling ? delayStanding(limit, counts, nowMs) : rateStanding(limit, counts, nowMs);

const nameOf = (identity: readonly string[]): string => identity.join("\n");

const noCounters = { code: "rate-limiter-unavailable", retryAfterSeconds: 1 } as const;
