import { loadConfig } from "../shared/config.ts";
import { subjectOf } from "../shared/domain/identity/conversation-id.ts";
import { json } from "../shared/http.ts";
import { type Forgetting, forgettingStore } from "../shared/live-forgetting.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly forgetting: Forgetting };

const rules = { action: "subject.erase", accepts: ["secret-key"], isRecordedByStore: true } as const;

/**
 * DELETE /v1/subjects/{subject}
 * Forgets every conversation of a subject, each as a clear would, with one signed receipt. Running it again resumes or repeats it.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, pathParameter }) => {
    const subject = subjectOf(await needs.purposeKey("subject"), context.tenant.tenantId, pathParameter("subject"));
    const statement = await needs.forgetting.eraseSubject(context, subject);
    return json(200, await needs.signed(statement));
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, forgetting: forgettingStore(ports) });
