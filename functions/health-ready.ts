import { loadConfig } from "../shared/config.ts";
import { type Check, runChecks } from "../shared/domain/delivery/readiness.ts";
import { json } from "../shared/http.ts";
import { conversationStore, type LivePorts, liveHealthChecks, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly checks: Readonly<Record<string, Check>> };

/**
 * GET /v1/health/ready
 * What each named check found by doing the thing: 200 when all work, 503 with the same body when one does not.
 */
export const createHandler = (needs: Needs) =>
  endpoint({ action: "health.ready", accepts: ["secret-key"], isRecordedByStore: false }, needs, async () => {
    const answer = await runChecks(needs.checks, needs);
    return json(answer.status === "fail" ? 503 : 200, answer);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, checks: liveHealthChecks(ports, conversationStore(ports)) });
