import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { handfulAfter, rateStanding, withinLimit } from "../../../shared/domain/identity/rate-window.ts";

const limit = { calls: 10, windowSeconds: 60 };
const windowStartMs = 60_000 * 1000;

describe("a caller's standing", () => {
  test("is exact at the boundary after a silent window", () => {
    const standings = [9, 10, 11].map((present) => rateStanding(limit, { present, previous: 0 }, windowStartMs));
    expect(standings.map((standing) => [standing.remaining, standing.retryAfterSeconds > 0])).toEqual([
      [1, false],
      [0, false],
      [0, true],
    ]);
  });

  test("carries over the share of the previous window that is still in sight", () => {
    const half = windowStartMs + 30_000;
    expect(rateStanding(limit, { present: 5, previous: 10 }, half)).toEqual({
      remaining: 0,
      resetSeconds: 30,
      retryAfterSeconds: 0,
    });
    expect(rateStanding(limit, { present: 6, previous: 10 }, half).retryAfterSeconds).toBeGreaterThan(0);
  });

  test("lets a caller go on after the time it was told to wait, and not two seconds earlier", () => {
    const counts = fc.record({ present: fc.integer({ min: 1, max: 40 }), previous: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 59 }), (each, second) => {
        const nowMs = windowStartMs + second * 1000;
        const { retryAfterSeconds } = rateStanding(limit, each, nowMs);
        const at = (laterMs: number) => {
          const windows = Math.floor(laterMs / 60_000) - Math.floor(nowMs / 60_000);
          const seen = [
            { present: each.present + 1, previous: each.previous },
            { present: 1, previous: each.present },
            { present: 1, previous: 0 },
          ];
          return rateStanding(limit, seen[Math.min(windows, 2)] ?? each, laterMs).retryAfterSeconds;
        };
        expect(retryAfterSeconds === 0 || at(nowMs + retryAfterSeconds * 1000) === 0).toBe(true);
        expect(retryAfterSeconds <= 2 || at(nowMs + (retryAfterSeconds - 2) * 1000) > 0).toBe(true);
      }),
    );
  });
});

describe("a shared limit", () => {
  test("has room for what neither this window nor the rest of the one before has used", () => {
    const half = windowStartMs + 30_000;
    expect(withinLimit(limit, { present: 3, previous: 0 }, half)).toBe(7);
    expect(withinLimit(limit, { present: 3, previous: 9 }, half)).toBe(2);
    expect(withinLimit(limit, { present: 12, previous: 0 }, half)).toBe(-2);
  });

  test("has room exactly as long as the next call's standing says so", () => {
    const counts = fc.record({ present: fc.integer({ min: 1, max: 30 }), previous: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 59_999 }), (each, elapsedMs) => {
        const nowMs = windowStartMs + elapsedMs;
        expect(withinLimit(limit, each, nowMs) >= 0).toBe(rateStanding(limit, each, nowMs).retryAfterSeconds === 0);
      }),
    );
  });

  test("is taken from in handfuls that double while there is plenty, up to 32, and shrink to one call at its end", () => {
    const rests = [10_000, 9000, 8000, 7000, 6000, 5000, 640, 64, 63, 0, -5];
    const handfuls: number[] = [];
    for (const rest of rests) handfuls.push(handfulAfter(handfuls.at(-1) ?? 1, rest));
    expect(handfuls).toEqual([2, 4, 8, 16, 32, 32, 10, 1, 1, 1, 1]);
  });
});
