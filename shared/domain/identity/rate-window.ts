/** A limit: so many calls in a window of so many seconds. `isDoubling`: each one beyond makes wait twice as long as the one before. */
export type RateLimit = { readonly calls: number; readonly windowSeconds: number; readonly isDoubling?: boolean };

/** Counts of the present window (this call included) and of the one before. */
export type WindowCounts = { readonly present: number; readonly previous: number };

/** Where a call stands against its limit. `retryAfterSeconds` is 0 when it may go on. */
export type RateStanding = {
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly retryAfterSeconds: number;
  /** Answered from memory, without being counted. */
  readonly isRemembered?: boolean;
};

/**
 * Sliding-window estimate: the present count plus the share of the previous window that the last `windowSeconds` still cover.
 * Exact for a caller that was silent in the previous window: call number `calls` passes, the next one does not.
 */
export const rateStanding = (limit: RateLimit, counts: WindowCounts, nowMs: number): RateStanding => {
  const windowMs = limit.windowSeconds * 1000;
  const elapsedMs = nowMs % windowMs;
  const estimate = counts.present + (counts.previous * (windowMs - elapsedMs)) / windowMs;
  const isOver = estimate > limit.calls;
  return {
    remaining: Math.max(0, Math.floor(limit.calls - estimate)),
    resetSeconds: Math.ceil((windowMs - elapsedMs) / 1000),
    retryAfterSeconds: isOver ? Math.max(1, Math.ceil(waitMs(limit, counts, elapsedMs) / 1000)) : 0,
  };
};

/** How long until one more call would fit, if none is made before. */
const waitMs = (limit: RateLimit, counts: WindowCounts, elapsedMs: number): number => {
  const windowMs = limit.windowSeconds * 1000;
  const room = limit.calls - 1 - counts.present;
  const fitsInThisWindow = room >= 0 && counts.previous > 0;
  if (fitsInThisWindow) return Math.max(0, windowMs - (room / counts.previous) * windowMs - elapsedMs);
  const shareThatMustPass = Math.max(0, 1 - (limit.calls - 1) / counts.present);
  return windowMs - elapsedMs + shareThatMustPass * windowMs;
};

/** Calls that the limit still has room for after those counted; negative when more were counted than it allows. */
export const withinLimit = (limit: RateLimit, counts: WindowCounts, nowMs: number): number => {
  const windowMs = limit.windowSeconds * 1000;
  return Math.floor(limit.calls - (counts.previous * (windowMs - (nowMs % windowMs))) / windowMs) - counts.present;
};

const largestHandful = 32;
/** A process takes at most this part of what is left, so that the others find some, too. */
const partOfTheRest = 64;

/** How many calls to count at once the next time: twice as many as before, few when little is left. */
export const handfulAfter = (handful: number, rest: number): number =>
  Math.max(1, Math.min(handful * 2, largestHandful, Math.floor(rest / partOfTheRest)));
