import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isLeaseDue, leaseOf, poolAt, withoutSlot } from "../../../shared/domain/conversation/lease.ts";
import { sessionCursorOf, slotOfCursor } from "../../../shared/domain/conversation/session-cursor.ts";
import {
  guessedSlot,
  readingRounds,
  searchRounds,
  shardOfSlot,
  slotsOf,
} from "../../../shared/domain/conversation/slot-shards.ts";
import { freeSlots, isLive, retrySeconds } from "../../../shared/domain/conversation/vacancy.ts";

const nowMs = Date.UTC(2026, 10, 2, 9, 0, 0, 999);
const now = Math.floor(nowMs / 1000);
const poolOf = (maxConcurrent: number, tokensNotBeforeMs?: number) =>
  poolAt(
    { tenantId: "t", sessions: { maxConcurrent }, ...(tokensNotBeforeMs === undefined ? {} : { tokensNotBeforeMs }) },
    nowMs,
  );
const pool = poolOf(50);
const limits = fc.integer({ min: 1, max: 100_000 });
const ids = fc.stringMatching(/^cv_[A-Za-z0-9_-]{43}$/);

describe("a lease", () => {
  test("lives an hour from when it is taken", () => {
    expect(leaseOf(7, nowMs)).toEqual({ slot: 7, expiresAt: now + 3600 });
  });

  test.each([
    ["none yet", undefined, true],
    ["an hour left", { slot: 1, expiresAt: now + 3600 }, false],
    ["half an hour left", { slot: 1, expiresAt: now + 1800 }, false],
    ["a second less left", { slot: 1, expiresAt: now + 1799 }, true],
    ["nothing left", { slot: 1, expiresAt: now }, true],
    ["found none just now", withoutSlot(nowMs), false],
    ["found none, a second before five minutes are over", { slot: undefined, expiresAt: now + 1 }, false],
    ["found none, five minutes ago", { slot: undefined, expiresAt: now }, true],
  ])("with %s is due: %#", (_, lease, isDue) => {
    expect(isLeaseDue(lease, pool)).toBe(isDue);
  });

  test.each([
    [now + 1, true],
    [now, false],
    [now - 1, false],
  ])("until %d is live: %s", (expiresAt, isAlive) => {
    expect(isLive({ slot: 49, expiresAt }, pool)).toBe(isAlive);
  });

  test("above the limit does not count", () => {
    expect([49, 50].map((slot) => isLive({ slot, expiresAt: now + 9 }, pool))).toEqual([true, false]);
  });

  test("of before an end of all sign-ins has run out, one of the same second or later has not", () => {
    const endedMs = nowMs - 600_000;
    const ended = poolOf(50, endedMs);
    const taken = [endedMs - 1000, endedMs, endedMs + 1000].map((atMs) => leaseOf(3, atMs));
    expect(taken.map((lease) => isLive(lease, ended))).toEqual([false, true, true]);
    expect(taken.map((lease) => isLeaseDue(lease, ended))).toEqual([true, false, false]);
  });
});

describe("the slots of a pool", () => {
  test("fill shards of fifty", () => {
    expect([0, 49, 50, 99, 4999].map(shardOfSlot)).toEqual([0, 0, 1, 1, 99]);
    expect(slotsOf([1], 60)).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
  });

  test("are all looked through, each shard once, one shard first and never more than sixteen at once", () => {
    fc.assert(
      fc.property(ids, limits, (id, limit) => {
        const rounds = searchRounds(id, limit);
        const slots = slotsOf(rounds.flat(), limit);
        expect([slots.length, new Set(slots).size, rounds[0]?.length]).toEqual([limit, limit, 1]);
        expect(Math.max(...rounds.map((round) => round.length))).toBeLessThanOrEqual(16);
      }),
      { numRuns: 50 },
    );
  });

  test("are listed in order from any shard on", () => {
    expect(readingRounds(0, 50)).toEqual([[0]]);
    expect(readingRounds(98, 5000)).toEqual([[98, 99]]);
    expect(readingRounds(0, 5000).flat()).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(readingRounds(200, 50)).toEqual([]);
  });

  test("are begun with at a place that spreads conversations over all shards", () => {
    const firsts = new Map<number, number>();
    for (let count = 0; count < 5000; count += 1) {
      const id = `cv_${Buffer.from(`conversation number ${count}`).toString("base64url")}`;
      const first = searchRounds(id, 1000)[0]?.[0] ?? -1;
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    expect([...firsts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(Math.max(...firsts.values())).toBeLessThan(5000 / 20 + 100);
  });

  test("hold every guess", () => {
    fc.assert(
      fc.property(ids, limits, (id, limit) => {
        const slot = guessedSlot(id, limit);
        expect(Number.isInteger(slot) && slot >= 0 && slot < limit).toBe(true);
      }),
    );
  });

  test("are free when nobody is there or the time is over", () => {
    const stored = Array.from({ length: 50 }, (_, slot) => ({ slot, expiresAt: slot === 7 ? now : now + 10 }));
    expect(freeSlots([0], stored, pool)).toEqual([7]);
    expect(freeSlots([0], stored.slice(0, 48), pool)).toEqual([7, 48, 49]);
  });
});

test.each([
  [[3600, 1800], 60],
  [[3600, 42], 42],
  [[3600, 1], 1],
  [[], 60],
])("a refused start where leases last %j seconds is told to wait %d", (lasting, seconds) => {
  const stored = lasting.map((left, slot) => ({ slot, expiresAt: now + left }));
  const aboveTheLimit = { slot: 50, expiresAt: now + 2 };
  expect(retrySeconds([...stored, aboveTheLimit, { slot: 9, expiresAt: now - 5 }], pool)).toBe(seconds);
});

describe("a cursor", () => {
  test("leads to the slot it was made of", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999 }), (slot) => expect(slotOfCursor(sessionCursorOf(slot))).toBe(slot)));
  });

  test.each([
    "",
    "x",
    "AAAA",
    "c2Vzc2lvbnM6",
    "c2Vzc2lvbnM6LTE",
    `${sessionCursorOf(1)}=`,
    sessionCursorOf(1).toLowerCase(),
    "c2Vzc2lvbnM6MDE",
  ])("that no page gave out is refused: %j", (cursor) => {
    expect(() => slotOfCursor(cursor)).toThrow("invalid-request");
  });
});
