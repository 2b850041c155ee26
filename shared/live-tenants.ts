import { type KeyOfTenant, readKeyUses } from "./io/tenants/key-use.ts";
import { type TenantStore, tenantStore } from "./io/tenants/tenant-store.ts";
import type { LivePorts } from "./live-ports.ts";

/** Tenants and the use of their keys, as administrators see and change them. */
export type Tenants = TenantStore & { readonly keyUses: (keys: readonly KeyOfTenant[]) => Promise<ReadonlyMap<string, number>> };

/** Tenant administration behind the ports of a stage. */
export const tenantAdministration = (ports: LivePorts): Tenants => ({
  ...tenantStore(ports),
  keyUses: (keys) => readKeyUses(ports, keys),
});
