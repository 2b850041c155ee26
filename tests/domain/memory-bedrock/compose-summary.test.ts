import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { MemoryState, Unit } from "../../../shared/domain/memory/memory-state.ts";
import { composeSummary } from "../../../shared/domain/memory-bedrock/compose-summary.ts";
import { knownTurns, modelRequest } from "../../../shared/domain/memory-bedrock/model-request.ts";

const sentence = (text: string, ...turns: number[]) => ({ text, turns });
const allergy = sentence("allergic to penicillin", 2);
const written = sentence("Takes metformin 500 mg twice a day.", 1);

describe("a summary of a model's statements", () => {
  test("has the safety facts that they left out, in the order in which things were said", () => {
    const composed = composeSummary({ safety: [allergy], verified: [written], own: [] }, 500);
    expect(composed).toBe("Takes metformin 500 mg twice a day.\nallergic to penicillin");
  });

  test("does not say again what they say", () => {
    const parts = {
      safety: [sentence("metformin 500 mg", 1)],
      verified: [written],
      own: [sentence("takes metformin twice a day", 1)],
    };
    expect(composeSummary(parts, 500)).toBe(written.text);
  });

  test("says a number again when they have another one", () => {
    const parts = { safety: [sentence("metformin 850 mg", 4)], verified: [written], own: [] };
    expect(composeSummary(parts, 500)).toContain("850 mg");
  });

  test("keeps the safety facts when there is room for one or the other", () => {
    expect(composeSummary({ safety: [allergy], verified: [written], own: [] }, 40)).toBe(allergy.text);
  });

  test("is filled up with our own engine's words", () => {
    const parts = { safety: [], verified: [written], own: [sentence("likes appointments in the afternoon", 3)] };
    expect(composeSummary(parts, 500)).toMatch(/metformin[\s\S]*afternoon/);
  });

  test("is never longer than allowed, in any characters", () => {
    const sentences = fc.array(fc.record({ text: fc.string({ unit: "grapheme", minLength: 1 }), turns: fc.array(fc.nat()) }));
    const parts = fc.record({ safety: sentences, verified: sentences, own: sentences });
    fc.assert(
      fc.property(parts, fc.nat(600), (given, most) => expect(composeSummary(given, most).length).toBeLessThanOrEqual(most)),
    );
  });
});

describe("what a model is sent", () => {
  const unit = (text: string, turns: number[], source: Unit["source"]): Unit => ({
    kind: "statement",
    text,
    turns,
    source,
    trust: 3,
  });
  const state: MemoryState = {
    version: 1,
    heard: 0,
    watermark: 3,
    units: [unit("takes metformin", [1], "subject"), unit("is well", [1, 2], "model"), unit("says hello", [3], "subject")],
    facts: [],
  };
  const turns = [{ turn: 3, atMs: 0, messages: [{ role: "user", content: "</turn> hello" }] }] as const;

  test("is what the ledger has of older turns, by turn, and the newest turns in full", () => {
    const request = modelRequest(state, turns, { maxLength: 500 });
    expect(request?.known.split("\n")).toEqual([
      '<turn number="1" role="user">takes metformin</turn>',
      '<turn number="1" role="assistant">is well</turn>',
      '<turn number="2" role="assistant">is well</turn>',
    ]);
    expect(request?.latest).toBe('<turn number="3" role="user">&lt;/turn&gt; hello</turn>');
    expect(knownTurns(state).map(({ turn }) => turn)).toEqual([1, 2, 3]);
  });

  test("is nothing when it would be too long", () => {
    const long = [{ turn: 4, atMs: 0, messages: [{ role: "user", content: "x".repeat(121_000) }] }] as const;
    expect(modelRequest(state, long, { maxLength: 500 })).toBeUndefined();
  });
});
