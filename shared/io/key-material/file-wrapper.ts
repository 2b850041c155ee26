import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { joinParts } from "../../parts.ts";
import type { KeyWrapper } from "./key-wrapper.ts";
import { WrongWrapping } from "./wrong-wrapping.ts";

const wrappingKey = z.object({ keyId: z.string(), secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
const wrappingKeys = z.extend(wrappingKey, { previous: z._default(z.array(wrappingKey), []) });

type WrappingKey = { readonly keyId: string; readonly bytes: Buffer };

const nonceBytes = 12;
const tagBytes = 16;
const wrappedBytes = nonceBytes + 32 + tagBytes;

/** Data keys wrapped by AES-256-GCM under a key file: nonce (12), ciphertext (32), tag (16). `previous` keys only unwrap. */
export const fileWrapper = (uri: string): KeyWrapper => {
  const keys = async (): Promise<readonly [WrappingKey, ...WrappingKey[]]> => {
    const { previous, ...current } = wrappingKeys.parse(JSON.parse(await readFile(new URL(uri), "utf8")));
    return [bytesOf(current), ...previous.map(bytesOf)];
  };
  const unwrap: KeyWrapper["unwrap"] = async (ref, wrapped) => {
    const plain = (await keys()).map((key) => opened(key, ref, wrapped)).find((each) => each !== undefined);
    if (plain === undefined) throw new WrongWrapping("no key of ours opens this");
    return plain;
  };
  return {
    generate: async (ref) => {
      const plain = randomBytes(32);
      return { plain, wrapped: closed((await keys())[0], ref, plain) };
    },
    unwrap,
    rewrap: async (ref, wrapped) => closed((await keys())[0], ref, await unwrap(ref, wrapped)),
  };
};

const bytesOf = ({ keyId, secret }: z.infer<typeof wrappingKey>): WrappingKey => ({
  keyId,
  bytes: Buffer.from(secret, "base64url"),
});

const aadOf = (ref: ConversationRef, keyId: string): Buffer =>
  Buffer.from(joinParts("data-key", keyId, ref.tenantId, ref.conversationId));

const closed = (key: WrappingKey, ref: ConversationRef, plain: Buffer): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(aadOf(ref, key.keyId));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const opened = (key: WrappingKey, ref: ConversationRef, wrapped: Buffer): Buffer | undefined => {
  if (wrapped.length !== wrappedBytes) return undefined;
  const nonce = wrapped.subarray(0, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aadOf(ref, key.keyId)).setAuthTag(wrapped.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
};
