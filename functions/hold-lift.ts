import { loadConfig } from "../shared/config.ts";
import { holdBody, holdPath, holdQuery } from "../shared/contract/forgetting/hold.ts";
import { checkHolder, holdAnswerOf, holdOrderOf } from "../shared/domain/conversation-forgetting/hold-order.ts";
import { json } from "../shared/http.ts";
import { type Forgetting, forgettingStore } from "../shared/live-forgetting.ts";
import { changeHold } from "../shared/live-holds.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";
import { checked } from "../shared/middleware/validate.ts";

type Needs = LivePorts & { readonly forgetting: Forgetting };

const rules = {
  action: "hold.lift",
  accepts: ["secret-key", "operator-key"],
  body: holdBody,
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * DELETE /v1/holds/{scope}/{id}
 * Lifts a legal hold, with a reason; what no other hold keeps expires from then on. Lifting it again is the same success.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body, query, pathParameter }) => {
    const { scope, id } = checked(holdPath, { scope: pathParameter("scope"), id: pathParameter("id") }, "path");
    checkHolder(context, scope);
    const order = holdOrderOf(await needs.purposeKey("hold-note"), context.tenant.tenantId, body);
    const change = { hold: undefined, order };
    const { cursor } = query(holdQuery);
    const held = await changeHold(needs, context, { scope, id, cursor, change });
    return json(200, holdAnswerOf(scope, held.hold, held.nextAfter));
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, forgetting: forgettingStore(ports) });
