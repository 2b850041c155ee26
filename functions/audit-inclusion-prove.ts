import { loadConfig } from "../shared/config.ts";
import { inclusionQuery } from "../shared/contract/audit/audit.ts";
import { json } from "../shared/http.ts";
import { type LedgerReading, ledgerReading } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { ledgerEndpoint } from "../shared/middleware/ledger-endpoint.ts";

type Needs = LivePorts & { readonly ledgers: Pick<LedgerReading, "inclusion"> };

/** GET /v1/audit/proofs/inclusion: a proof that a record is a leaf of the tree that a checkpoint signs. */
export const createHandler = (needs: Needs) =>
  ledgerEndpoint("audit.inclusion-prove", needs, async ({ tenantId, query }) => {
    const { conversationId = "", key, checkpoint: number } = query(inclusionQuery);
    const { record, leafIndex, proof, checkpoint } = await needs.ledgers.inclusion(tenantId, { conversationId, key }, number);
    return json(200, {
      entry: { key: record.key, record: JSON.parse(record.record) },
      leafHash: record.leaf.toString("base64url"),
      leafIndex,
      proof: proof.map((hash) => hash.toString("base64url")),
      checkpoint,
    });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, ledgers: ledgerReading(ports) });
