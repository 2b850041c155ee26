import { loadConfig } from "../shared/config.ts";
import { type TokenRevokeBody, tokenRevokeBody } from "../shared/contract/token.ts";
import type { Caller } from "../shared/domain/identity/caller.ts";
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
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tokens/revoke
 * Ends the caller's sign-in, or with `all` every sign-in of the conversation; its access tokens stop at their next call.
 * The conversation itself stays. Revoking again is the same success (RFC 7009).
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    const { ref, which } = revocationOf(context.caller, body ?? {});
    await needs.conversations.signIns.end(ref, context, which);
    return empty(204);
  });

/** A key names the conversation, all of whose sign-ins end; a token's own conversation is the only one it may mean. */
const revocationOf = (caller: Caller, body: TokenRevokeBody) => {
  const { tenantId } = caller;
  const isNamed = body.conversationId !== undefined;
  if ("family" in caller === isNamed) throw new Problem("invalid-request", { field: "body.conversationId" });
  if (!("family" in caller)) return { ref: { tenantId, conversationId: body.conversationId ?? "" }, which: "all" } as const;
  return { ref: caller, which: body.all === true ? ("all" as const) : { familyId: caller.family } };
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
