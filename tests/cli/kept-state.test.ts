import { expect, test } from "@jest/globals";
import { keptStates } from "../../cli/kept-state.ts";
import { emptyMemory } from "../../shared/domain/memory/memory-state.ts";
import { remember } from "../domain/memory/steps.ts";

const state = remember("A: Any allergies?", "U: Yes, to penicillin.", "A: Take metformin 500 mg twice a day.", "U: Where?");

test("a state comes back as it was kept, to whoever kept it and to others", async () => {
  const [one, other] = [await keptStates(), await keptStates()];
  const packed = one.pack(state);
  expect(one.unpack(packed)).toBe(state);
  expect(other.unpack(packed)).toEqual(state);
  expect(other.pack(state)).toBe(packed);
});

test("a state that half a character was said in is kept as well", async () => {
  const odd = remember("U: I am allergic to latex\ud800 and nuts.");
  const packed = (await keptStates()).pack(odd);
  expect((await keptStates()).unpack(packed).facts).toEqual(odd.facts);
});

test("nothing is an empty memory, and what nobody kept is refused", async () => {
  const states = await keptStates();
  expect([undefined, null, ""].map(states.unpack)).toEqual([emptyMemory, emptyMemory, emptyMemory]);
  for (const wrong of [{}, 5, "AAAA", "BAEAAA=="]) expect(() => states.unpack(wrong)).toThrow();
});
