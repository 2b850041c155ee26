import { loadConfig } from "../shared/config.ts";
import { checkpointQuery } from "../shared/contract/audit/audit.ts";
import { json } from "../shared/http.ts";
import { type LedgerReading, ledgerReading } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { ledgerEndpoint } from "../shared/middleware/ledger-endpoint.ts";

type Needs = LivePorts & { readonly ledgers: Pick<LedgerReading, "checkpoint" | "archived"> };

/** GET /v1/audit/checkpoints: a signed checkpoint of a ledger, and whether it is in the archive. */
export const createHandler = (needs: Needs) =>
  ledgerEndpoint("audit.checkpoint-get", needs, async ({ tenantId, query }) => {
    const which = query(checkpointQuery);
    const [checkpoint, archived] = await Promise.all([
      needs.ledgers.checkpoint(tenantId, which),
      needs.ledgers.archived(tenantId),
    ]);
    return json(200, { checkpoint, isArchived: checkpoint.statement.number <= archived });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, ledgers: ledgerReading(ports) });
