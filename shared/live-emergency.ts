import type { EmergencyBody } from "./contract/forgetting/emergency.ts";
import type { Turn } from "./domain/conversation/turn.ts";
import type { CallContext } from "./domain/identity/call-context.ts";
import { actorOf } from "./domain/identity/caller.ts";
import { emergencyGrants, type Grant } from "./io/emergency/grants.ts";
import type { Conversations, LivePorts } from "./live-ports.ts";
import { macOfParts } from "./parts.ts";
import { Problem } from "./problem.ts";

/** Emergency access of operators to single conversations. */
export type Emergency = {
  readonly open: (call: CallContext, body: EmergencyBody) => Promise<Grant>;
  readonly read: (call: CallContext, grantId: string, before: number | undefined) => Promise<Page>;
};

type Page = { readonly conversationId: string; readonly turns: readonly Turn[]; readonly nextBefore: number | null };

const turnsAPage = 50;
const lastTurnNumber = Number.MAX_SAFE_INTEGER;

/** Emergency access behind the ports of a stage. */
export const emergencyAccess = (ports: LivePorts, conversations: Pick<Conversations, "page">): Emergency => {
  const grants = emergencyGrants(ports);

  /** The call as one of the grant's tenant, by this operator. */
  const asTenant = async (call: CallContext, tenantId: string): Promise<CallContext> => {
    const tenant = await ports.findTenant(tenantId);
    if (tenant === undefined) throw new Problem("tenant-not-found");
    return { ...call, tenant, caller: { kind: "operator-key", tenantId, keyId: actorOf(call.caller).id } };
  };

  return {
    open: async (call, { tenantId, conversationId, purpose, reason, minutes }) => {
      await asTenant(call, tenantId);
      const digest = macOfParts(await ports.purposeKey("hold-note"), tenantId, reason).toString("base64url");
      const order = { tenantId, conversationId, purpose, reasonDigest: digest, seconds: minutes * 60 };
      const grant = await grants.open(call, order);
      const { action, requestId } = call;
      ports.log({ level: "warn", event: "emergency.access", action, requestId, tenantId });
      return grant;
    },
    read: async (call, grantId, before = lastTurnNumber) => {
      const grant = await grants.find(call, grantId);
      const { tenantId, conversationId } = grant;
      const asked = await asTenant(call, tenantId);
      const turns = await conversations.page({ tenantId, conversationId }, asked, { before, limit: turnsAPage });
      const first = turns[0]?.turn ?? 1;
      return { conversationId, turns, nextBefore: first > 1 ? first : null };
    },
  };
};
