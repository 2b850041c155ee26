import { createHash, createSecretKey, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { canonicalJson } from "../../../shared/canonical-json.ts";
import { emptyTip, type SignedCheckpoint, sealEntries } from "../../../shared/domain/ledger/checkpoint.ts";
import { readExport, segmentLines } from "../../../shared/domain/ledger/export-lines.ts";
import { isSignedBy, type Signed, signStatement, statementSigner } from "../../../shared/domain/ledger/signature.ts";
import type { StatementKeys } from "../../../shared/domain/ledger/statement-keys.ts";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import { kmsSigner } from "../../../shared/io/key-material/kms-signer.ts";
import { statementKeysWithKms } from "../../../shared/io/key-material/statement-key-source.ts";
import { type KmsSigningServer, knowMessage, startKmsSigningServer } from "./kms-signing-server.ts";

let server: KmsSigningServer;
Object.assign(process.env, { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
beforeAll(async () => {
  server = await startKmsSigningServer();
});
afterAll(() => server.stop());

const keysOf = (...ids: readonly string[]) => kmsSigner(`aws-kms:${ids.join(",")}`, { kms: server.endpoint });
const flippedBit = (text: string, at: number): string => {
  const bytes = Buffer.from(text, "base64url");
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString("base64url");
};
const order = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

const kinds = [
  ["key-ed25519", "EdDSA", 32],
  ["key-p256", "ES256", 64],
] as const;

describe.each(kinds)("%s in KMS", (id, algorithm, keyBytes) => {
  test(`signs statements that verify offline as ${algorithm}, and no others`, async () => {
    const { signer, published } = await keysOf(id)();
    const [{ publicKey } = { publicKey: "" }] = published;
    expect(Buffer.from(publicKey, "base64url").length).toBe(keyBytes);
    for (let index = 0; index < 20; index += 1) {
      const signed: Signed<{ readonly type: string; readonly index: number }> = await signStatement(signer, {
        type: "test/1",
        index,
      });
      expect([signed.signature.algorithm, signed.signature.keyId]).toEqual([algorithm, published[0]?.keyId]);
      expect(isSignedBy(signed, publicKey)).toBe(true);
      expect(isSignedBy({ ...signed, statement: { type: "test/1", index: index + 1 } }, publicKey)).toBe(false);
      for (const at of [0, 31, 32, 63]) {
        const signature = { ...signed.signature, value: flippedBit(signed.signature.value, at) };
        expect(isSignedBy({ ...signed, signature }, publicKey)).toBe(false);
      }
    }
  });

  test("signs what is longer than KMS takes, too", async () => {
    const { signer } = await keysOf(id)();
    const statement = { type: "test/1", text: "x".repeat(20_000) };
    const message = Buffer.from(canonicalJson(statement));
    knowMessage(createHash("sha256").update(message).digest(), message);
    const signed = await signStatement(signer, statement);
    expect(signed.signature.algorithm).toBe(algorithm === "EdDSA" ? "EdDSA-SHA512" : "ES256");
    expect(isSignedBy(signed, signer.publicKey)).toBe(true);
    const other = { ...statement, text: `${"x".repeat(19_999)}y` };
    expect(isSignedBy({ ...signed, statement: other }, signer.publicKey)).toBe(false);
  });

  test("signs checkpoints that the verifier of a file believes, and whose algorithm cannot be changed", async () => {
    const { signer } = await keysOf(id)();
    const { checkpoint } = await sealEntries(emptyTip, [], { tenantId: "t", nowMs: 2, throughMs: 1, signer });
    const verified = (one: SignedCheckpoint) =>
      verifyLedger(readExport(segmentLines(one, []), new Map([[signer.keyId, signer.publicKey]]))).findings;
    if (checkpoint === undefined) throw new Error("no checkpoint");
    expect(verified(checkpoint)).toEqual([]);
    for (const other of ["EdDSA", "EdDSA-SHA512", "ES256", "none", ""].filter((each) => each !== algorithm)) {
      const signature = { ...checkpoint.signature, algorithm: other as typeof algorithm };
      expect(verified({ ...checkpoint, signature })).toMatchObject([{ kind: "forged-checkpoint", what: "signature" }]);
    }
  });
});

test("of the two signatures that are valid together on P-256 only one counts", async () => {
  const { signer } = await keysOf("key-p256")();
  const signed = await signStatement(signer, { type: "test/1" });
  const value = Buffer.from(signed.signature.value, "base64url");
  const s = BigInt(`0x${value.subarray(32).toString("hex")}`);
  const mirrored = Buffer.concat([value.subarray(0, 32), Buffer.from((order - s).toString(16).padStart(64, "0"), "hex")]);
  const signature = { ...signed.signature, value: mirrored.toString("base64url") };
  expect([isSignedBy(signed, signer.publicKey), isSignedBy({ ...signed, signature }, signer.publicKey)]).toEqual([true, false]);
});

test("a key of another kind, or none, is no key that verifies", async () => {
  const [ed, p] = await Promise.all([keysOf("key-ed25519")(), keysOf("key-p256")()]);
  const signed = await signStatement(ed.signer, { type: "test/1" });
  for (const key of [p.signer.publicKey, "", "A".repeat(43), "A".repeat(86), `${ed.signer.publicKey}AA`])
    expect(isSignedBy(signed, key)).toBe(false);
  const byP256 = await signStatement(p.signer, { type: "test/1" });
  for (const key of [ed.signer.publicKey, "A".repeat(86)]) expect(isSignedBy(byP256, key)).toBe(false);
});

test("keys are read once, published with the time they signed until, and what the keyring signed before stays provable", async () => {
  const keyring: StatementKeys = {
    signer: statementSigner("ring", createSecretKey(randomBytes(32))),
    published: [{ keyId: "ring", algorithm: "EdDSA", publicKey: "x", createdAt: "2020-01-01T00:00:00.000Z", retiredAt: null }],
  };
  const keys = statementKeysWithKms(async () => keyring, keysOf("key-p256", "key-p256-old"));
  server.asked.length = 0;
  const { signer, published } = await keys();
  await keys();
  expect(server.asked.sort()).toEqual(["DescribeKey", "DescribeKey", "GetPublicKey", "GetPublicKey"]);
  expect(published.map(({ keyId }) => keyId.slice(0, 4))).toEqual(["kms-", "kms-", "ring"]);
  expect(published[0]).toMatchObject({ keyId: signer.keyId, retiredAt: null, algorithm: "ES256" });
  expect(published.slice(1).map(({ retiredAt }) => retiredAt)).toEqual([published[0]?.createdAt, published[1]?.createdAt]);
});

describe("KMS", () => {
  test.each(["key-p384", "key-none"])("with a key that cannot sign statements (%s) gives none: 503", async (id) => {
    await expect(keysOf(id)()).rejects.toMatchObject({ code: "keys-unavailable" });
  });

  test("that is down is 503, and asked again later", async () => {
    const keys = keysOf("key-p256");
    server.answer.isDown = true;
    await expect(keys()).rejects.toMatchObject({ code: "keys-unavailable" });
    server.answer.isDown = false;
    const { signer } = await keys();
    server.answer.isDown = true;
    await expect(signStatement(signer, { type: "test/1" })).rejects.toMatchObject({ code: "keys-unavailable" });
    server.answer.isDown = false;
    await expect(signStatement(signer, { type: "test/1" })).resolves.toBeDefined();
  });
});
