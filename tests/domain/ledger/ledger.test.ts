import { createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson } from "../../../shared/canonical-json.ts";
import { isSignedBy, signingKeyOf, signReceipt } from "../../../shared/domain/ledger/receipt.ts";
import { canonicalRecord, recordHash } from "../../../shared/domain/ledger/record.ts";

describe("canonical JSON", () => {
  test("is the same text for the same value, however its members are ordered", () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 8 });
    fc.assert(
      fc.property(value, (members) => {
        const reversed = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(members));
        expect(JSON.parse(canonicalJson(members))).toEqual(JSON.parse(JSON.stringify(members)));
      }),
    );
  });

  test("keeps the order of lists and leaves out what is undefined", () => {
    expect(canonicalJson({ b: [2, { d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[2,{"d":1}]}');
  });
});

test("a ledger record's hash changes with every member", () => {
  const record = {
    action: "conversation.save",
    outcome: "done",
    actor: { kind: "access-token", id: "f" },
    requestId: "r",
    tenantId: "t",
    conversationId: "c",
    at: "2026-11-02T09:00:00.000Z",
    sequence: 1,
    previousHash: "p",
    turn: 1,
  } as const;
  const hashes = [
    record,
    { ...record, turn: 2 },
    { ...record, outcome: "refused" as const },
    { ...record, actor: { ...record.actor, id: "g" } },
  ].map((each) => recordHash(canonicalRecord(each)).toString("hex"));
  expect(new Set(hashes).size).toBe(4);
});

test("a receipt's signature holds for its exact statement and no other", () => {
  const sign = (said: unknown) => signReceipt(signingKeyOf(createSecretKey(randomBytes(32))), said);
  const receipt = sign({ deleted: 3, at: "now" });
  const { publicKey } = receipt.signature;
  const holds = (said: unknown, by = publicKey) => isSignedBy(by, { ...receipt, statement: said });
  expect([holds({ at: "now", deleted: 3 }), holds({ deleted: 4, at: "now" }), holds({ deleted: 3 })]).toEqual([
    true,
    false,
    false,
  ]);
  expect(holds(receipt.statement, sign({}).signature.publicKey)).toBe(false);
});
