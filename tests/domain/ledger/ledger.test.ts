import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson } from "../../../shared/canonical-json.ts";
import { canonicalRecord, recordHash } from "../../../shared/domain/ledger/record.ts";
import { isSignedBy, type Signed, signStatement, statementSigner } from "../../../shared/domain/ledger/signature.ts";
import { readStatementKeys, withNewStatementKey } from "../../../shared/domain/ledger/statement-keys.ts";

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

  test("is that of RFC 8785: its numbers, its escapes, and names in the order of their UTF-16 units", () => {
    const numbers = [
      Number("333333333.33333329"),
      1e30,
      4.5,
      2e-3,
      1e-27,
      -0,
      1e21,
      123456789012345680000,
      5e-324,
      0.000001,
      1e-7,
    ];
    expect(canonicalJson(numbers)).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,123456789012345680000,5e-324,0.000001,1e-7]",
    );
    const escaped = '\u20ac$\u000f\nA\'B"\\\\"/';
    expect(canonicalJson(escaped)).toBe(String.raw`"\u20ac$\u000f\nA'B\"\\\\\"/"`.replace("\\u20ac", "\u20ac"));
    const names = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7, "10": 8, "9": 9 };
    expect(
      Object.values(
        JSON.parse(
          `[${canonicalJson(names)
            .replaceAll(/"[^"]*":/g, "")
            .slice(1, -1)}]`,
        ),
      ),
    ).toEqual([2, 4, 8, 9, 6, 7, 1, 5, 3]);
  });

  test("puts names that are whole numbers in their place as text, and keeps a member named __proto__", () => {
    expect(canonicalJson(JSON.parse('{"b":1,"10":2,"9":3,"__proto__":4}'))).toBe('{"10":2,"9":3,"__proto__":4,"b":1}');
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

const secretText = (letter: string): string => letter.repeat(43);
const signerOf = (letter: string) => statementSigner(letter, createSecretKey(Buffer.from(secretText(letter), "base64url")));

describe("a signed statement", () => {
  test("holds for its exact content in any order of members, for its own key, and for nothing else", async () => {
    const signed = await signStatement(signerOf("a"), { type: "test/1", deleted: 3, by: "x" });
    const { statement, signature } = signed;
    const reordered = { statement: { by: "x", deleted: 3, type: "test/1" }, signature };
    const changes: readonly Signed<unknown>[] = [
      { statement: { ...statement, deleted: 4 }, signature },
      { statement: { ...statement, type: "test/2" }, signature },
      { statement, signature: { ...signature, value: `${signature.value}=` } },
      { statement, signature: { ...signature, value: "" } },
      { statement, signature: { ...signature, algorithm: "none" as "EdDSA" } },
    ];
    expect([signed, reordered].map((each) => isSignedBy(each, signature.publicKey))).toEqual([true, true]);
    expect(changes.map((each) => isSignedBy(each, signature.publicKey))).toEqual(changes.map(() => false));
    expect(isSignedBy(signed, signerOf("b").publicKey)).toBe(false);
  });
});

describe("the keyring of statements", () => {
  const text = JSON.stringify({ kid: "bootstrap", secret: secretText("a") });
  const at = "2026-11-02T09:00:00.000Z";

  test("begins with the key that the deployment made", () => {
    const { signer, published } = readStatementKeys(text);
    expect(published).toEqual([
      {
        keyId: "bootstrap",
        algorithm: "EdDSA",
        publicKey: signer.publicKey,
        createdAt: "1970-01-01T00:00:00.000Z",
        retiredAt: null,
      },
    ]);
  });

  test("keeps of a replaced key nothing but what verifies", async () => {
    const before = readStatementKeys(text).signer;
    const next = withNewStatementKey(text, { kid: "second", secret: secretText("b") }, at);
    const { signer, published } = readStatementKeys(next);
    expect([signer.keyId, next.includes(secretText("a"))]).toEqual(["second", false]);
    expect(published.map(({ keyId, publicKey, retiredAt }) => [keyId, publicKey, retiredAt])).toEqual([
      ["second", signer.publicKey, null],
      ["bootstrap", before.publicKey, at],
    ]);
  });

  test.each([
    "{}",
    '{"keys":[]}',
    JSON.stringify({ keys: [{ kid: "a", secret: "short", createdAt: at }] }),
    JSON.stringify({
      keys: [
        { kid: "a", secret: secretText("a"), createdAt: at },
        { kid: "a", publicKey: secretText("b"), createdAt: at, retiredAt: at },
      ],
    }),
  ])("is refused in another form: %s", (wrong) => {
    expect(() => readStatementKeys(wrong)).toThrow();
  });
});
