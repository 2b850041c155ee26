import { createHash, createPublicKey } from "node:crypto";
import type { KMSClient, MessageType, SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import type { Config } from "../../config.ts";
import { rawSignature } from "../../domain/ledger/p256-signature.ts";
import { digestText, type StatementSigner } from "../../domain/ledger/signature.ts";
import type { PublishedKey, StatementKeys } from "../../domain/ledger/statement-keys.ts";
import { reached } from "../../problem.ts";
import { clientSettings, noKeys } from "./client-settings.ts";

/** The keys in KMS that sign statements: the first signs, those after it did. Read once: a key in KMS never changes. */
export type KmsKeys = () => Promise<StatementKeys>;

type Kms = { readonly kms: typeof import("./kms-signing-commands.ts"); readonly client: KMSClient };
type Ask = {
  readonly SigningAlgorithm: SigningAlgorithmSpec;
  readonly Message: Buffer;
  readonly MessageType: MessageType;
};
type Found = { readonly id: string; readonly isEd25519: boolean; readonly published: PublishedKey };

/** What KMS takes as a message; of longer ones it signs a digest, which Ed25519 without pre-hash has no place for. */
const mostBytes = 4096;

/** The signer that `aws-kms:KEY` names, with `,KEY` for keys that signed before. KMS is loaded on first use; failures are 503 `keys-unavailable`. */
export const kmsSigner = (uri: string, endpoints: Pick<Config["endpoints"], "kms">): KmsKeys => {
  const ids = uri.slice("aws-kms:".length).split(",");
  let loading: Promise<Kms> | undefined;
  let reading: Promise<readonly Found[]> | undefined;
  const loaded = () => {
    loading ??= loadKms(endpoints.kms);
    return loading;
  };

  return async () => {
    reading ??= reached(noKeys, async () => Promise.all(ids.map(async (id) => find(await loaded(), id))));
    const keys = await reading.catch((failure: unknown) => {
      reading = undefined;
      throw failure;
    });
    const [current] = keys;
    if (current === undefined) throw new Error("no key is named");
    return {
      signer: signerOf(current, loaded),
      published: keys.map(({ published }, index) => retired(published, keys[index - 1])),
    };
  };
};

const loadKms = async (endpoint: string | undefined): Promise<Kms> => {
  const kms = await import("./kms-signing-commands.ts");
  return { kms, client: new kms.KMSClient(clientSettings(endpoint)) };
};

/** A key signed until the one before it in the list was made. */
const retired = (key: PublishedKey, next: Found | undefined): PublishedKey =>
  next === undefined ? key : { ...key, retiredAt: next.published.createdAt };

const find = async ({ kms, client }: Kms, id: string): Promise<Found> => {
  const [{ PublicKey, SigningAlgorithms = [] }, { KeyMetadata }] = await Promise.all([
    client.send(new kms.GetPublicKeyCommand({ KeyId: id })),
    client.send(new kms.DescribeKeyCommand({ KeyId: id })),
  ]);
  const isEd25519 = SigningAlgorithms.includes("ED25519_SHA_512");
  if (!(isEd25519 || SigningAlgorithms.includes("ECDSA_SHA_256")))
    throw new Error("the key signs neither by Ed25519 nor by P-256");
  const { x = "", y = "" } = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: "der", type: "spki" }).export({
    format: "jwk",
  });
  const bytes = Buffer.concat([x, y].map((part) => Buffer.from(part, "base64url")));
  const published: PublishedKey = {
    keyId: `kms-${createHash("sha256").update(bytes).digest("base64url").slice(0, 16)}`,
    algorithm: isEd25519 ? "EdDSA" : "ES256",
    publicKey: bytes.toString("base64url"),
    createdAt: (KeyMetadata?.CreationDate ?? new Date(0)).toISOString(),
    retiredAt: null,
  };
  return { id, isEd25519, published };
};

const signerOf = ({ id, isEd25519, published }: Found, loaded: () => Promise<Kms>): StatementSigner => {
  const ask = (question: Ask): Promise<Buffer> =>
    reached(noKeys, async () => {
      const { kms, client } = await loaded();
      const { Signature } = await client.send(new kms.SignCommand({ KeyId: id, ...question }));
      if (Signature === undefined) throw new Error("KMS gave no signature");
      return Buffer.from(Signature);
    });
  const { keyId, publicKey } = published;
  return { keyId, publicKey, sign: (message) => (isEd25519 ? byEd25519(message, ask) : byP256(message, ask)) };
};

const byEd25519 = async (message: Buffer, ask: (question: Ask) => Promise<Buffer>) => {
  const isShort = message.length <= mostBytes;
  const Message = isShort ? message : digestText(message);
  const value = await ask({ SigningAlgorithm: "ED25519_SHA_512", MessageType: "RAW", Message });
  return { algorithm: isShort ? "EdDSA" : "EdDSA-SHA512", value } as const;
};

const byP256 = async (message: Buffer, ask: (question: Ask) => Promise<Buffer>) => {
  const asIs = { MessageType: "RAW", Message: message } as const;
  const digest = { MessageType: "DIGEST", Message: createHash("sha256").update(message).digest() } as const;
  const der = await ask({ SigningAlgorithm: "ECDSA_SHA_256", ...(message.length <= mostBytes ? asIs : digest) });
  return { algorithm: "ES256", value: rawSignature(der) } as const;
};
