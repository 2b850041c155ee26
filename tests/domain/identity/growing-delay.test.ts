import { expect, test } from "@jest/globals";
import { delayStanding, failedTries } from "../../../shared/domain/identity/growing-delay.ts";

const windowMs = failedTries.windowSeconds * 1000;
const waitAfter = (present: number, previous = 0, atMs = 0) =>
  delayStanding(failedTries, { present, previous }, atMs).retryAfterSeconds;

test("nine failures are free, then each one makes wait twice as long, up to a quarter of an hour", () => {
  const waits = [1, 8, 9, 10, 11, 12, 13, 19, 20, 21, 500, 100_000].map((failures) => waitAfter(failures));
  expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 512, 900, 900, 900, 900]);
});

test("failures of the window before count as far as it still reaches", () => {
  expect([0, 0.5, 0.999].map((part) => waitAfter(1, 12, Math.floor(part * windowMs)))).toEqual([8, 0, 0]);
});

test("says how many are still free", () => {
  expect([0, 4, 9, 12].map((present) => delayStanding(failedTries, { present, previous: 0 }, 0).remaining)).toEqual([9, 5, 0, 0]);
});
