import type { DpopProof } from "../identity-dpop/dpop-proof.ts";
import type { LedgerEvent } from "../ledger/record.ts";
import { actorOf, type Caller, subjectOf } from "./caller.ts";
import type { Tenant } from "./tenant.ts";

/** What is known of one call once it is authenticated. Travels in arguments, never in module scope (TRAPS 11). */
export type CallContext = {
  readonly caller: Caller;
  readonly tenant: Tenant;
  /** The caller's proof that it holds a key, verified; absent where none was asked for or given. */
  readonly proof?: DpopProof;
  /** The operation, e.g. `conversation.save`. */
  readonly action: string;
  readonly requestId: string;
  /** When the gateway received the call: epoch milliseconds by our clock, and in this process's monotonic time. */
  readonly arrivedAtMs: number;
  readonly arrivedElapsedMs: number;
};

/** The ledger event of a call, with what the operation adds. */
export const ledgerEventOf = (call: CallContext, event: Pick<LedgerEvent, "outcome"> & Partial<LedgerEvent>): LedgerEvent => ({
  action: call.action,
  actor: actorOf(call.caller),
  requestId: call.requestId,
  ...subjectOf(call.caller),
  ...event,
});
