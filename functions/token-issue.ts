import { loadConfig } from "../shared/config.ts";
import { tokenIssueBody } from "../shared/contract/token.ts";
import { tokenRequestOf } from "../shared/domain/identity/beginning.ts";
import { signInRulesOf } from "../shared/domain/identity/family.ts";
import { tokenAnswer } from "../shared/domain/identity/token-answer.ts";
import { checkStart } from "../shared/domain/identity-dpop/sender-binding.ts";
import { json } from "../shared/http.ts";
import { signingIn } from "../shared/live-conversations.ts";
import { type Conversations, type LivePorts, livePorts, mintingNow } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "signIns"> };

const rules = {
  action: "token.issue",
  accepts: ["secret-key", "publishable-key"],
  body: tokenIssueBody,
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tokens
 * Starts a conversation or signs in to it once more: access and refresh token. The same start gives the same conversation.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    checkStart(context);
    const [conversationKey, subjectKey, refreshKey, minting] = await Promise.all([
      needs.purposeKey("conversation-id"),
      needs.purposeKey("subject"),
      needs.purposeKey("refresh-token"),
      mintingNow(needs),
    ]);
    const family = needs.randomBytes(12).toString("base64url");
    const request = tokenRequestOf(body, context.caller, { conversationKey, subjectKey, nowMs: needs.now(), family });
    const ref = { tenantId: context.tenant.tenantId, conversationId: request.conversationId };
    const { signIns } = needs.conversations;
    const signIn =
      request.kind === "start"
        ? await signIns.start(context, request)
        : await signIns.reopen(ref, context, { familyId: family, subject: request.subject });
    const answer = tokenAnswer(signIn, { ...minting, refreshKey, rules: signInRulesOf(context.tenant) });
    return json(201, answer, { Location: `/v1/conversations/${answer.conversationId}` });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: signingIn(ports) });
