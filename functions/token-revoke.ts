import { loadConfig } from "../shared/config.ts";
import { tokenRevokeBody } from "../shared/contract/token.ts";
import { empty } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "signIns"> };

const rules = {
  action: "token.revoke",
  accepts: ["refresh-token", "access-token", "secret-key"],
  body: tokenRevokeBody,
  isBodyOptional: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tokens/revoke
 * Ends the caller's sign-in, or with `all` every sign-in of the conversation; its access tokens stop at their next call.
 * The conversation itself stays. Revoking again is the same success (RFC 7009).
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    const { caller } = context;
    if (!("family" in caller)) {
      if (body?.conversationId === undefined) throw new Problem("invalid-request", { field: "body.conversationId" });
      await needs.conversations.signIns.end({ tenantId: caller.tenantId, conversationId: body.conversationId }, context, "all");
      return empty(204);
    }
    if (body?.conversationId !== undefined) throw new Problem("invalid-request", { field: "body.conversationId" });
    await needs.conversations.signIns.end(caller, context, body?.all === true ? "all" : { familyId: caller.family });
    return empty(204);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
