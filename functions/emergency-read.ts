import { loadConfig } from "../shared/config.ts";
import { emergencyPath, emergencyQuery } from "../shared/contract/forgetting/emergency.ts";
import { json } from "../shared/http.ts";
import { conversationReading } from "../shared/live-conversations.ts";
import { type Emergency, emergencyAccess } from "../shared/live-emergency.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";
import { checked } from "../shared/middleware/validate.ts";

type Needs = LivePorts & { readonly emergency: Pick<Emergency, "read"> };

const rules = { action: "emergency.read", accepts: ["operator-key"], isRecordedByStore: true } as const;

/**
 * GET /v1/emergency-access/{grantId}
 * A page of the conversation that a grant is for, to the operator who holds it. Every page is on record in the conversation's ledger.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, query, pathParameter }) => {
    const { grantId } = checked(emergencyPath, { grantId: pathParameter("grantId") }, "path");
    const { before } = query(emergencyQuery);
    return json(200, await needs.emergency.read(context, grantId, before));
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, emergency: emergencyAccess(ports, conversationReading(ports)) });
