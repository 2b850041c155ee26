import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isLiving, type KeyEntry, keyringSize, parseKeyring, readKeyEntries } from "../../../shared/domain/identity/keyring.ts";
import {
  KeyringRefused,
  keyringText,
  trustsRevokedKey,
  withNewKey,
  withRevokedKey,
} from "../../../shared/domain/identity/keyring-change.ts";
import { tokenPolicy } from "../../../shared/domain/identity/token-policy.ts";

const nowMs = Date.UTC(2026, 10, 2, 9);
const day = 24 * 3600_000;
const secret = randomBytes(32).toString("base64url");
const entry = (kid: string) => ({ kid, secret, createdAt: "2026-11-01T00:00:00Z" });
const ring = (...kids: string[]): KeyEntry[] => kids.map(entry);
const parsed = (entries: readonly KeyEntry[], atMs = nowMs) => parseKeyring(keyringText(entries), atMs);
const kidsOf = (entries: readonly KeyEntry[], atMs = nowMs) => [...parsed(entries, atMs).byKid.keys()];
const fresh = (kid: string) => ({ kid, secret });

describe("keyrings", () => {
  test("sign with the newest key and know all of them", () => {
    expect([parsed(ring("b", "a")).current.kid, kidsOf(ring("b", "a"))]).toEqual(["b", ["b", "a"]]);
  });

  test("start from the one key a deployment generates", () => {
    expect(parseKeyring(JSON.stringify({ kid: "bootstrap", secret }), nowMs).current.kid).toBe("bootstrap");
  });

  test.each([
    ["{}"],
    ['{"keys":[]}'],
    [JSON.stringify({ keys: ring("a", "a") })],
    [JSON.stringify({ keys: [{ ...entry("a"), secret: "short" }] })],
    [JSON.stringify({ keys: ring(..."abcdefghi") })],
    [JSON.stringify({ keys: [{ kid: "a", createdAt: "2026-11-01T00:00:00Z", revokedAt: "2026-11-01T00:00:00Z" }] })],
    ["no JSON"],
  ])("refuse %s", (text) => {
    expect(() => parseKeyring(text, nowMs)).toThrow();
  });
});

describe("a rotation", () => {
  const rotated = withNewKey(ring("a"), fresh("b"), nowMs);

  test("lets the new key verify at once and sign a minute later, when every process knows it", () => {
    expect(tokenPolicy.keyPublishSeconds).toBeGreaterThan(tokenPolicy.keysFreshSeconds);
    const signers = [0, 59_999, 60_000].map((later) => parsed(rotated, nowMs + later).current.kid);
    expect([kidsOf(rotated), signers]).toEqual([
      ["b", "a"],
      ["a", "a", "b"],
    ]);
  });

  test("lets the old key verify until the last token that any process can have signed with it is dead", () => {
    const { lastGoodKeysSeconds, accessTokenSeconds, leewaySeconds, keyOverlapSeconds } = tokenPolicy;
    const atLeast = lastGoodKeysSeconds + accessTokenSeconds + leewaySeconds;
    expect(keyOverlapSeconds).toBeGreaterThanOrEqual(atLeast);
    const endMs = nowMs + 60_000 + keyOverlapSeconds * 1000;
    expect([kidsOf(rotated, endMs - 1), kidsOf(rotated, endMs)]).toEqual([["b", "a"], ["b"]]);
  });

  test("drops keys whose time is over, and never moves an end that is set", () => {
    const again = withNewKey(rotated, fresh("c"), nowMs + 1000);
    expect(again.find(({ kid }) => kid === "a")).toEqual(rotated.find(({ kid }) => kid === "a"));
    expect(withNewKey(again, fresh("d"), nowMs + 30 * day).map(({ kid }) => kid)).toEqual(["d", "c"]);
  });

  test("takes the key that a deployment made along", () => {
    const first = withNewKey(readKeyEntries(JSON.stringify({ kid: "bootstrap", secret })), fresh("b"), nowMs);
    expect(kidsOf(first)).toEqual(["b", "bootstrap"]);
  });
});

describe("a revocation", () => {
  const revoke = (entries: readonly KeyEntry[], kid: string) => withRevokedKey(entries, kid, { fresh: fresh("new"), nowMs });

  test("takes key and secret away, keeps the mark, and puts a fresh key in front when none is left to stay", () => {
    const entries = revoke(ring("a"), "a");
    expect([kidsOf(entries), parsed(entries).current.kid, [...(parsed(entries).revoked ?? [])]]).toEqual([["new"], "new", ["a"]]);
    expect(entries.at(-1)).toEqual({ kid: "a", createdAt: "2026-11-01T00:00:00Z", revokedAt: new Date(nowMs).toISOString() });
  });

  test("of the signing key lets an older one that still verifies sign until every process knows the fresh one", () => {
    const entries = revoke(withNewKey(ring("a"), fresh("b"), nowMs - 120_000), "b");
    expect([kidsOf(entries), parsed(entries).current.kid, parsed(entries, nowMs + 60_000).current.kid]).toEqual([
      ["new", "a"],
      "a",
      "new",
    ]);
  });

  test("of an older key leaves the signing one alone", () => {
    const entries = revoke(withNewKey(ring("a"), fresh("b"), nowMs - 120_000), "a");
    expect([kidsOf(entries), parsed(entries).current.kid]).toEqual([["b"], "b"]);
  });

  test("is done once, and of an unknown key refused", () => {
    const once = revoke(ring("b", "a"), "a");
    expect(revoke(once, "a")).toBe(once);
    expect(() => revoke(once, "c")).toThrow(KeyringRefused);
  });

  test("is seen in a keyring that was made before it", () => {
    const [pending, present] = [withNewKey(ring("b", "a"), fresh("c"), nowMs), revoke(ring("b", "a"), "a")];
    expect([trustsRevokedKey(present, pending), trustsRevokedKey(present, withNewKey(present, fresh("c"), nowMs))]).toEqual([
      true,
      false,
    ]);
  });
});

test("any history of rotations and revocations leaves a keyring that is read, signs, and is bounded", () => {
  const step = fc.record({ isRevoking: fc.boolean(), index: fc.nat(9), waitMs: fc.nat(3 * day) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let [entries, atMs, count] = [ring("k0") as readonly KeyEntry[], nowMs, 0];
      for (const { isRevoking, index, waitMs } of steps) {
        atMs += waitMs;
        count += 1;
        const target = entries[index % entries.length]?.kid ?? "";
        const made = fresh(`k${count}`);
        entries = isRevoking ? withRevokedKey(entries, target, { fresh: made, nowMs: atMs }) : withNewKey(entries, made, atMs);
        const { current, byKid, revoked } = parsed(entries, atMs);
        expect([byKid.get(current.kid)?.kid, entries.length <= keyringSize]).toEqual([current.kid, true]);
        expect([...byKid.keys()].filter((kid) => revoked?.has(kid))).toEqual([]);
        expect(entries.some((each) => isLiving(each) && each.notAfter === undefined)).toBe(true);
      }
    }),
  );
});
