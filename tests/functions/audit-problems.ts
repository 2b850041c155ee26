import { randomUUID } from "node:crypto";
import type { ProblemCode } from "../../shared/contract/problem-codes.ts";
import type { Answer } from "../gateway.ts";
import { sealNow } from "../io/ledger/keeping.ts";
import type { Service } from "../service.ts";

const ask = (service: Service, path: string, token = service.tenants[0].secretKey) =>
  service.call(`GET /v1/audit/${path}`, { token });

/** A tenant of its own, whose ledger has one checkpoint and a record that is younger. */
const sealedTenant = async (service: Service): Promise<{ readonly token: string; readonly key: string }> => {
  const { tenantId, secretKey: token } = await service.addTenant(`clinic-${randomUUID().slice(0, 8)}`);
  await sealNow(service, tenantId);
  await service.call("GET /v1/sessions", { token });
  service.clock.ms += 1;
  const { events = [] } = (await ask(service, "events?action=session.list", token)).body as {
    readonly events?: readonly { readonly key: string }[];
  };
  return { token, key: encodeURIComponent(events[0]?.key ?? "") };
};

/** How each problem about ledgers comes about. */
export const auditProblems = (service: () => Service) =>
  ({
    "checkpoint-not-found": () => ask(service(), "checkpoints?number=99999"),
    "record-not-found": async () => {
      const { token, key } = await sealedTenant(service());
      return ask(service(), `proofs/inclusion?key=${key}x`, token);
    },
    "record-not-sealed": async () => {
      const { token, key } = await sealedTenant(service());
      return ask(service(), `proofs/inclusion?key=${key}`, token);
    },
  }) as const satisfies Partial<Record<ProblemCode, () => Promise<Answer>>>;
