import type { CallContext } from "../../domain/identity/call-context.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";

export type TenantNeeds = {
  readonly findTenant: (tenantId: string) => Promise<Tenant | undefined>;
  readonly forgetTenant: (tenantId: string) => void;
};

/**
 * The call under its tenant's record as it is now: what is deleted does not come back, so a hold that another process laid a moment
 * ago must count. The health check's own tenant has no record.
 */
export const underTenantOfNow = async (needs: TenantNeeds, call: CallContext): Promise<CallContext> => {
  const { tenantId } = call.tenant;
  needs.forgetTenant(tenantId);
  const tenant = await needs.findTenant(tenantId);
  return tenant === undefined ? call : { ...call, tenant };
};
