import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { append, get, issue, refresh, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let calls: readonly Call[];
beforeAll(async () => {
  service = await startService();
  calls = [service.call, await service.elsewhere(), await service.elsewhere()];
});
afterAll(() => service.stop());

const key = () => service.tenants[0].secretKey;
const hold = (call: Call, method: string, { conversationId }: TokenAnswer) =>
  call(`${method} /v1/holds/conversation/${conversationId}`, { token: key(), body: { reason: "litigation" } });

const kinds = ["save", "append", "repeat", "read", "page", "refresh", "reopen", "hold", "lift", "export", "later"] as const;
type Step = { readonly kind: (typeof kinds)[number]; readonly by: number; readonly hours: number };

const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), by: fc.nat({ max: 2 }), hours: fc.nat({ max: 30 }) }), {
  minLength: 3,
  maxLength: 14,
});

/** One step of an honest user; what it is answered with. */
const take = async (token: TokenAnswer, { kind, by, hours }: Step, count: number): Promise<number> => {
  const call = calls[by] ?? service.call;
  const server = { ...token, accessToken: key() };
  const path = `/v1/conversations/${token.conversationId}`;
  if (kind === "later") service.clock.ms += hours * 3600_000;
  const made = {
    save: async () => save(call, server, [((await get(call, server)).body.turn ?? 0) + 1, `Jane Doe, ${count}`]),
    append: () => append(call, server, [`key ${count}`, `turn ${count}`]),
    repeat: () => append(call, server, [`key ${Math.max(0, count - 2)}`, `turn ${Math.max(0, count - 2)}`]),
    read: () => get(call, server),
    page: () => call(`GET ${path}/turns?limit=3`, { token: key() }),
    refresh: () => refresh(call, token.refreshToken),
    reopen: () => call("POST /v1/tokens", { token: key(), body: { subject: "honest", conversationId: token.conversationId } }),
    hold: () => hold(call, "PUT", token),
    lift: () => hold(call, "DELETE", token),
    export: () => call(`GET ${path}/export`, { token: key() }),
    later: () => get(call, server),
  } as const;
  return (await made[kind]()).status;
};

test("nothing that honest users do looks like tampering, and nothing fails", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      service.clock.ms += 1000;
      const token = await issue(service.call, key(), { subject: "honest" });
      const statuses: number[] = [];
      for (const [index, step] of history.entries()) statuses.push(await take(token, step, index));
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 300_000);
