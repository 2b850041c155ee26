import type { Head } from "../conversation/head.ts";
import type { RetentionPolicy } from "../conversation/lifetimes.ts";
import type { Tenant } from "../identity/tenant.ts";
import type { Actor } from "../ledger/record.ts";

/** What a legal hold may be laid on. */
export const holdScopes = ["conversation", "subject", "tenant"] as const;
export type HoldScope = (typeof holdScopes)[number];

/** A legal hold: since when, why (one of the contract's reasons), and which kind of credential laid it. */
export type Hold = { readonly sinceMs: number; readonly reason: string; readonly by: Actor["kind"] };

/** The holds that are on a conversation, by what they were laid on. */
export type Holds = ReadonlyMap<HoldScope, Hold>;

/** What holds for a tenant's stored conversations now. */
export const retentionOf = ({ retention, hold }: Pick<Tenant, "retention" | "hold">): RetentionPolicy => ({ ...retention, hold });

/** Whether what is stored of this head's conversation stays, whatever its age: its items have no time to live then. */
export const isKept = ({ holds }: Pick<Head, "holds">): boolean => holds.size > 0;

/** Whether a hold is on the conversation now. That of a tenant counts from its record on, before it has reached every head. */
export const isOnHold = ({ holds }: Pick<Head, "holds">, { hold }: RetentionPolicy): boolean =>
  hold !== undefined || [...holds.keys()].some((scope) => scope !== "tenant");

/** The head as it is to be stored: with the hold of its tenant, when there is one. */
export const withTenantHold = <Holding extends Pick<Head, "holds">>(head: Holding, { hold }: RetentionPolicy): Holding =>
  hold === undefined || head.holds.has("tenant") ? head : { ...head, holds: new Map([...head.holds, ["tenant", hold]]) };
