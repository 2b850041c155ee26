import { clear, issue, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import type { Service } from "../service.ts";

/** Ways to provoke the problems of forgetting. */
export const forgettingProblems = (service: () => Service, changedService: (change: object) => Promise<Call>) =>
  ({
    "legal-hold": async () => {
      const { tenantId, secretKey } = await service().addTenant("held-clinic");
      const token = await issue(service().call, secretKey);
      await service().rewriteTenant(tenantId, {
        hold: { sinceMs: service().clock.ms, reason: "litigation", by: "operator-key" },
      });
      return clear(service().call, token);
    },
    unfinished: async () => {
      const token = await issue(service().call, service().tenants[0].secretKey);
      await save(service().call, token, 1);
      let passedMs = 0;
      return clear(await changedService({ elapsedMs: () => (passedMs += 7000) }), token);
    },
  }) as const;
