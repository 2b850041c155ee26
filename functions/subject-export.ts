import { loadConfig } from "../shared/config.ts";
import { exportQuery } from "../shared/contract/forgetting/forgetting.ts";
import { exportAnswerOf, placeOf } from "../shared/domain/conversation-forgetting/export-answer.ts";
import { subjectOf } from "../shared/domain/identity/conversation-id.ts";
import { type Forgetting, forgettingStore } from "../shared/live-forgetting.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly forgetting: Forgetting };

const rules = { action: "subject.export", accepts: ["secret-key"], isRecordedByStore: false } as const;

/**
 * GET /v1/subjects/{subject}/export
 * All that is held of a subject's conversations, signed, a page at a time; recorded as a disclosure before it leaves.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, query, header, pathParameter }) => {
    const { cursor, format } = query(exportQuery);
    const subject = subjectOf(await needs.purposeKey("subject"), context.tenant.tenantId, pathParameter("subject"));
    const page = await needs.forgetting.exportSubject(context, subject, placeOf(cursor));
    return exportAnswerOf(page, { format, accept: header("accept") }, needs.signed);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, forgetting: forgettingStore(ports) });
