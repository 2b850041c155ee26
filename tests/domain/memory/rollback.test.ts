import { describe, expect, test } from "@jest/globals";
import { rollBack } from "../../../shared/domain/memory/rollback.ts";
import { factsOf, remember, textsOf } from "./steps.ts";

describe("rolling a turn back", () => {
  test("takes away all that rests on it, and nothing else", () => {
    const state = remember(
      "U: My knee hurts after hiking near Snowdon.",
      "U: I am allergic to latex.",
      "U: The pharmacy closes at noon.",
    );
    const rolled = rollBack(state, 2);
    expect(textsOf(rolled).join()).not.toContain("latex");
    expect(factsOf(rolled, "allergy")).toEqual([]);
    expect(rolled.units).toHaveLength(state.units.length - 1);
    expect(rolled.watermark).toBe(3);
  });

  test("takes an answer away with its question", () => {
    const state = remember("A: Any swelling in your legs?", "U: No.");
    expect(rollBack(state, 1).units).toEqual([]);
    expect(rollBack(state, 2).units).toEqual([]);
  });

  test("takes a waiting question away", () => {
    expect(rollBack(remember("A: Do you take metformin?"), 1).open).toBeUndefined();
    expect(rollBack(remember("U: My knee hurts after hiking.", "A: Do you take metformin?"), 1).open).toMatchObject({ turn: 2 });
  });

  test("leaves what another turn says as well, on that turn's word", () => {
    const state = remember("U: I am allergic to latex.", "U: Please remember that I am allergic to latex!");
    expect(factsOf(state, "allergy")).toMatchObject([{ turns: [1], repeatedIn: [2] }]);
    expect(factsOf(rollBack(state, 1), "allergy")).toMatchObject([{ name: "latex", turns: [2] }]);
    expect(factsOf(rollBack(state, 2), "allergy")[0]).not.toHaveProperty("repeatedIn");
  });

  test("opens a dose again that the turn had closed", () => {
    const state = remember("U: I take warfarin 5 mg.", "U: Now I take warfarin 50 mg.");
    expect(factsOf(rollBack(state, 2), "medication")).toEqual([
      expect.objectContaining({ name: "warfarin", dose: "5", validFrom: 1 }),
    ]);
    expect(factsOf(rollBack(state, 2), "medication")[0]).not.toHaveProperty("validTo");
  });

  test("lets a less trusted turn stand in for no other", () => {
    const state = remember("U: I am allergic to latex.", "A: So you are allergic to latex.");
    expect(factsOf(rollBack(state, 1), "allergy")).toEqual([]);
  });

  test("believes the better source once it speaks", () => {
    const state = remember("A: So you are allergic to latex.", "U: I am allergic to latex.");
    expect(factsOf(state, "allergy")).toMatchObject([{ turns: [2], source: "subject", trust: 3 }]);
  });
});
