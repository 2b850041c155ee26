import { macOfParts } from "../identity/purpose-key.ts";
import type { ConversationRef } from "./head.ts";

/**
 * The mark by which a repeated save finds its own first attempt: a keyed digest of place and content, 16 bytes.
 * `content` is the canonical text of the body before de-identification, so that a retry matches whatever the detectors do.
 */
export const writeIdOf = (
  key: Buffer,
  conversation: ConversationRef,
  write: { readonly name: string; readonly content: string },
): Buffer => macOfParts(key, conversation.tenantId, conversation.conversationId, write.name, write.content).subarray(0, 16);
