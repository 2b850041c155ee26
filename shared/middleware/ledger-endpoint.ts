import { ledgerQuery, serviceLedgers } from "../contract/audit/audit.ts";
import type { HttpAnswer } from "../http.ts";
import { Problem } from "../problem.ts";
import type { ChainPorts } from "./chain.ts";
import { type EndpointCall, endpoint, type Handler } from "./endpoint.ts";

/** `tenantId`: whose ledger the call is about; empty for callers who proved nothing. */
export type LedgerCall = EndpointCall & { readonly tenantId: string };

/** An endpoint about one ledger: a tenant's key reaches its own and no other, an operator names one. */
export const ledgerEndpoint = (action: string, ports: ChainPorts, handle: (call: LedgerCall) => Promise<HttpAnswer>): Handler =>
  endpoint({ action, accepts: ["secret-key", "operator-key"], isRecordedByStore: false }, ports, (call) =>
    handle({ ...call, tenantId: ledgerOf(call) }),
  );

const ledgerOf = ({ context: { caller }, query }: EndpointCall): string => {
  const { tenantId } = query(ledgerQuery);
  if (caller.kind === "operator-key") return ledgerNamed(tenantId);
  if (tenantId !== undefined && tenantId !== caller.tenantId) throw new Problem("tenant-not-found");
  return caller.tenantId;
};

const [, unproven] = serviceLedgers;

const ledgerNamed = (tenantId: string | undefined): string => {
  if (tenantId === undefined) throw new Problem("invalid-request", { field: "query.tenantId" });
  return tenantId === unproven ? "" : tenantId;
};
