import { loadConfig } from "../shared/config.ts";
import { vaultRevealBody } from "../shared/contract/forgetting/vault.ts";
import { checkMayReveal } from "../shared/domain/dlp-policy/reveal.ts";
import { json } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";
import { limitReveals } from "../shared/middleware/limit-reveals.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "reveal"> };

/**
 * POST /v1/conversations/{conversationId}/vault/reveal
 * The value behind a placeholder, for the keys that an operator named for it. The ledger has purpose and reason before it leaves.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    { action: "vault.reveal", accepts: ["secret-key"], body: vaultRevealBody, isTextFree: true },
    needs,
    async ({ conversation, context, body }) => {
      checkMayReveal(context);
      await limitReveals(context, needs);
      const values = await needs.conversations.reveal(conversation, context, body);
      const { action, requestId, tenant } = context;
      needs.log({ level: "warn", event: "vault.revealed", action, requestId, tenantId: tenant.tenantId });
      return json(200, { placeholder: body.placeholder, values });
    },
  );

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
