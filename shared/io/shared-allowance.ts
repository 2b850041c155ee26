import {
  handfulAfter,
  type RateLimit,
  type RateStanding,
  rateStanding,
  type WindowCounts,
  withinLimit,
} from "../domain/identity/rate-window.ts";
import { type BoundedCache, boundedCache } from "./bounded-cache.ts";
import type { RateCounters } from "./rate-counters.ts";

/** Takes single calls out of a limit that many callers share. */
export type SharedAllowance = {
  readonly take: (identity: readonly string[], limit: RateLimit) => Promise<RateStanding>;
};

type Needs = { readonly counters: RateCounters; readonly now: () => number };

/** What this process has of one shared limit in the present window. */
type Hold = {
  readonly window: number;
  /** Calls already counted that nobody has made yet. */
  left: number;
  handful: number;
  turn: number;
  waiting: number;
  /** Shards without room, and until when. */
  readonly fullUntilMs: Map<number, number>;
  drawing?: Promise<RateStanding | undefined>;
};

type Draw = { readonly hold: Hold; readonly identity: readonly string[]; readonly limit: RateLimit };

/** Calls a minute that one counter takes: a tenth of what an item bears. */
const callsPerShard = 6000;
const mostShards = 64;
const triesPerDraw = 3;
const holdCount = 5000;

/**
 * A limit for a crowd without a hot counter: spread over shards, and counted in handfuls that a process then gives out from
 * memory. A handful doubles while calls come and shrinks as the limit comes near, so that never more calls pass than the limit
 * says, and the last ones are not lost in processes that do not need them.
 */
export const sharedAllowance = ({ counters, now }: Needs): SharedAllowance => {
  const holds = boundedCache<Hold>({ size: holdCount, lifeMs: 120_000, now });

  const draw = async ({ hold, identity, limit }: Draw, triesLeft: number): Promise<RateStanding | undefined> => {
    const shards = shardsOf(limit);
    const shard = openShard(hold, shards, now());
    if (shard === undefined) return refusal(limit, hold, now());
    const share = { ...limit, calls: shareOf(limit, shards, shard) };
    const asked = Math.max(hold.handful, hold.waiting);
    const counts = onlyPassed(share, await counters.add([...identity, String(shard)], share, asked));
    const given = Math.min(asked, Math.max(0, withinLimit(share, counts, now()) + asked));
    hold.left += given;
    hold.handful = handfulAfter(hold.handful, withinLimit(share, counts, now()));
    if (given < asked) hold.fullUntilMs.set(shard, now() + rateStanding(share, counts, now()).retryAfterSeconds * 1000);
    if (given > 0) return undefined;
    return triesLeft > 1 ? draw({ hold, identity, limit }, triesLeft - 1) : refusal(limit, hold, now());
  };

  const take = async (identity: readonly string[], limit: RateLimit): Promise<RateStanding> => {
    const hold = holdOf(holds, identity.join("\n"), Math.floor(now() / (limit.windowSeconds * 1000)));
    if (hold.left > 0) {
      hold.left -= 1;
      return { ...rateStanding(limit, { present: 0, previous: 0 }, now()), remaining: hold.left };
    }
    hold.waiting += 1;
    hold.drawing ??= draw({ hold, identity, limit }, triesPerDraw).finally(() => {
      hold.drawing = undefined;
    });
    const refused = await hold.drawing.finally(() => {
      hold.waiting -= 1;
    });
    return refused ?? take(identity, limit);
  };

  return { take };
};

const holdOf = (holds: BoundedCache<Hold>, name: string, window: number): Hold => {
  const present = holds.get(name);
  if (present?.window === window) return present;
  const turn = present?.turn ?? Math.floor(Math.random() * mostShards);
  const fresh = { window, left: 0, handful: 1, turn, waiting: 0, fullUntilMs: new Map<number, number>() };
  holds.set(name, fresh);
  return fresh;
};

const shardsOf = ({ calls }: RateLimit): number => Math.min(mostShards, Math.ceil(calls / callsPerShard));

/** The shares add up to the limit. */
const shareOf = ({ calls }: RateLimit, shards: number, shard: number): number =>
  Math.floor(calls / shards) + (shard < calls % shards ? 1 : 0);

/** What was asked for in the window before beyond its limit never passed: it does not weigh on this one. */
const onlyPassed = (share: RateLimit, { present, previous }: WindowCounts): WindowCounts => ({
  present,
  previous: Math.min(previous, share.calls),
});

/** The next shard in turn that may have room. */
const openShard = (hold: Hold, shards: number, nowMs: number): number | undefined => {
  hold.turn += 1;
  const inTurn = Array.from({ length: shards }, (_, index) => (hold.turn + index) % shards);
  return inTurn.find((shard) => (hold.fullUntilMs.get(shard) ?? 0) <= nowMs);
};

/** Over the limit until the first shard has room again; a second, while there are shards that nobody asked. */
const refusal = (limit: RateLimit, { fullUntilMs }: Hold, nowMs: number): RateStanding => {
  const waitsMs = fullUntilMs.size < shardsOf(limit) ? [1000] : [...fullUntilMs.values()].map((untilMs) => untilMs - nowMs);
  const retryAfterSeconds = Math.max(1, Math.ceil(Math.min(...waitsMs) / 1000));
  return { ...rateStanding(limit, { present: 0, previous: 0 }, nowMs), remaining: 0, retryAfterSeconds };
};
