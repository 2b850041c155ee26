import { loadConfig } from "../shared/config.ts";
import { tokenRevokeBody } from "../shared/contract/token.ts";
import { subjectPseudonym } from "../shared/domain/identity/conversation-id.ts";
import { revocationOf } from "../shared/domain/identity/revocation.ts";
import { empty } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "signIns" | "revocations"> };

const rules = {
  action: "token.revoke",
  accepts: ["refresh-token", "access-token", "secret-key"],
  body: tokenRevokeBody,
  isBodyOptional: true,
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tokens/revoke
 * Ends the caller's sign-in, with `all` every sign-in of the conversation; for a secret key those of a conversation, of a subject
 * or of the whole tenant. Their tokens stop at their next call; conversations stay. Revoking again is the same success (RFC 7009).
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    const { signIns, revocations } = needs.conversations;
    const revocation = revocationOf(context.caller, body ?? {});
    if (revocation.of === "conversation") await signIns.end(revocation.ref, context, revocation.which);
    if (revocation.of === "tenant") await revocations.endTenant(context);
    if (revocation.of === "subject") {
      const key = await needs.purposeKey("subject");
      await revocations.endSubject(context, subjectPseudonym(key, context.tenant.tenantId, revocation.subject));
    }
    return empty(204);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
