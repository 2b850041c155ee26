import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { takenBy } from "../../../bench/memory/taken-by.ts";
import { openWorld, type World } from "../../../bench/world.ts";
import { visits } from "../../../scripts/phrasebook/heard-talk.ts";
import type { TurnContent } from "../../../shared/domain/conversation/turn.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const spoken: readonly TurnContent[] = visits().flat();

test("fifty turns of a visit are 60 % smaller by structure, and 85 % in all items once they have expired", async () => {
  const needs = world.needs();
  const stretches = [0, 200, 400, 600].map((from) => spoken.slice(from, from + 50));
  const taken = await Promise.all(stretches.map((turns) => takenBy(needs, turns)));
  const sum = (of: "messages" | "ledger" | "folded") => taken.reduce((total, each) => total + each[of], 0);
  expect(sum("ledger") / sum("messages")).toBeLessThan(0.42);
  expect(sum("folded") / sum("messages")).toBeLessThan(0.15);
});

test("four hundred turns are 95 % smaller in all items, and still so while ten turns live", async () => {
  const { messages, folded, tenAlive } = await takenBy(world.needs(), spoken.slice(0, 400));
  expect(folded / messages).toBeLessThan(0.03);
  expect(tenAlive / messages).toBeLessThan(0.05);
});
