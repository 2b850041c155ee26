import { createCipheriv, createSecretKey, randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type DataKey, SealBroken, type SealContext, seal, unseal } from "../../../shared/domain/conversation/seal.ts";
import { joinParts } from "../../../shared/parts.ts";

const secret = createSecretKey(Buffer.alloc(32, 7));
const oldSecret = createSecretKey(Buffer.alloc(32, 8));
const key: DataKey = { secret, version: 2, older: new Map([[1, oldSecret]]) };
const context: SealContext = {
  tenantId: "north-clinic",
  conversationId: `cv_${"c".repeat(43)}`,
  epoch: 1,
  turn: 3,
  attribute: "turn",
  keyVersion: 2,
};
const nonce = Buffer.alloc(12, 5);
const plaintext = Buffer.from("good morning");
const aad = (version: number, { tenantId, conversationId, epoch, turn, attribute }: SealContext = context) =>
  joinParts(1, tenantId, conversationId, epoch, turn, attribute, version);

type Made = {
  readonly format?: number;
  readonly version?: number;
  readonly by?: typeof secret;
  readonly associated?: string;
  readonly nonceBytes?: number;
  readonly tagBytes?: number;
};

/** A value sealed by hand, in any way that goes wrong. */
const made = ({
  format = 1,
  version = 2,
  by = secret,
  associated = aad(version),
  nonceBytes = 12,
  tagBytes = 16,
}: Made): Buffer => {
  const iv = Buffer.alloc(nonceBytes, 5);
  const cipher = createCipheriv("aes-256-gcm", by, iv).setAAD(Buffer.from(associated));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([format, version]), iv, body, cipher.getAuthTag().subarray(0, tagBytes)]);
};

test("the format made by hand, byte by byte, is what is written and read", () => {
  const sealed = seal(key, plaintext, { context, nonce });
  expect(sealed).toEqual(made({}));
  expect(unseal(key, sealed, context)).toEqual(plaintext);
});

test("a value of an older key opens, in its own place only", () => {
  const old = made({ version: 1, by: oldSecret });
  expect(unseal(key, old, context)).toEqual(plaintext);
  expect(() => unseal(key, old, { ...context, turn: 4 })).toThrow(SealBroken);
});

/** Each is a way that implementations of AES-GCM containers were found to accept what they should not. */
const refused: readonly (readonly [string, Buffer])[] = [
  ["nothing", Buffer.alloc(0)],
  ["a header alone", Buffer.from([1, 2])],
  ["header and nonce alone", made({}).subarray(0, 14)],
  ["no tag", made({}).subarray(0, -16)],
  ["a tag of 4 bytes", made({ tagBytes: 4 })],
  ["a tag of 8 bytes", made({ tagBytes: 8 })],
  ["a tag of 12 bytes", made({ tagBytes: 12 })],
  ["a tag of 15 bytes", made({ tagBytes: 15 })],
  ["a tag of zeros", Buffer.concat([made({}).subarray(0, -16), Buffer.alloc(16)])],
  ["a tag of ones", Buffer.concat([made({}).subarray(0, -16), Buffer.alloc(16, 255)])],
  ["a tag of the first half of itself, twice", Buffer.concat([made({}).subarray(0, -8), made({}).subarray(-16, -8)])],
  ["a byte after the tag", Buffer.concat([made({}), Buffer.from([0])])],
  ["a byte before the header", Buffer.concat([Buffer.from([1]), made({})])],
  ["a nonce of 8 bytes", made({ nonceBytes: 8 })],
  ["a nonce of 16 bytes", made({ nonceBytes: 16 })],
  ["a nonce of one byte", made({ nonceBytes: 1 })],
  ["format version 0", made({ format: 0 })],
  ["format version 2", made({ format: 2 })],
  ["format version 255", made({ format: 255 })],
  ["format version 0 in the header, under its own AAD", made({ format: 0, associated: aad(2).replace("1:1", "1:0") })],
  ["a key version that never was", made({ version: 3 })],
  ["key version 0", made({ version: 0 })],
  ["the newer version's byte on an older key's value", made({ version: 2, by: oldSecret })],
  ["the older version's byte on a newer key's value", made({ version: 1, by: secret })],
  ["an older version's byte under the newer AAD", made({ version: 1, by: oldSecret, associated: aad(2) })],
  ["no AAD", made({ associated: "" })],
  ["an AAD without lengths", made({ associated: "1north-clinic…" })],
  ["an AAD that ends early", made({ associated: aad(2).slice(0, -3) })],
  ["an AAD with one part more", made({ associated: `${aad(2)}0:` })],
  ["an AAD of another tenant", made({ associated: aad(2, { ...context, tenantId: "south-clinic" }) })],
  ["an AAD of another attribute", made({ associated: aad(2, { ...context, attribute: "summary" }) })],
  ["an AAD of another epoch", made({ associated: aad(2, { ...context, epoch: 2 }) })],
  ["another key", made({ by: createSecretKey(Buffer.alloc(32, 9)) })],
  ["key stream without authentication", Buffer.concat([made({}).subarray(0, 14), randomBytes(28)])],
];

test.each(refused)("refuses %s", (_, sealed) => {
  expect(() => unseal(key, sealed, context)).toThrow(SealBroken);
});

test("opens whatever was sealed, in its place, and never anywhere else", () => {
  const places = fc.record({
    epoch: fc.integer({ min: 1, max: 9 }),
    turn: fc.integer({ min: 0, max: 99 }),
    attribute: fc.constantFrom("turn", "summary", "aliases", "vault:a") as fc.Arbitrary<SealContext["attribute"]>,
  });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), places, places, (content, here, there) => {
      const sealed = seal(key, Buffer.from(content), { context: { ...context, ...here }, nonce: randomBytes(12) });
      expect(unseal(key, sealed, { ...context, ...here })).toEqual(Buffer.from(content));
      if (JSON.stringify(here) === JSON.stringify(there)) return;
      expect(() => unseal(key, sealed, { ...context, ...there })).toThrow(SealBroken);
    }),
    { numRuns: 2000 },
  );
});
