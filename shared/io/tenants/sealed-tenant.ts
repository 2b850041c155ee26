import type { KeyObject } from "node:crypto";
import type { KeyPurpose } from "../../domain/identity/purpose-key.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { Item } from "../attributes.ts";
import { checkSealed, sealedItem } from "../conversation-items/sealed-item.ts";
import { readTenant, tenantItem } from "./tenant-item.ts";

/** Where the key comes from that tenants' records carry a MAC by. */
export type TenantSeal = { readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject> };

/** Written alone, by functions that may write nothing else of a tenant. Each is in the ledger, and a hold in every head as well. */
const writtenAlone: ReadonlySet<string> = new Set(["version", "hold", "tokensNotBefore"]);

const covered = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([name]) => !writtenAlone.has(name)));

/** A tenant as it is stored, with a MAC over keys, origins, status, limits, lifetimes and policies. */
export const sealedTenant = async ({ purposeKey }: TenantSeal, tenant: Tenant): Promise<Item> => {
  const item = tenantItem(tenant);
  return { ...item, ...sealedItem(covered(item), await purposeKey("tenant")) };
};

/** The tenant in a stored item; 500 `integrity-violation` when it is not as this service wrote it, for this tenant. */
export const openTenant = async ({ purposeKey }: TenantSeal, tenantId: string, item: Item): Promise<Tenant> => {
  checkSealed(covered(item), { pk: tenantId, key: await purposeKey("tenant") });
  return readTenant(item);
};
