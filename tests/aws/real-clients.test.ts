import { randomBytes, randomUUID } from "node:crypto";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Config, loadConfig } from "../../shared/config.ts";
import { keyringText } from "../../shared/domain/identity/keyring-change.ts";
import { isSignedBy, signStatement } from "../../shared/domain/ledger/signature.ts";
import { keyWrapper } from "../../shared/io/key-material/key-wrapper.ts";
import { secretKeyring } from "../../shared/io/key-material/keyring-store.ts";
import { kmsSigner } from "../../shared/io/key-material/kms-signer.ts";
import { rootKeySource, secretTexts } from "../../shared/io/key-material/secret-texts.ts";
import { secretVersions } from "../../shared/io/key-material/secret-versions.ts";
import { statementKeySource } from "../../shared/io/key-material/statement-key-source.ts";
import { type ObjectArchive, objectArchive } from "../../shared/io/ledger/object-archive.ts";
import { Problem } from "../../shared/problem.ts";

const endpoint = process.env.AWS_STAND_IN ?? "";
const region = "us-east-1";
Object.assign(process.env, { AWS_REGION: region, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
const names = { root: `root-${randomUUID()}`, signing: `signing-${randomUUID()}`, ledger: `ledger-${randomUUID()}` };
const bucket = `archive-${randomUUID()}`;
const secret = () => randomBytes(32).toString("base64url");
let config: Config;

const makeSecret = (client: SecretsManagerClient, Name: string, content: object) =>
  client.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(content) }));

beforeAll(async () => {
  const kms = new KMSClient({ endpoint, region });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const secrets = new SecretsManagerClient({ endpoint, region });
  await makeSecret(secrets, names.root, { secret: secret() });
  await makeSecret(secrets, names.signing, { kid: "bootstrap", secret: secret() });
  await makeSecret(secrets, names.ledger, { kid: "bootstrap", secret: secret() });
  config = loadConfig({
    STAGE: "staging",
    TOKEN_ISSUER: "https://api.example",
    SIGNING_KEYS_URI: `aws-secretsmanager:${names.signing}`,
    ROOT_KEY_URI: `aws-secretsmanager:${names.root}`,
    KEY_WRAPPER_URI: `aws-kms:${KeyMetadata?.KeyId}`,
    LEDGER_KEYS_URI: `aws-secretsmanager:${names.ledger}`,
    AUDIT_ARCHIVE_URI: `aws-s3:${bucket}`,
    KMS_ENDPOINT: endpoint,
    SECRETS_MANAGER_ENDPOINT: endpoint,
    S3_ENDPOINT: endpoint,
    AWS_REGION: region,
  });
});

describe("KMS", () => {
  const ref = { tenantId: "north-clinic", conversationId: "cv_1" };

  test("makes a data key and opens it again for the conversation it was made for, and for no other", async () => {
    const wrapper = keyWrapper(config);
    const { plain, wrapped } = await wrapper.generate(ref);
    expect([plain.length, wrapped.includes(plain)]).toEqual([32, false]);
    expect(await wrapper.unwrap(ref, wrapped)).toEqual(plain);
    for (const other of [
      { ...ref, tenantId: "south-clinic" },
      { ...ref, conversationId: "cv_2" },
    ])
      await expect(wrapper.unwrap(other, wrapped)).rejects.toThrow(Problem);
    const altered = Buffer.from(wrapped);
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
    await expect(wrapper.unwrap(ref, altered)).rejects.toThrow(Problem);
  });

  test("signs statements with a key that never leaves it, which verify offline", async () => {
    const kms = new KMSClient({ endpoint, region });
    const make = async () =>
      (await kms.send(new CreateKeyCommand({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" }))).KeyMetadata?.KeyId;
    const [id, before] = [await make(), await make()];
    const { signer, published } = await kmsSigner(`aws-kms:${id},${before}`, { kms: endpoint })();
    const signed = await signStatement(signer, { type: "test/1", at: new Date().toISOString() });
    expect([signed.signature.algorithm, published.map(({ algorithm }) => algorithm)]).toEqual(["ES256", ["ES256", "ES256"]]);
    expect(isSignedBy(signed, published[0]?.publicKey ?? "")).toBe(true);
    expect(isSignedBy(signed, published[1]?.publicKey ?? "")).toBe(false);
    expect(isSignedBy({ ...signed, statement: { type: "test/2" } }, published[0]?.publicKey ?? "")).toBe(false);
    await expect(kmsSigner(`aws-kms:${randomUUID()}`, { kms: endpoint })()).rejects.toMatchObject({ code: "keys-unavailable" });
  });

  test("that has no such key gives none", async () => {
    const wrapper = keyWrapper({ ...config, keyWrapperUri: `aws-kms:${randomUUID()}` });
    await expect(wrapper.generate(ref)).rejects.toMatchObject({ code: "keys-unavailable" });
  });
});

describe("Secrets Manager", () => {
  test("gives the root key, and nothing for a name that is none", async () => {
    const texts = secretTexts(config);
    expect((await rootKeySource(() => texts(config.rootKeyUri))()).length).toBe(32);
    await expect(texts("aws-secretsmanager:nothing")).rejects.toMatchObject({ code: "keys-unavailable" });
  });

  test("keeps the versions of a keyring: a change becomes current, one that comes second does not", async () => {
    const versions = secretVersions(names.signing, endpoint);
    const before = await versions.current();
    const key = { kid: "second", secret: secret(), createdAt: "2026-11-02T09:00:00.000Z" };
    await secretKeyring(versions).change(() => [key]);
    const after = await versions.current();
    expect([after.versionId === before.versionId, after.text]).toEqual([false, keyringText([key])]);
    const late = randomUUID();
    await versions.putPending({ versionId: late, text: "late" });
    expect(await versions.promote(late, before.versionId)).toBe(false);
    expect((await versions.current()).text).toBe(after.text);
  });

  test("holds the key that signs statements", async () => {
    const texts = secretTexts(config);
    const { signer, published } = await statementKeySource(() => texts(config.ledgerKeysUri), Date.now)();
    const signed = await signStatement(signer, { type: "test/1" });
    expect(isSignedBy(signed, published[0]?.publicKey ?? "")).toBe(true);
  });
});

describe("S3 with Object Lock", () => {
  let archive: ObjectArchive;
  /** As the owner of the account, who may do everything: the stand-in checks no signatures. */
  const Authorization = `AWS4-HMAC-SHA256 Credential=test/20261102/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`;
  const ask = (method: string, path: string, more: { readonly headers?: object; readonly body?: string } = {}) =>
    fetch(`${endpoint}/${path}`, { ...more, method, headers: { Authorization, "Content-Type": "text/plain", ...more.headers } });
  const name = "ledger/north-clinic/000000000001.jsonl";

  beforeAll(async () => {
    archive = objectArchive(config);
    const made = await ask("PUT", bucket, { headers: { "x-amz-bucket-object-lock-enabled": "true" } });
    const rule = "<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>2196</Days></DefaultRetention></Rule>";
    const body = `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`;
    const locked = await ask("PUT", `${bucket}?object-lock`, { body });
    expect([made.status, locked.status]).toEqual([200, 200]);
    await archive.put(name, "first\n");
  });

  test("gives back what was archived, and nothing where nothing is", async () => {
    expect(await archive.get(name)).toBe("first\n");
    expect(await archive.get("ledger/north-clinic/000000000002.jsonl")).toBeUndefined();
    await archive.put("ledger/@operators/ä b.jsonl", "own");
    expect(await archive.get("ledger/@operators/ä b.jsonl")).toBe("own");
  });

  test("does not replace an object", async () => {
    await archive.put(name, "second\n");
    expect(await archive.get(name)).toBe("first\n");
  });

  test("locks it in compliance mode for six years, and lets nobody delete it", async () => {
    const head = await ask("HEAD", `${bucket}/${name}`);
    expect(head.headers.get("x-amz-object-lock-mode")).toBe("COMPLIANCE");
    const until = Date.parse(head.headers.get("x-amz-object-lock-retain-until-date") ?? "");
    expect((until - Date.now()) / (24 * 3600_000)).toBeGreaterThan(2190);
    const version = head.headers.get("x-amz-version-id") ?? "";
    const headers = { "x-amz-bypass-governance-retention": "true" };
    const deletions = [await ask("DELETE", `${bucket}/${name}?versionId=${version}`)];
    deletions.push(await ask("DELETE", `${bucket}/${name}?versionId=${version}`, { headers }));
    expect(deletions.map(({ status }) => status)).toEqual([403, 403]);
    expect(await archive.get(name)).toBe("first\n");
  });

  test("is what keeps it: without a lock the same deletion is done", async () => {
    const unlocked = `unlocked-${randomUUID()}`;
    await ask("PUT", unlocked);
    await objectArchive({ ...config, auditArchiveUri: `aws-s3:${unlocked}` }).put(name, "gone\n");
    expect((await ask("DELETE", `${unlocked}/${name}`)).status).toBe(204);
    expect((await ask("HEAD", `${unlocked}/${name}`)).status).toBe(404);
  });

  test("that is not there is a failure, not a loss in silence", async () => {
    const nowhere = objectArchive({ ...config, auditArchiveUri: `aws-s3:none-${randomUUID()}` });
    await expect(nowhere.put(name, "x")).rejects.toMatchObject({ name: "S3Http404" });
  });
});
