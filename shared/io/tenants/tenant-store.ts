import { GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { operatorsId } from "../../domain/identity/caller.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { LedgerEvent } from "../../domain/ledger/record.ts";
import { Problem } from "../../problem.ts";
import { text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { openTenant } from "./sealed-tenant.ts";
import { type WriteNeeds, writeTenant } from "./tenant-write.ts";

/** What becomes of a tenant, and what of it the ledger is told beside who did it. */
export type TenantChange = { readonly tenant: Tenant; readonly event: Told };

type Told = Pick<LedgerEvent, "changed" | "keyId">;

export type TenantPage = { readonly tenants: readonly Tenant[]; readonly nextAfter: string | null };

/** Tenants as administrators see them: never from memory. */
export type TenantStore = {
  readonly read: (tenantId: string) => Promise<Tenant>;
  /** One page of all tenants, in no particular order. */
  readonly page: (query: Query) => Promise<TenantPage>;
  readonly create: (tenant: Tenant, call: CallContext, told: Told) => Promise<Tenant>;
  /** Changes a tenant as it is now. `decide` is asked again when somebody else came first; it refuses by throwing. */
  readonly change: (tenantId: string, call: CallContext, decide: (tenant: Tenant) => TenantChange) => Promise<Tenant>;
};

type Query = { readonly limit: number; readonly after?: string | undefined };

type Needs = WriteNeeds & { readonly forgetTenant: (tenantId: string) => void };

/** The tenants' records. Every change is one transaction with its ledger record; this process sees it at once. */
export const tenantStore = (needs: Needs): TenantStore => {
  const read = (tenantId: string) => readStored(needs, tenantId);
  return {
    read,
    page: (query) => pageAfter(needs, query),
    create: async (tenant, call, told) => {
      const event = ledgerEventOf(call, { outcome: "done", ...told });
      const created = await writeTenant(needs, async () => ({ known: undefined, next: tenant, event }));
      if (created === undefined) throw new Problem("tenant-exists");
      needs.forgetTenant(tenant.tenantId);
      return created;
    },
    change: async (tenantId, call, decide) => {
      const changed = await writeTenant(needs, async () => {
        const known = await read(tenantId);
        const { tenant, event } = decide(known);
        const next = { ...tenant, version: known.version + 1, updatedAtMs: needs.now() };
        return { known, next, event: ledgerEventOf(call, { outcome: "done", ...event }) };
      });
      needs.forgetTenant(tenantId);
      return changed ?? read(tenantId);
    },
  };
};

type Place = Pick<WriteNeeds, "dynamo" | "tables" | "purposeKey">;

const readStored = async ({ dynamo, tables, purposeKey }: Place, tenantId: string): Promise<Tenant> => {
  const get = new GetItemCommand({ TableName: tables.tenants, Key: { pk: text(tenantId) }, ConsistentRead: true });
  const { Item } = await stored(() => dynamo.send(get));
  if (Item === undefined) throw new Problem("tenant-not-found");
  return openTenant({ purposeKey }, tenantId, Item);
};

/** The operators' own record lies in the same table; where a page would end with it, it goes on. */
const pageAfter = async (place: Place, { limit, after }: Query): Promise<TenantPage> => {
  const start = after === undefined ? {} : { ExclusiveStartKey: { pk: text(after) } };
  const scan = new ScanCommand({ TableName: place.tables.tenants, Limit: limit, ConsistentRead: true, ...start });
  const { Items = [], LastEvaluatedKey } = await stored(() => place.dynamo.send(scan));
  const others = Items.filter((item) => item.pk?.S !== operatorsId);
  const tenants = await Promise.all(others.map((item) => openTenant(place, item.pk?.S ?? "", item)));
  const nextAfter = LastEvaluatedKey?.pk?.S ?? null;
  if (nextAfter !== operatorsId) return { tenants, nextAfter };
  const rest = await pageAfter(place, { limit: limit - tenants.length, after: nextAfter });
  return { tenants: [...tenants, ...rest.tenants], nextAfter: rest.nextAfter };
};
