import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../shared/config.ts";
import { dynamoClient } from "../../shared/io/dynamo.ts";
import { keyWrapper } from "../../shared/io/key-material/key-wrapper.ts";
import { rootKeySource, secretTexts } from "../../shared/io/key-material/secret-texts.ts";
import { Problem } from "../../shared/problem.ts";

/** KMS and Secrets Manager as far as they are used, over their own wire protocol (AWS JSON 1.1). */
type Request = {
  readonly KeyId?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: object;
  readonly SecretId?: string;
  readonly SourceKeyId?: string;
  readonly SourceEncryptionContext?: object;
  readonly DestinationEncryptionContext?: object;
};
type Reply = { readonly status: number; readonly body: object };

const master = randomBytes(32);
const secrets = new Map([["picasso/staging/root-key", JSON.stringify({ secret: "A".repeat(43) })]]);
const asked: string[] = [];
let failuresLeft = 0;
let connections = 0;

const sealed = (context: object, plain: Buffer): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", master, nonce).setAAD(Buffer.from(JSON.stringify(context)));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64");
};

const opened = (context: object, blob: Buffer): string | undefined => {
  try {
    const decipher = createDecipheriv("aes-256-gcm", master, blob.subarray(0, 12)).setAAD(Buffer.from(JSON.stringify(context)));
    decipher.setAuthTag(blob.subarray(-16));
    return Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]).toString("base64");
  } catch {
    return undefined;
  }
};

const operations: Readonly<Record<string, (request: Request) => Reply>> = {
  "TrentService.GenerateDataKey": ({ KeyId, EncryptionContext = {} }) => {
    const plain = randomBytes(32);
    return {
      status: 200,
      body: { KeyId, Plaintext: plain.toString("base64"), CiphertextBlob: sealed(EncryptionContext, plain) },
    };
  },
  "TrentService.Decrypt": ({ KeyId, CiphertextBlob = "", EncryptionContext = {} }) => {
    const Plaintext = opened(EncryptionContext, Buffer.from(CiphertextBlob, "base64"));
    return Plaintext === undefined
      ? { status: 400, body: { __type: "InvalidCiphertextException" } }
      : { status: 200, body: { KeyId, Plaintext } };
  },
  "TrentService.ReEncrypt": (request) => {
    const { CiphertextBlob = "", SourceKeyId, SourceEncryptionContext = {}, DestinationEncryptionContext = {} } = request;
    const plain = SourceKeyId === "old" ? opened(SourceEncryptionContext, Buffer.from(CiphertextBlob, "base64")) : undefined;
    if (plain === undefined) return { status: 400, body: { __type: "IncorrectKeyException" } };
    return { status: 200, body: { CiphertextBlob: sealed(DestinationEncryptionContext, Buffer.from(plain, "base64")) } };
  },
  "DynamoDB_20120810.GetItem": () => ({ status: 200, body: {} }),
  "secretsmanager.GetSecretValue": ({ SecretId = "" }) => {
    const SecretString = secrets.get(SecretId);
    return SecretString === undefined
      ? { status: 400, body: { __type: "ResourceNotFoundException" } }
      : { status: 200, body: { SecretString } };
  },
};

let server: Server;
let endpoint: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const target = String(request.headers["x-amz-target"]);
    asked.push(`${target} ${/^AWS4-HMAC-SHA256 /.test(String(request.headers.authorization)) ? "signed" : "unsigned"}`);
    failuresLeft -= 1;
    const run = operations[target] ?? (() => ({ status: 400, body: { __type: "UnknownOperationException" } }));
    const reply =
      failuresLeft >= 0
        ? { status: 503, body: { __type: "ServiceUnavailable" } }
        : run(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(reply.status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(reply.body));
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const config = () =>
  loadConfig({
    STAGE: "staging",
    TOKEN_ISSUER: "https://api.example",
    SIGNING_KEYS_URI: "aws-secretsmanager:picasso/staging/signing-keys",
    ROOT_KEY_URI: "aws-secretsmanager:picasso/staging/root-key",
    KEY_WRAPPER_URI: "aws-kms:alias/picasso",
    LEDGER_KEYS_URI: "aws-secretsmanager:picasso/staging/ledger-keys",
    AUDIT_ARCHIVE_URI: "aws-s3:picasso-staging-audit-archive",
    KMS_ENDPOINT: endpoint,
    SECRETS_MANAGER_ENDPOINT: endpoint,
  });
const ref = { tenantId: "north-clinic", conversationId: `cv_${"c".repeat(43)}` };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (failure) => (failure instanceof Problem ? failure.code : String(failure)),
  );

describe("data keys from KMS", () => {
  test("open for the tenant and conversation they were made for, and for no other", async () => {
    const wrapper = keyWrapper(config());
    const { plain, wrapped } = await wrapper.generate(ref);
    expect([plain.length, (await wrapper.unwrap(ref, wrapped)).equals(plain)]).toEqual([32, true]);
    expect(await codeOf(wrapper.unwrap({ ...ref, tenantId: "south-clinic" }, wrapped))).toBe("integrity-violation");
    expect(await codeOf(wrapper.unwrap({ ...ref, conversationId: "cv_x" }, wrapped))).toBe("integrity-violation");
    expect(asked.slice(0, 2)).toEqual(["TrentService.GenerateDataKey signed", "TrentService.Decrypt signed"]);
  });

  test("are wrapped anew by KMS, from the first of our keys that fits, without being shown", async () => {
    const { plain, wrapped } = await keyWrapper(config()).generate(ref);
    const both = keyWrapper({ ...config(), keyWrapperUri: "aws-kms:new,old" });
    const before = asked.length;
    const rewrapped = await both.rewrap(ref, wrapped);
    expect(asked.slice(before)).toEqual(["TrentService.ReEncrypt signed", "TrentService.ReEncrypt signed"]);
    expect([rewrapped.equals(wrapped), (await both.unwrap(ref, rewrapped)).equals(plain)]).toEqual([false, true]);
    expect(await codeOf(both.rewrap({ ...ref, tenantId: "south-clinic" }, wrapped))).toBe("integrity-violation");
    expect(await codeOf(keyWrapper({ ...config(), keyWrapperUri: "aws-kms:new" }).rewrap(ref, wrapped))).toBe(
      "integrity-violation",
    );
  });

  test("survive two failures of KMS and no more", async () => {
    const wrapper = keyWrapper(config());
    failuresLeft = 2;
    expect((await wrapper.generate(ref)).plain.length).toBe(32);
    failuresLeft = 3;
    expect(await codeOf(wrapper.generate(ref))).toBe("keys-unavailable");
    failuresLeft = 0;
  });
});

describe("secrets from Secrets Manager", () => {
  test("are read by name", async () => {
    const { rootKeyUri } = config();
    expect((await rootKeySource(() => secretTexts(config())(rootKeyUri))()).length).toBe(32);
    expect(asked.at(-1)).toBe("secretsmanager.GetSecretValue signed");
  });

  test("that are missing are 503, and are asked for again the next time", async () => {
    const source = rootKeySource(() => secretTexts(config())("aws-secretsmanager:none"));
    expect(await codeOf(source())).toBe("keys-unavailable");
    secrets.set("none", JSON.stringify({ secret: "B".repeat(43) }));
    expect((await source()).length).toBe(32);
  });
});

describe("the DynamoDB client", () => {
  const get = (client: ReturnType<typeof dynamoClient>) =>
    client.send(new GetItemCommand({ TableName: "t", Key: { pk: { S: "x" } } }));

  test("sends 200 requests over at most 50 connections, which it keeps", async () => {
    const client = dynamoClient(endpoint);
    const before = connections;
    for (const _ of [1, 2]) await Promise.all(Array.from({ length: 100 }, () => get(client)));
    expect(connections - before).toBe(50);
    client.destroy();
  });

  test("tries three times in all", async () => {
    const client = dynamoClient(endpoint);
    const before = asked.length;
    failuresLeft = 2;
    await get(client);
    failuresLeft = 3;
    await expect(get(client)).rejects.toThrow();
    expect(asked.length - before).toBe(6);
    failuresLeft = 0;
    client.destroy();
  });
});
