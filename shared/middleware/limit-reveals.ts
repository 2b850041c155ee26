import type { CallContext } from "../domain/identity/call-context.ts";
import { actorOf } from "../domain/identity/caller.ts";
import { overLimit, perMinute, type RateLimitPorts } from "./rate-question.ts";

const revealsPerMinute = 10;

/** Lets one key reveal ten values a minute, whatever the tenant's limits are: a stolen key must not empty a vault unseen. */
export const limitReveals = async ({ caller, tenant }: CallContext, { limiter }: RateLimitPorts): Promise<void> => {
  const identity = [tenant.tenantId, "reveal", actorOf(caller).id];
  const [standing] = await limiter.count([{ policy: "default", identity, limit: perMinute(revealsPerMinute) }]);
  const refusal = standing === undefined ? undefined : overLimit(standing);
  if (refusal !== undefined) throw refusal;
};
