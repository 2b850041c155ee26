import { describe, expect, test } from "@jest/globals";
import type { Fact, MedicationFact } from "../../../shared/domain/memory/memory-state.ts";
import { enterFacts } from "../../../shared/domain/memory-facts/enter-facts.ts";

const ground = (turn: number) => ({ turns: [turn], source: "subject" as const, trust: 3 as const });

const drug = (turn: number, members: Partial<MedicationFact> = {}): Fact => ({
  kind: "medication",
  name: "warfarin",
  validFrom: turn,
  ...ground(turn),
  ...members,
});

const condition = (turn: number, polarity: "affirmed" | "denied", trust: 1 | 3 = 3): Fact => ({
  kind: "condition",
  name: "cough",
  polarity,
  ...ground(turn),
  trust,
});

describe("a medication", () => {
  test.each([
    ["a mention says nothing new", [drug(1, { dose: "5", unit: "mg" }), drug(2)], [{ dose: "5", repeatedIn: [2] }]],
    ["a dose completes what had none", [drug(1), drug(2, { dose: "5", unit: "mg" })], [{ dose: "5", turns: [1, 2] }]],
    [
      "a state completes it too",
      [drug(1, { dose: "5", unit: "mg" }), drug(2, { status: "started" })],
      [{ dose: "5", status: "started" }],
    ],
    [
      "a newer dose closes the older",
      [drug(1, { dose: "5", unit: "mg" }), drug(2, { dose: "2.5", unit: "mg" })],
      [{ dose: "5", validTo: 2 }, { dose: "2.5" }],
    ],
    [
      "what is stopped has no dose",
      [drug(1, { dose: "5", unit: "mg" }), drug(2, { status: "stopped" })],
      [{ validTo: 2 }, { status: "stopped" }],
    ],
    [
      "a change without a dose keeps the dose",
      [drug(1, { dose: "5", unit: "mg", status: "started" }), drug(2, { status: "changed" })],
      [{ validTo: 2 }, { dose: "5", unit: "mg", status: "changed", turns: [1, 2] }],
    ],
    [
      "a dose that was changed to is no change again",
      [drug(1, { dose: "5", unit: "mg", status: "started" }), drug(2, { dose: "5", unit: "mg", status: "changed" })],
      [{ status: "started" }],
    ],
    [
      "what was stopped can start again",
      [drug(1, { status: "stopped" }), drug(2, { status: "started", dose: "5", unit: "mg" })],
      [{ validTo: 2 }, { status: "started", dose: "5" }],
    ],
    ["another drug stands beside it", [drug(1), drug(2, { name: "insulin" })], [{ name: "warfarin" }, { name: "insulin" }]],
  ])("%s", (_, found, expected) => {
    const facts = enterFacts([], found);
    expect(facts).toHaveLength(expected.length);
    expect(facts).toMatchObject(expected);
  });

  test("is trusted no more than the least of what completes it", () => {
    const facts = enterFacts([], [drug(1), drug(2, { dose: "5", unit: "mg", source: "model", trust: 1 })]);
    expect(facts).toMatchObject([{ source: "model", trust: 1 }]);
  });
});

describe("a complaint", () => {
  test("is as the newer word has it", () => {
    expect(enterFacts([], [condition(1, "affirmed"), condition(2, "denied")])).toMatchObject([
      { polarity: "denied", turns: [2] },
    ]);
  });

  test("is not unsaid by a lesser word", () => {
    expect(enterFacts([], [condition(1, "affirmed"), condition(2, "denied", 1)])).toHaveLength(2);
  });

  test("remembers at most three turns that repeat it", () => {
    const all = [1, 2, 3, 4, 5, 5].map((turn) => condition(turn, "affirmed"));
    expect(enterFacts([], all)).toMatchObject([{ turns: [1], repeatedIn: [3, 4, 5] }]);
  });
});

test("what is the same is entered once, whatever its kind", () => {
  const found: readonly Fact[] = [
    { kind: "allergy", name: "latex", polarity: "affirmed", ...ground(1) },
    { kind: "number", value: "5", what: "5 pounds", ...ground(1) },
    { kind: "date", said: "yesterday", absolute: "2026-01-04", what: "yesterday", ...ground(1) },
    { kind: "person", name: "Dr Jones", ...ground(1) },
    { kind: "contact", placeholder: "[PHONE_1]", ...ground(1) },
    { kind: "preference", what: "swimming", polarity: "affirmed", ...ground(1) },
  ];
  const again = found.map((fact) => ({ ...fact, ...ground(2) }));
  const facts = enterFacts(enterFacts([], found), again);
  expect(facts).toHaveLength(found.length);
  expect(facts.every(({ repeatedIn }) => repeatedIn?.join() === "2")).toBe(true);
});
