import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { joinParts } from "../../parts.ts";
import type { ConversationRef } from "./head.ts";

/** Where a sealed value belongs. It opens nowhere else: another tenant, conversation, epoch, turn, attribute or key version is another AAD. */
export type SealContext = ConversationRef & {
  readonly epoch: number;
  readonly turn: number;
  readonly attribute: "turn" | "summary" | "aliases" | `vault:${string}`;
  readonly keyVersion: number;
};

/** The data key of a conversation (AES-256), and the ones before it, by version, that stored values may still be sealed with. */
export type DataKey = {
  readonly secret: KeyObject;
  readonly version: number;
  readonly older?: ReadonlyMap<number, KeyObject>;
};

/** The key under which a conversation digests the values it mentions; it dies with the data key (HKDF-SHA-256, RFC 5869). It is that of the first version, whatever came after: digests must stay comparable. */
export const aliasKeyOf = ({ secret }: Pick<DataKey, "secret">): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", secret, "picasso-context", "v1/aliases", 32)));

/** Thrown when a sealed value was altered, moved, cut or sealed under another key. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headerBytes = 2;
const keyVersionMax = 255;

/**
 * AES-256-GCM of `plaintext`: format version (1 byte), key version (1), nonce (12), ciphertext, tag (16); see docs/security/sealed-format.md.
 * `nonce` must be 12 fresh random bytes.
 */
export const seal = (key: DataKey, plaintext: Buffer, at: { readonly context: SealContext; readonly nonce: Buffer }): Buffer => {
  if (at.nonce.length !== nonceBytes || key.version > keyVersionMax) throw new RangeError("nonce or key version out of range");
  const cipher = createCipheriv("aes-256-gcm", key.secret, at.nonce);
  cipher.setAAD(aadOf(at.context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([formatVersion, key.version]), at.nonce, ciphertext, cipher.getAuthTag()]);
};

/** The plaintext of a sealed value that belongs to this context; throws SealBroken otherwise. */
export const unseal = (key: DataKey, sealed: Buffer, context: SealContext): Buffer => {
  const keyVersion = sealed[1] ?? 0;
  const secret = keyVersion === key.version ? key.secret : key.older?.get(keyVersion);
  if (sealed.length < headerBytes + nonceBytes + tagBytes || sealed[0] !== formatVersion || secret === undefined) {
    throw new SealBroken("not a sealed value of this key");
  }
  const nonce = sealed.subarray(headerBytes, headerBytes + nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", secret, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aadOf({ ...context, keyVersion }));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(headerBytes + nonceBytes, sealed.length - tagBytes)),
      decipher.final(),
    ]);
  } catch (cause) {
    throw new SealBroken("authentication failed", { cause });
  }
};

const aadOf = (context: SealContext): Buffer =>
  Buffer.from(
    joinParts(
      formatVersion,
      context.tenantId,
      context.conversationId,
      context.epoch,
      context.turn,
      context.attribute,
      context.keyVersion,
    ),
  );
