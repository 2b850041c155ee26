import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { KMSClient } from "@aws-sdk/client-kms";
import * as z from "zod/mini";
import type { Config } from "../../config.ts";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { joinParts } from "../../parts.ts";
import { reached } from "../../problem.ts";
import { clientSettings, noKeys } from "./client-settings.ts";

/** Makes and opens data keys. A wrapped key opens only for the tenant and conversation it was made for. */
export type KeyWrapper = {
  readonly generate: (ref: ConversationRef) => Promise<{ readonly plain: Buffer; readonly wrapped: Buffer }>;
  readonly unwrap: (ref: ConversationRef, wrapped: Buffer) => Promise<Buffer>;
};

/** The wrapper that `keyWrapperUri` names: `aws-kms:KEY_ID` or `file:/PATH`. Failures are 503 `keys-unavailable`. */
export const keyWrapper = (config: Config): KeyWrapper => {
  const wrapper = config.keyWrapperUri.startsWith("file:") ? fileWrapper(config.keyWrapperUri) : kmsWrapper(config);
  return {
    generate: (ref) => reached(noKeys, () => wrapper.generate(ref)),
    unwrap: (ref, wrapped) => reached(noKeys, () => wrapper.unwrap(ref, wrapped)),
  };
};

const kmsWrapper = (config: Config): KeyWrapper => {
  const KeyId = config.keyWrapperUri.slice("aws-kms:".length);
  const contextOf = (ref: ConversationRef) => ({ tenantId: ref.tenantId, conversationId: ref.conversationId });
  let loading: Promise<{ readonly kms: typeof import("./kms-commands.ts"); readonly client: KMSClient }> | undefined;
  const loaded = () => {
    loading ??= loadKms(config.endpoints.kms);
    return loading;
  };
  return {
    generate: async (ref) => {
      const { kms, client } = await loaded();
      const made = await client.send(
        new kms.GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256", EncryptionContext: contextOf(ref) }),
      );
      if (made.Plaintext === undefined || made.CiphertextBlob === undefined) throw new Error("KMS gave no key");
      return { plain: Buffer.from(made.Plaintext), wrapped: Buffer.from(made.CiphertextBlob) };
    },
    unwrap: async (ref, wrapped) => {
      const { kms, client } = await loaded();
      const opened = await client.send(
        new kms.DecryptCommand({ KeyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(ref) }),
      );
      if (opened.Plaintext === undefined) throw new Error("KMS gave no key");
      return Buffer.from(opened.Plaintext);
    },
  };
};

const loadKms = async (endpoint: string | undefined) => {
  const kms = await import("./kms-commands.ts");
  return { kms, client: new kms.KMSClient(clientSettings(endpoint)) };
};

const wrappingKey = z.object({ keyId: z.string(), secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key file: nonce (12), ciphertext (32), tag (16). */
const fileWrapper = (uri: string): KeyWrapper => {
  const key = async () => {
    const { keyId, secret } = wrappingKey.parse(JSON.parse(await readFile(new URL(uri), "utf8")));
    return { keyId, bytes: Buffer.from(secret, "base64url") };
  };
  const aadOf = (ref: ConversationRef, keyId: string) =>
    Buffer.from(joinParts("data-key", keyId, ref.tenantId, ref.conversationId));
  return {
    generate: async (ref) => {
      const { keyId, bytes } = await key();
      const plain = randomBytes(32);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", bytes, nonce).setAAD(aadOf(ref, keyId));
      const wrapped = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { plain, wrapped };
    },
    unwrap: async (ref, wrapped) => {
      const { keyId, bytes } = await key();
      const decipher = createDecipheriv("aes-256-gcm", bytes, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAAD(aadOf(ref, keyId)).setAuthTag(wrapped.subarray(-tagBytes));
      return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },
  };
};
