import { createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { apiKeyText, hashApiKey, matchApiKey, readApiKey } from "../../../shared/domain/identity/api-key.ts";
import { anonymousPseudonym, conversationIdOf, subjectPseudonym } from "../../../shared/domain/identity/conversation-id.ts";
import { purposeKey } from "../../../shared/domain/identity/purpose-key.ts";
import { readRefreshToken, refreshTokenOf } from "../../../shared/domain/identity/refresh-token.ts";
import { joinParts, macOfParts } from "../../../shared/parts.ts";

const root = Buffer.alloc(32, 7);
const key = createSecretKey(root);

describe("joined parts", () => {
  test("are the same only for the same parts, whatever delimiters these hold", () => {
    expect(joinParts("a#b", "c")).not.toBe(joinParts("a", "b#c"));
    const parts = fc.array(fc.string({ unit: fc.constantFrom("a", ":", "1", "#") }), { maxLength: 4 });
    fc.assert(
      fc.property(
        parts,
        parts,
        (one, other) => (joinParts(...one) === joinParts(...other)) === (JSON.stringify(one) === JSON.stringify(other)),
      ),
    );
  });
});

describe("derived keys", () => {
  test("differ by purpose and repeat", () => {
    expect(purposeKey(root, "subject").equals(purposeKey(root, "subject"))).toBe(true);
    expect(purposeKey(root, "subject").equals(purposeKey(root, "conversation-id"))).toBe(false);
    expect(macOfParts(key, "a", "b")).not.toEqual(macOfParts(key, "ab"));
  });
});

describe("conversation ids", () => {
  const start = { tenantId: "north-clinic", subject: "sb_x", startedAtMs: 5, clientNonce: "n" };

  test("are the same for the same start and 43 characters long", () => {
    expect(conversationIdOf(key, start)).toBe(conversationIdOf(key, { ...start }));
    expect(conversationIdOf(key, start)).toMatch(/^cv_[A-Za-z0-9_-]{43}$/);
  });

  test("have no two starts in common over a thousand of them", () => {
    const ids = Array.from({ length: 1000 }, (_, index) => conversationIdOf(key, { ...start, startedAtMs: index }));
    expect(new Set(ids).size).toBe(1000);
    expect(conversationIdOf(createSecretKey(Buffer.alloc(32)), start)).not.toBe(conversationIdOf(key, start));
  });

  test("a named subject and an anonymous visitor are never the same person", () => {
    expect(subjectPseudonym(key, "t", "jane@example.com")).toMatch(/^sb_[A-Za-z0-9_-]{24}$/);
    expect(subjectPseudonym(key, "t", "n")).not.toBe(anonymousPseudonym(key, "t", "n"));
    expect(subjectPseudonym(key, "t", "n")).not.toBe(subjectPseudonym(key, "u", "n"));
  });
});

describe("tenant keys", () => {
  const text = apiKeyText("secret", "north-clinic", Buffer.alloc(32, 1));
  const record = { keyId: "k1", kind: "secret", hash: hashApiKey(key, text), createdAtMs: 0 } as const;

  test("name their kind and tenant, and match their own record only", () => {
    const presented = readApiKey(text);
    expect(presented).toEqual({ kind: "secret", tenantId: "north-clinic", text });
    const other = apiKeyText("secret", "north-clinic", Buffer.alloc(32, 2));
    expect(presented && matchApiKey([record], presented, { hash: hashApiKey(key, text), nowMs: 0 })).toBe(record);
    expect(presented && matchApiKey([record], presented, { hash: hashApiKey(key, other), nowMs: 0 })).toBeUndefined();
    expect(
      presented && matchApiKey([{ ...record, kind: "publishable" }], presented, { hash: record.hash, nowMs: 0 }),
    ).toBeUndefined();
  });

  test.each([
    [""],
    ["sk_"],
    [`sk_a_${"x".repeat(43)}`],
    [`sk_North_${"x".repeat(43)}`],
    [`${text}x`],
    [`xk${text.slice(2)}`],
    [text.slice(0, -1)],
  ])("%j is none", (wrong) => {
    expect(readApiKey(wrong)).toBeUndefined();
  });
});

describe("refresh tokens", () => {
  const grant = { tenantId: "north-clinic", conversationId: `cv_${"c".repeat(43)}`, family: "f".repeat(16), generation: 12 };
  const token = refreshTokenOf(key, grant);

  test("are the same for the same grant and give it back", () => {
    expect(refreshTokenOf(key, { ...grant })).toBe(token);
    expect(readRefreshToken(key, token)).toEqual(grant);
    expect(refreshTokenOf(key, { ...grant, generation: 13 })).not.toBe(token);
  });

  test("are refused under another key and with any character changed", () => {
    expect(readRefreshToken(createSecretKey(randomBytes(32)), token)).toBeUndefined();
    const changed = [...token].map(
      (character, index) => token.slice(0, index) + (character === "a" ? "b" : "a") + token.slice(index + 1),
    );
    expect(changed.filter((each) => readRefreshToken(key, each) !== undefined)).toEqual([]);
    expect(
      [`${token}a`, ` ${token}`, token.replace(".12.", ".012."), token.slice(3)].filter((each) => readRefreshToken(key, each)),
    ).toEqual([]);
  });
});
