import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mergePatch } from "../../../shared/domain/identity-tenant/merge-patch.ts";

describe("a merge patch", () => {
  // RFC 7396, appendix A.
  test.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("makes of %j by %j: %j", (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  test("changes neither what it is given nor any prototype", () => {
    const target = Object.freeze({ a: Object.freeze({ b: 1 }) });
    const patch = JSON.parse('{"a": {"c": 2}, "__proto__": {"d": 3}, "constructor": {"e": 4}}');
    const merged = mergePatch(target, patch) as Readonly<Record<string, unknown>>;
    expect([merged.a, target]).toEqual([{ b: 1, c: 2 }, { a: { b: 1 } }]);
    expect([({} as Readonly<Record<string, unknown>>).d, Object.keys(merged).sort()]).toEqual([
      undefined,
      ["__proto__", "a", "constructor"],
    ]);
  });

  test("made twice is as made once", () => {
    const json = fc.object({ maxDepth: 3, key: fc.constantFrom("a", "b", "c"), values: [fc.integer(), fc.constant(null)] });
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });
});
