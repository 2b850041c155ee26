import type { KMSClient } from "@aws-sdk/client-kms";
import type { Config } from "../../config.ts";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { clientSettings } from "./client-settings.ts";
import type { KeyWrapper } from "./key-wrapper.ts";
import { WrongWrapping } from "./wrong-wrapping.ts";

type Kms = { readonly kms: typeof import("./kms-commands.ts"); readonly client: KMSClient };

const contextOf = (ref: ConversationRef) => ({ tenantId: ref.tenantId, conversationId: ref.conversationId });

/** KMS says so of bytes that were altered, or wrapped for another context or under another key. */
const wrongWrappings = new Set(["InvalidCiphertextException", "IncorrectKeyException"]);

/** Data keys wrapped by KMS. The first key wraps; those after it only unwrap, while rows are wrapped anew. */
export const kmsWrapper = (config: Pick<Config, "keyWrapperUri" | "endpoints">): KeyWrapper => {
  const [KeyId = "", ...previousKeyIds] = config.keyWrapperUri.slice("aws-kms:".length).split(",");
  let loading: Promise<Kms> | undefined;
  const loaded = () => {
    loading ??= loadKms(config.endpoints.kms);
    return loading;
  };

  /** What the first of our keys that fits makes of the bytes. */
  const withFitting = async (use: (keyId: string) => Promise<Uint8Array | undefined>): Promise<Buffer> => {
    for (const keyId of [KeyId, ...previousKeyIds]) {
      const made = await use(keyId).catch((failure: unknown) => {
        if (failure instanceof Error && wrongWrappings.has(failure.name)) return undefined;
        throw failure;
      });
      if (made !== undefined) return Buffer.from(made);
    }
    throw new WrongWrapping("no key of ours opens this");
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
      const decrypt = (keyId: string) =>
        new kms.DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(ref) });
      return withFitting(async (keyId) => (await client.send(decrypt(keyId))).Plaintext);
    },
    rewrap: async (ref, wrapped) => {
      const { kms, client } = await loaded();
      const reEncrypt = (keyId: string) =>
        new kms.ReEncryptCommand({
          CiphertextBlob: wrapped,
          SourceKeyId: keyId,
          SourceEncryptionContext: contextOf(ref),
          DestinationKeyId: KeyId,
          DestinationEncryptionContext: contextOf(ref),
        });
      return withFitting(async (keyId) => (await client.send(reEncrypt(keyId))).CiphertextBlob);
    },
  };
};

const loadKms = async (endpoint: string | undefined): Promise<Kms> => {
  const kms = await import("./kms-commands.ts");
  return { kms, client: new kms.KMSClient(clientSettings(endpoint)) };
};
