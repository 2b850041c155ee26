import { expect, test } from "@jest/globals";
import { emptyMemory } from "../../../shared/domain/memory/memory-state.ts";
import { packMemory, unpackMemory } from "../../../shared/domain/memory/pack-memory.ts";
import { remember } from "./steps.ts";

const state = remember(
  { role: "user", name: "Nadia", content: "I am allergic to latex. I take warfarin 5 mg since last Friday. I love swimming." },
  "U: I am allergic to latex, call [PHONE_1]. No fever.",
  "A: Let's go down to warfarin 2.5 mg, Dr. Jones. Is that fine?",
);

test("a state comes back as it was packed", () => {
  expect(new Set(state.facts.map(({ kind }) => kind)).size).toBeGreaterThan(5);
  expect(unpackMemory(packMemory(state))).toEqual(state);
  expect(packMemory(unpackMemory(packMemory(state)))).toBe(packMemory(state));
  expect(unpackMemory(packMemory(emptyMemory))).toEqual(emptyMemory);
});

test("rows take less than objects", () => {
  expect(packMemory(state).length).toBeLessThan(0.75 * JSON.stringify(state).length);
});

test("nothing is an empty memory", () => {
  expect(unpackMemory("")).toBe(emptyMemory);
});

test.each(["{}", '{"version":2,"units":[],"facts":[]}', '{"version":1,"watermark":1,"units":[],"facts":[[99]]}', "no JSON"])(
  "%s is no memory",
  (text) => {
    expect(() => unpackMemory(text)).toThrow();
  },
);
