import type { Config } from "../../config.ts";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { Problem, reached } from "../../problem.ts";
import { noKeys } from "./client-settings.ts";
import { fileWrapper } from "./file-wrapper.ts";
import { kmsWrapper } from "./kms-wrapper.ts";
import { WrongWrapping } from "./wrong-wrapping.ts";

/** Makes and opens data keys. A wrapped key opens only for the tenant and conversation it was made for. */
export type KeyWrapper = {
  readonly generate: (ref: ConversationRef) => Promise<{ readonly plain: Buffer; readonly wrapped: Buffer }>;
  /** The key; 500 `integrity-violation` when the bytes are not what was wrapped for this conversation. */
  readonly unwrap: (ref: ConversationRef, wrapped: Buffer) => Promise<Buffer>;
  /** The same key, wrapped under the wrapping key of today. */
  readonly rewrap: (ref: ConversationRef, wrapped: Buffer) => Promise<Buffer>;
};

/** The wrapper that `keyWrapperUri` names: `aws-kms:KEY_ID`, with `,KEY_ID` for keys before it, or `file:/PATH`. Other failures are 503 `keys-unavailable`. */
export const keyWrapper = (config: Config): KeyWrapper => {
  const wrapper = config.keyWrapperUri.startsWith("file:") ? fileWrapper(config.keyWrapperUri) : kmsWrapper(config);
  return {
    generate: (ref) => reached(noKeys, () => wrapper.generate(ref)),
    unwrap: (ref, wrapped) => opened(() => wrapper.unwrap(ref, wrapped)),
    rewrap: (ref, wrapped) => opened(() => wrapper.rewrap(ref, wrapped)),
  };
};

const opened = async (open: () => Promise<Buffer>): Promise<Buffer> => {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof WrongWrapping) throw new Problem("integrity-violation", {}, { cause });
    return reached(noKeys, () => Promise.reject(cause));
  }
};
