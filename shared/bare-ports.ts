import { lineLog } from "./log.ts";

/** Writes one log line where Lambda picks it up. */
export const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Ports of endpoints that touch nothing outside the process. */
export const barePorts = () => ({
  now: Date.now,
  elapsedMs: () => performance.now(),
  gatewayDelayMs: gatewayDelay(Date.now),
  log: lineLog(writeLine, { now: Date.now, metrics: () => ({}) }),
});

const longestDelayMs = 30_000;

/** How long ago something happened by a clock that others share; never negative, never more than half a minute. */
export const gatewayDelay =
  (wallNow: () => number) =>
  (receivedAtMs: number): number =>
    Math.min(longestDelayMs, Math.max(0, wallNow() - receivedAtMs));

/** Never resolves; rejects with a TimeoutError after `ms`. */
export const timeout = (ms: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new DOMException("out of time", "TimeoutError")), ms).unref();
  });
