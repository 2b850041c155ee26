import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { clear, get, issue, refresh, save } from "../conversation-steps.ts";
import type { Answer, Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let calls: readonly Call[];
beforeAll(async () => {
  service = await startService();
  calls = [service.call, await service.elsewhere(), await service.elsewhere()];
});
afterAll(() => service.stop());

const callOf = (number: number): Call => calls[number % calls.length] ?? service.call;
const key = () => service.tenants[0].secretKey;
const revoke = (call: Call, token: string, body: unknown) => call("POST /v1/tokens/revoke", { token, body });
const turns = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count));

/** Each of these ends the sign-in, whatever is under way. */
const enders: Readonly<Record<string, (call: Call, token: TokenAnswer, subject: string) => Promise<Answer>>> = {
  "revoke by access token": (call, token) => revoke(call, token.accessToken, {}),
  "revoke by refresh token": (call, token) => revoke(call, token.refreshToken, {}),
  "revoke of the conversation": (call, { conversationId }) => revoke(call, key(), { conversationId }),
  "revoke of the subject": (call, _token, subject) => revoke(call, key(), { subject }),
  "revoke of everything": (call) => revoke(call, key(), { everything: true }),
  clear: (call, token) => clear(call, token),
};

/** What tabs do meanwhile. */
const acts: Readonly<Record<string, (call: Call, token: TokenAnswer) => Promise<Answer>>> = {
  refresh: (call, token) => refresh(call, token.refreshToken),
  exchange: (call, token) => refresh(call, token.accessToken),
  read: (call, token) => get(call, token),
  save: (call, token) => save(call, token, 1),
};

type Act = { readonly kind: string; readonly process: number; readonly after: number };
const act = fc.record({ kind: fc.constantFrom(...Object.keys(acts)), process: fc.nat(2), after: fc.nat(6) });
const script = fc.record({
  ender: fc.constantFrom(...Object.keys(enders)),
  endsAfter: fc.nat(6),
  acts: fc.array(act, { minLength: 3, maxLength: 10 }),
  isDue: fc.boolean(),
});

/** Every token anybody holds after the race, the first ones included. */
const heldAfter = (first: TokenAnswer, answers: readonly Answer[]): readonly TokenAnswer[] => [
  first,
  ...answers.map(({ body }) => ({ ...first, ...body.token, ...(body.accessToken === undefined ? {} : body) }) as TokenAnswer),
];

const run = async (acting: readonly Act[], token: TokenAnswer): Promise<readonly Answer[]> =>
  Promise.all(
    acting.map(async ({ kind, process, after }) => {
      await turns(after);
      return (acts[kind] ?? get)(callOf(process), token);
    }),
  );

test("no token that was given before or during a revoke or a clear is good for anything after it, in any interleaving", async () => {
  await fc.assert(
    fc.asyncProperty(script, async ({ ender, endsAfter, acts: acting, isDue }) => {
      service.clock.ms += 1;
      const subject = `p-${Math.random()}`;
      const token = await issue(service.call, key(), { subject });
      if (isDue) service.clock.ms += 26 * 60_000;
      const end = async () => {
        await turns(endsAfter);
        return enders[ender]?.(callOf(endsAfter), token, subject);
      };
      const [ended, answers] = await Promise.all([end(), run(acting, token)]);
      expect([200, 204]).toContain(ended?.status);
      service.clock.ms += 1000;
      const tries = heldAfter(token, answers).flatMap((held) => [
        get(callOf(endsAfter + 1), held),
        refresh(callOf(endsAfter + 2), held.refreshToken),
        refresh(callOf(endsAfter), held.accessToken),
        save(callOf(endsAfter + 1), held, 2),
      ]);
      const after = await Promise.all(tries);
      expect(after.map(({ status }) => status).filter((status) => ![401, 410].includes(status))).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 300_000);

test("a suspension lets nothing through that a racing refresh brought, and no longer than it lasts", async () => {
  const { tenantId, secretKey } = service.tenants[1];
  const token = await issue(service.call, secretKey, { subject: "s" });
  const [, ...answers] = await Promise.all([
    service.rewriteTenant(tenantId, { status: "suspended" }),
    ...[0, 1, 2, 3].map((process) => refresh(callOf(process), token.refreshToken)),
  ]);
  const held = heldAfter(token, answers);
  const during = await Promise.all(held.flatMap((each) => [get(callOf(1), each), refresh(callOf(2), each.refreshToken)]));
  expect(new Set(during.map(({ status }) => status))).toEqual(new Set([403]));
  await service.rewriteTenant(tenantId, { status: "active" });
  expect((await get(callOf(0), held.at(-1) ?? token)).status).toBe(200);
});
