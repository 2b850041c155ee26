import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { rateStanding } from "../../../shared/domain/identity/rate-window.ts";

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
