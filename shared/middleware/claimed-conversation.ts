import { conversationIdForm } from "../contract/conversation-id.ts";
import type { ConversationRef } from "../domain/conversation/head.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { ApiEvent } from "./chain-state.ts";

/** The conversation a proven call is about: its token's, or the one its path names; undefined where there is none. */
export const claimedConversation = ({ caller, tenant }: CallContext, event: ApiEvent): ConversationRef | undefined => {
  const conversationId = "conversationId" in caller ? caller.conversationId : (event.pathParameters?.conversationId ?? "");
  return conversationIdForm.test(conversationId) ? { tenantId: tenant.tenantId, conversationId } : undefined;
};
