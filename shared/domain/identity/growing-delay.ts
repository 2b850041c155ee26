import type { RateLimit, RateStanding, WindowCounts } from "./rate-window.ts";

/** Failed tries that come without a delay, and the longest delay there is. */
const freeTries = 9;
const longestDelaySeconds = 15 * 60;

/** Failed authentications: nine in ten minutes are free, then 1, 2, 4 … seconds, at most fifteen minutes. */
export const failedTries: RateLimit = { calls: freeTries, windowSeconds: 600, isDoubling: true };

/** How long to wait after these failures (the present one included): those of the window before count as far as it still reaches. */
export const delayStanding = (limit: RateLimit, counts: WindowCounts, nowMs: number): RateStanding => {
  const windowMs = limit.windowSeconds * 1000;
  const elapsedMs = nowMs % windowMs;
  const failures = counts.present + Math.floor((counts.previous * (windowMs - elapsedMs)) / windowMs);
  const beyond = failures - limit.calls;
  return {
    remaining: Math.max(0, -beyond),
    resetSeconds: Math.ceil((windowMs - elapsedMs) / 1000),
    retryAfterSeconds: beyond > 0 ? Math.min(2 ** (beyond - 1), longestDelaySeconds) : 0,
  };
};
