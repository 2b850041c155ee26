import { createSecretKey, randomBytes } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect, test } from "@jest/globals";
import { genesisHash, type Head } from "../../shared/domain/conversation/head.ts";
import type { Family } from "../../shared/domain/identity/family.ts";
import { sealedHead } from "../../shared/io/conversation-items/sealed-head.ts";
import { headItem, readHead } from "../../shared/io/head-item.ts";

/** Bytes of a value by the rules of DynamoDB: names count, a number half a byte a digit, a map three bytes and one a member. */
const bytesOf = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return value.B.length;
  return 3 + itemBytes(value.M ?? {}) + Object.keys(value.M ?? {}).length;
};
const itemBytes = (item: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + name.length + bytesOf(value), 0);

const atMs = 4_000_000_000_000;
const family = (): Family => ({
  generation: 999_999,
  startedAtMs: atMs,
  usedAtMs: atMs,
  rotatedAtMs: atMs,
  reuses: 2,
  boundTo: randomBytes(32).toString("base64url"),
});

/** The largest head there is: the longest ids, five living sign-ins of five keys, every optional member. */
const largest: Head = {
  tenantId: "t".repeat(40),
  conversationId: `cv_${"c".repeat(43)}`,
  subject: `sb_${"s".repeat(24)}`,
  status: "active",
  epoch: 99,
  turn: 999_999,
  startedAtMs: atMs,
  createdAtMs: atMs,
  lastTurnAtMs: atMs,
  lastTurnExpiresAt: atMs / 1000,
  expiresAt: atMs / 1000,
  families: new Map(Array.from({ length: 5 }, () => [randomBytes(12).toString("base64url"), family()])),
  holds: new Map(),
  rowsExpireAt: atMs / 1000,
  ledgerSequence: 999_999,
  chainHash: genesisHash,
  turnHash: genesisHash,
  summarizedThrough: 999_999,
  memoryVersion: 999_999,
  unsummarized: { messages: 9999, bytes: 99_999_999 },
  memoryDueAt: atMs / 1000,
  aliases: 9999,
  asked: "US_MEDICARE_BENEFICIARY_ID" as never,
};

test("the largest head stays under a kilobyte, with five sign-ins bound to five keys", () => {
  expect(itemBytes(sealedHead(largest, createSecretKey(randomBytes(32))))).toBeLessThanOrEqual(1024);
});

test("a head comes back as it was stored, bound sign-ins and unbound ones", () => {
  const { boundTo: _, ...unbound } = family();
  const { asked: _asked, ...head } = { ...largest, families: new Map([...largest.families, ["unbound", unbound]]) };
  expect(readHead(head, headItem(head))).toEqual(head);
});
