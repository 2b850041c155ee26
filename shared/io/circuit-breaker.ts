/** Calls to a dependency that is spared while it is down. */
export type CircuitBreaker = {
  /** Runs a call, or throws `CircuitOpen` without running it. */
  readonly run: <Result>(call: () => Promise<Result>) => Promise<Result>;
};

/** The dependency failed so often in a row that it is left alone for a while. */
export class CircuitOpen extends Error {
  override readonly name = "CircuitOpen";
}

type Limits = {
  /** So many failures in a row open the circuit. */
  readonly failures: number;
  /** How long it stays open; then a single call tries whether the dependency is back. */
  readonly pauseMs: number;
  readonly now: () => number;
};

/** A circuit breaker of this process. */
export const circuitBreaker = ({ failures, pauseMs, now }: Limits): CircuitBreaker => {
  let failedInRow = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  let isProbed = false;

  /** Whether the call is the one that tries. */
  const enter = (): boolean => {
    if (failedInRow < failures) return false;
    if (isProbed || now() < openUntil) throw new CircuitOpen();
    isProbed = true;
    return true;
  };

  return {
    run: async (call) => {
      const isProbe = enter();
      try {
        const result = await call();
        failedInRow = 0;
        return result;
      } catch (failure) {
        failedInRow += 1;
        openUntil = now() + pauseMs;
        throw failure;
      } finally {
        if (isProbe) isProbed = false;
      }
    },
  };
};
