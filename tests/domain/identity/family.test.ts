import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Family, isAlive, type SignInRules, startFamily, withFamily } from "../../../shared/domain/identity/family.ts";
import { endsAtMs } from "../../../shared/domain/identity/family-end.ts";
import { rotate } from "../../../shared/domain/identity/rotation.ts";

const startMs = 1_000_000;
const hour = 3600_000;
const rules: SignInRules = { familyIdleSeconds: 24 * 3600, familyLifeSeconds: 7 * 24 * 3600, notBeforeMs: 0 };
const at = (nowMs: number) => ({ nowMs, rules });

describe("rotation", () => {
  test("moves on with the present token", () => {
    const rotation = rotate(
      startFamily(startMs),
      { generation: 1, arrivedAtMs: startMs + 5, isOverlapping: false },
      at(startMs + 10),
    );
    expect(rotation).toEqual({
      outcome: "rotated",
      family: { generation: 2, startedAtMs: startMs, usedAtMs: startMs + 10, rotatedAtMs: startMs + 10, reuses: 0 },
    });
  });

  const rotated: Family = { generation: 2, startedAtMs: startMs, usedAtMs: startMs, rotatedAtMs: startMs, reuses: 0 };

  test("does not count a call that was under way when the token was first used", () => {
    expect(rotate(rotated, { generation: 1, arrivedAtMs: startMs, isOverlapping: false }, at(startMs + 5000))).toEqual({
      outcome: "repeated",
      family: rotated,
    });
  });

  test("does not count a call that overlapped another one with the same token, and bounds even that by the grace", () => {
    const overlapping = { generation: 1, arrivedAtMs: startMs + 9, isOverlapping: true };
    expect(rotate({ ...rotated, reuses: 2 }, overlapping, at(startMs + 30_000)).outcome).toBe("repeated");
    expect(rotate(rotated, overlapping, at(startMs + 30_001)).outcome).toBe("reuse-detected");
  });

  test("counts later calls and gives two of them the successor within 30 seconds", () => {
    const late = { generation: 1, arrivedAtMs: startMs + 1, isOverlapping: false };
    const first = rotate(rotated, late, at(startMs + 30_000));
    expect(first).toEqual({ outcome: "repeated", family: { ...rotated, reuses: 1 } });
    expect(rotate({ ...rotated, reuses: 2 }, late, at(startMs + 2)).outcome).toBe("reuse-detected");
    expect(rotate(rotated, late, at(startMs + 30_001)).outcome).toBe("reuse-detected");
  });

  test("ends the sign-in for a token older than the predecessor, at any time", () => {
    const rotation = rotate(
      { ...rotated, generation: 3 },
      { generation: 1, arrivedAtMs: startMs, isOverlapping: false },
      at(startMs),
    );
    expect(rotation).toEqual({ outcome: "reuse-detected", family: { ...rotated, generation: 3, endedAtMs: startMs } });
  });

  test("gives nothing for unknown, ended, idle, overaged sign-ins and for generations that were never given", () => {
    const presented = { generation: 2, arrivedAtMs: startMs, isOverlapping: false };
    expect(rotate(undefined, presented, at(startMs)).outcome).toBe("ended");
    expect(rotate({ ...rotated, endedAtMs: startMs }, presented, at(startMs)).outcome).toBe("ended");
    expect(rotate(rotated, presented, at(startMs + 24 * hour)).outcome).toBe("ended");
    expect(rotate({ ...rotated, usedAtMs: startMs + 167 * hour }, presented, at(startMs + 168 * hour)).outcome).toBe("ended");
    expect(rotate(rotated, { ...presented, generation: 3 }, at(startMs)).outcome).toBe("ended");
  });

  type Step = { readonly generation: number; readonly waitMs: number };
  type Moment = { readonly family: Family; readonly nowMs: number };

  const take = ({ family, nowMs }: Moment, { generation, waitMs }: Step): Moment => {
    const laterMs = nowMs + waitMs;
    const rotation = rotate(family, { generation, arrivedAtMs: laterMs, isOverlapping: false }, at(laterMs));
    if (rotation.outcome === "ended") return { family, nowMs: laterMs };
    const isFirstUse = rotation.outcome === "rotated";
    const isGrace = rotation.outcome === "repeated";
    expect(rotation.family.generation).toBe(isFirstUse ? generation + 1 : family.generation);
    expect(!isGrace || laterMs - family.rotatedAtMs <= 30_000).toBe(true);
    expect(!isGrace || rotation.family.rotatedAtMs === family.rotatedAtMs).toBe(true);
    expect(rotation.family.reuses).toBeLessThanOrEqual(2);
    expect(isAlive(rotation.family, at(laterMs))).toBe(rotation.outcome !== "reuse-detected");
    return { family: rotation.family, nowMs: laterMs };
  };

  test("never gives a working successor to a token used again outside of its grace, in any history", () => {
    const step = fc.record({ generation: fc.integer({ min: 1, max: 4 }), waitMs: fc.integer({ min: 0, max: 40_000 }) });
    const start: Moment = { family: startFamily(startMs), nowMs: startMs };
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => void steps.reduce(take, start)));
  });
});

test("a sign-in ends after 24 idle hours or seven days, whichever comes first", () => {
  const family = startFamily(startMs);
  expect(endsAtMs(family, rules)).toBe(startMs + 24 * hour);
  expect(endsAtMs({ ...family, usedAtMs: startMs + 160 * hour }, rules)).toBe(startMs + 168 * hour);
});

test("a sixth sign-in takes the place of the one used longest ago, ended ones go first", () => {
  const used = (usedAtMs: number): Family => ({ ...startFamily(startMs), usedAtMs });
  const families = new Map([
    ["a", used(startMs + 1)],
    ["b", { ...used(startMs + 9), endedAtMs: startMs + 9 }],
    ["c", used(startMs + 3)],
    ["d", used(startMs + 4)],
    ["e", used(startMs + 5)],
    ["f", used(startMs + 2)],
  ]);
  expect([...withFamily(families, "new", at(startMs + 10)).keys()]).toEqual(["new", "e", "d", "c", "f"]);
});

test("a tenant's own times and its end of all sign-ins hold for those that exist", () => {
  const family = startFamily(startMs);
  const strict = { ...rules, familyIdleSeconds: 900, familyLifeSeconds: 3600 };
  expect([endsAtMs(family, strict), endsAtMs({ ...family, usedAtMs: startMs + hour - 1 }, strict)]).toEqual([
    startMs + 900_000,
    startMs + hour,
  ]);
  const isAliveUnder = (notBeforeMs: number) => isAlive(family, { nowMs: startMs + 5, rules: { ...rules, notBeforeMs } });
  expect([startMs - 1, startMs, startMs + 1].map(isAliveUnder)).toEqual([true, false, false]);
});
