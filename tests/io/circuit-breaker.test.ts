import { expect, test } from "@jest/globals";
import { circuitBreaker } from "../../shared/io/circuit-breaker.ts";

const failing = async () => {
  throw new TypeError("x");
};
const nameOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((failure: Error) => failure.name);

test("a success between failures keeps the circuit closed", async () => {
  const { run } = circuitBreaker({ failures: 2, pauseMs: 10, now: () => 0 });
  for (const _ of [1, 2, 3]) {
    expect(await nameOf(run(failing))).toBe("TypeError");
    expect(await run(async () => "ok")).toBe("ok");
  }
});

test("after the pause a single call tries, and the others are spared meanwhile", async () => {
  const clock = { ms: 0 };
  const { run } = circuitBreaker({ failures: 1, pauseMs: 10, now: () => clock.ms });
  const late = Promise.withResolvers<string>();
  const underWay = run(() => late.promise);
  await nameOf(run(failing));
  clock.ms = 10;
  const probe = Promise.withResolvers<string>();
  const probing = nameOf(run(() => probe.promise));
  expect(await nameOf(run(async () => "not run"))).toBe("CircuitOpen");
  probe.reject(new RangeError("y"));
  expect(await probing).toBe("RangeError");
  clock.ms = 19;
  expect(await nameOf(run(async () => "not run"))).toBe("CircuitOpen");
  clock.ms = 20;
  expect(await run(async () => "ok")).toBe("ok");
  late.resolve("late");
  expect(await underWay).toBe("late");
});

test("a call that began before the circuit opened does not end another's try", async () => {
  const clock = { ms: 0 };
  const { run } = circuitBreaker({ failures: 1, pauseMs: 10, now: () => clock.ms });
  const early = Promise.withResolvers<string>();
  const underWay = nameOf(run(() => early.promise));
  await nameOf(run(failing));
  clock.ms = 10;
  const probe = Promise.withResolvers<string>();
  const probing = run(() => probe.promise);
  early.reject(new RangeError("y"));
  expect(await underWay).toBe("RangeError");
  clock.ms = 30;
  expect(await nameOf(run(async () => "not run"))).toBe("CircuitOpen");
  probe.resolve("ok");
  expect(await probing).toBe("ok");
});
