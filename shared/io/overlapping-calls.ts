import { boundedCache } from "./bounded-cache.ts";

/** Tells calls that were under way together in this process from calls that came one after the other. */
export type OverlappingCalls = {
  /** Runs one call from its arrival to its answer. */
  readonly during: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
  /** Whether a call that is under way arrived before another one of the same name was answered. */
  readonly isOverlapping: (name: string, arrivedElapsedMs: number) => boolean;
};

const namesRemembered = 2000;
const rememberedMs = 60_000;

/** `elapsedMs`: monotonic milliseconds. */
export const overlappingCalls = (elapsedMs: () => number): OverlappingCalls => {
  const answeredAt = boundedCache<number>({ size: namesRemembered, lifeMs: rememberedMs, now: elapsedMs });
  const open = new Map<string, number>();

  const leave = (name: string): void => {
    const left = (open.get(name) ?? 1) - 1;
    if (left > 0) open.set(name, left);
    else open.delete(name);
    answeredAt.set(name, elapsedMs());
  };

  return {
    during: async (name, work) => {
      open.set(name, (open.get(name) ?? 0) + 1);
      try {
        return await work();
      } finally {
        leave(name);
      }
    },
    isOverlapping: (name, arrivedElapsedMs) =>
      (open.get(name) ?? 0) > 1 || (answeredAt.get(name) ?? Number.NEGATIVE_INFINITY) >= arrivedElapsedMs,
  };
};
