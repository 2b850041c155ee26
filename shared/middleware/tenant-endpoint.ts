import type * as z from "zod/mini";
import { tenantIdForm } from "../contract/tenant-id.ts";
import type { HttpAnswer } from "../http.ts";
import { Problem } from "../problem.ts";
import type { ChainPorts, ChainRules } from "./chain.ts";
import { type EndpointCall, endpoint, type Handler } from "./endpoint.ts";

export type TenantCall<Body = unknown> = EndpointCall<Body> & { readonly tenantId: string };

type Rules<Schema extends z.ZodMiniType> = Pick<ChainRules, "action" | "isRecordedByStore" | "isBodyOptional"> & {
  readonly body?: Schema;
  /** Whether a tenant's own secret key may make this call about its tenant. */
  readonly isForTenants?: boolean;
};

/**
 * An endpoint about the tenant that the path names, for operators. To a tenant every tenant but itself is 404, as if there were
 * none. What operators write about a tenant are their own words, so nothing of it is de-identified.
 */
export const tenantEndpoint = <Schema extends z.ZodMiniType = z.ZodMiniType>(
  { isForTenants, ...rules }: Rules<Schema>,
  ports: ChainPorts,
  handle: (call: TenantCall<z.infer<Schema>>) => Promise<HttpAnswer>,
): Handler => {
  const accepts = isForTenants === true ? (["operator-key", "secret-key"] as const) : (["operator-key"] as const);
  return endpoint<Schema>({ ...rules, accepts, isTextFree: true }, ports, (call) =>
    handle({ ...call, tenantId: tenantIdOf(call) }),
  );
};

const tenantIdOf = ({ context, pathParameter }: EndpointCall): string => {
  const tenantId = pathParameter("tenantId");
  const mayBeNamed = context.caller.kind === "operator-key" || context.caller.tenantId === tenantId;
  if (!mayBeNamed || !tenantIdForm.test(tenantId)) throw new Problem("tenant-not-found");
  return tenantId;
};
