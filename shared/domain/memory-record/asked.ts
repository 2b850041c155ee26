import { admit, admitService } from "../conversation/admission.ts";
import type { Head } from "../conversation/head.ts";
import { type CallContext, ledgerEventOf } from "../identity/call-context.ts";
import type { Tenant } from "../identity/tenant.ts";
import type { LedgerEvent } from "../ledger/record.ts";
import type { MemoryEngine } from "./learning.ts";

/** Who has a memory made, under which rules, and what the ledger says of it. */
export type MemoryAsked = {
  readonly tenant: Tenant;
  readonly admit: (head: Head | undefined) => Head;
  readonly event: (about: Partial<LedgerEvent>) => LedgerEvent;
  readonly engine: MemoryEngine;
};

type Needs = { readonly now: () => number; readonly memoryEngine: MemoryEngine };

/** A memory that a caller asks for. */
export const askedBy = (call: CallContext, { now, memoryEngine }: Needs): MemoryAsked => ({
  tenant: call.tenant,
  admit: (head) => admit(head, call, now()),
  event: (about) => ledgerEventOf(call, { outcome: "done", ...about }),
  engine: memoryEngine,
});

/** The memory of a conversation that the service looks after by itself. */
export const askedByService = (
  run: { readonly tenant: Tenant; readonly action: string; readonly requestId: string },
  { now, memoryEngine }: Needs,
): MemoryAsked => ({
  tenant: run.tenant,
  admit: (head) => admitService(head, run.tenant, now()),
  event: (about) => ({
    action: run.action,
    outcome: "done",
    actor: { kind: "service", id: "summary" },
    requestId: run.requestId,
    ...about,
  }),
  engine: memoryEngine,
});
