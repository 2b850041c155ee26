import type { KeyObject } from "node:crypto";
import { macOfParts } from "../../parts.ts";
import { Problem } from "../../problem.ts";
import type { ConversationRef } from "./head.ts";

/**
 * The mark by which a repeated save finds its own first attempt: a keyed digest of place and content, 16 bytes.
 * `content` is the canonical text of the body before de-identification, so that a retry matches whatever the detectors do.
 */
export const writeIdOf = (
  key: KeyObject,
  conversation: ConversationRef,
  write: { readonly name: string; readonly content: string },
): Buffer => macOfParts(key, conversation.tenantId, conversation.conversationId, write.name, write.content).subarray(0, 16);

const idempotencyKeyForm = /^[\x21-\x7e]{1,255}$/;

/** The Idempotency-Key of a call: 1 to 255 visible ASCII characters; 400 without one, 422 for any other form. */
export const idempotencyKeyOf = (header: string | undefined): string => {
  if (header === undefined || header === "") throw new Problem("idempotency-key-missing");
  if (!idempotencyKeyForm.test(header)) throw new Problem("invalid-request", { field: "header.Idempotency-Key" });
  return header;
};
