import { loadConfig } from "../shared/config.ts";
import { consistencyQuery } from "../shared/contract/audit/audit.ts";
import { json } from "../shared/http.ts";
import { type LedgerReading, ledgerReading } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { ledgerEndpoint } from "../shared/middleware/ledger-endpoint.ts";

type Needs = LivePorts & { readonly ledgers: Pick<LedgerReading, "consistency"> };

/** GET /v1/audit/proofs/consistency: a proof that a later tree begins with an earlier one. */
export const createHandler = (needs: Needs) =>
  ledgerEndpoint("audit.consistency-prove", needs, async ({ tenantId, query }) => {
    const { from: first, to: last } = query(consistencyQuery);
    const { from, to, proof } = await needs.ledgers.consistency(tenantId, first, last);
    return json(200, { from, to, proof: proof.map((hash) => hash.toString("base64url")) });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, ledgers: ledgerReading(ports) });
