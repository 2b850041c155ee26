import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Bounds, type Choice, choose } from "../../../shared/domain/memory-summary/choose.ts";

/** The rule as it reads: count everything anew each time. */
const plainly = (choices: readonly Choice[], { budget, told }: Bounds): readonly number[] => {
  const covered = new Set(told);
  const taken: number[] = [];
  for (let left = budget; ; ) {
    const gains = choices.map(({ terms, cost }) => {
      const gain = [...terms].reduce((sum, [term, worth]) => sum + (covered.has(term) ? 0 : worth), 0);
      return gain / (cost + 20);
    });
    const [best] = [...choices.entries()]
      .filter(([index, { cost }]) => !taken.includes(index) && cost <= left && (gains[index] ?? 0) > 0)
      .sort(([one, a], [other, b]) => a.rank - b.rank || (gains[other] ?? 0) - (gains[one] ?? 0) || one - other);
    if (best === undefined) return taken.sort((one, other) => one - other);
    const [index, { cost, terms }] = best;
    taken.push(index);
    left -= cost;
    for (const term of terms.keys()) covered.add(term);
  }
};

const terms = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 25 }).map(String), fc.constantFrom(0, 0.02, 0.4, 1, 1.5)), {
  selector: ([term]) => term,
  maxLength: 8,
});
const choice = fc.record({ terms: terms.map((each) => new Map(each)), cost: fc.integer({ min: 1, max: 90 }), rank: fc.nat(3) });

test("what is chosen is what counting everything anew would choose", () => {
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 40 }), fc.nat(900), fc.array(fc.nat(25).map(String)), (choices, budget, told) => {
      const bounds = { budget, told: new Set(told) };
      expect(choose(choices, bounds)).toEqual(plainly(choices, bounds));
    }),
  );
});
