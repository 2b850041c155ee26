import { loadConfig } from "../shared/config.ts";
import { emergencyBody } from "../shared/contract/forgetting/emergency.ts";
import { isoOfSeconds } from "../shared/domain/conversation/state.ts";
import { json } from "../shared/http.ts";
import { conversationReading } from "../shared/live-conversations.ts";
import { type Emergency, emergencyAccess } from "../shared/live-emergency.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly emergency: Pick<Emergency, "open"> };

const rules = {
  action: "emergency.open",
  accepts: ["operator-key"],
  body: emergencyBody,
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/emergency-access
 * Lets an operator read one conversation for at most an hour, for a purpose and with a reason. On record, counted for an alarm,
 * at most five an hour.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    const { grantId, tenantId, conversationId, expiresAt } = await needs.emergency.open(context, body);
    const { purpose } = body;
    return json(201, { grantId, tenantId, conversationId, purpose, expiresAt: isoOfSeconds(expiresAt) });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, emergency: emergencyAccess(ports, conversationReading(ports)) });
