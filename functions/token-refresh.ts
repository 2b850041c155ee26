import { loadConfig } from "../shared/config.ts";
import { signInRulesOf } from "../shared/domain/identity/family.ts";
import { claimedGrantName } from "../shared/domain/identity/refresh-token.ts";
import { isDueForRenewal } from "../shared/domain/identity/renewal.ts";
import { accessAnswer, repeatedAnswer, tokenAnswer } from "../shared/domain/identity/token-answer.ts";
import { json } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts, mintingNow } from "../shared/live-ports.ts";
import { presentedCredential } from "../shared/middleware/chain-state.ts";
import { endpoint, type Handler } from "../shared/middleware/endpoint.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "signIns" | "refreshes"> };

const rules = { action: "token.refresh", accepts: ["refresh-token", "access-token"], isRecordedByStore: true } as const;

/**
 * POST /v1/tokens/refresh
 * A refresh token rotates: new access and refresh token, the same successor for every tab that races. A still valid access
 * token is exchanged for a new one in its last five minutes, and comes back as it is before that.
 */
export const createHandler = (needs: Needs): Handler => {
  const run = endpoint(rules, needs, async ({ context, credential }) => {
    const { caller } = context;
    const { signIns } = needs.conversations;
    if (caller.kind === "refresh-token") {
      const [signIn, refreshKey] = await Promise.all([signIns.rotate(context, caller), needs.purposeKey("refresh-token")]);
      return json(200, tokenAnswer(signIn, { ...(await mintingNow(needs)), refreshKey, rules: signInRulesOf(context.tenant) }));
    }
    if (caller.kind !== "access-token") throw new Problem("not-allowed");
    const signIn = await signIns.keepAlive(caller, context, caller.family);
    if (isDueForRenewal(caller, needs.now())) return json(200, accessAnswer(signIn, await mintingNow(needs)));
    return json(200, repeatedAnswer(signIn, caller, { accessToken: credential, nowMs: needs.now() }));
  });
  return (event, context) =>
    needs.conversations.refreshes.during(
      claimedGrantName(presentedCredential(event.headers.authorization)?.credential ?? ""),
      () => run(event, context),
    );
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
