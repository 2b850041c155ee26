import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Tenant } from "../../domain/identity/tenant.ts";
import { text } from "../attributes.ts";
import { boundedCache, heldOrFetched } from "../bounded-cache.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { openTenant, sealedTenant, type TenantSeal } from "./sealed-tenant.ts";

export type TenantRegistry = {
  /** The tenant, at most one second old. */
  readonly find: (tenantId: string) => Promise<Tenant | undefined>;
  /** Lets go of what this process holds of a tenant: the next `find` reads it. */
  readonly forget: (tenantId: string) => void;
  /** Stores a tenant as a whole. */
  readonly write: (tenant: Tenant) => Promise<void>;
};

type Needs = TenantSeal & { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

const tenantCount = 5000;
/** How long a suspension or a new limit may take to reach every process. */
const tenantLifeMs = 1000;

/** Tenants, one item each. Calls that want the same one at the same time share a request. */
export const tenantRegistry = ({ dynamo, tables, now, purposeKey }: Needs): TenantRegistry => {
  const held = boundedCache<Promise<Tenant | undefined>>({ size: tenantCount, lifeMs: tenantLifeMs, now });

  const fetchTenant = async (tenantId: string): Promise<Tenant | undefined> => {
    const Key = { pk: text(tenantId) };
    const { Item } = await stored(() =>
      dynamo.send(new GetItemCommand({ TableName: tables.tenants, Key, ConsistentRead: true })),
    );
    return Item === undefined ? undefined : openTenant({ purposeKey }, tenantId, Item);
  };

  return {
    find: (tenantId) => heldOrFetched(held, tenantId, () => fetchTenant(tenantId)),
    forget: held.delete,
    write: async (tenant) => {
      const Item = await sealedTenant({ purposeKey }, tenant);
      await stored(() => dynamo.send(new PutItemCommand({ TableName: tables.tenants, Item })));
      held.delete(tenant.tenantId);
    },
  };
};
