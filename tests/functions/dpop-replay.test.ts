import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { unlimited } from "../../shared/io/rate-limiter.ts";
import { get, issue, said } from "../conversation-steps.ts";
import { type Answer, type Call, type CallOptions, gatewayOf, testDomain } from "../gateway.ts";
import { newDevice, type ProofWish } from "../proving-device.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let token: TokenAnswer;
let sent: { readonly command: string; readonly table: string; readonly round: number }[] = [];
let failing = false;
const device = newDevice();

/** Requests that were sent before the first of them was answered are one round trip. */
const watch = (): void => {
  let round = 0;
  let answered = true;
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      const { TableName = "", Key } = args.input as {
        readonly TableName?: string;
        readonly Key?: { readonly pk: { S: string } };
      };
      if (failing && Key?.pk.S.includes("used-proof")) throw Object.assign(new Error("x"), { name: "TimeoutError" });
      if (answered) round += 1;
      answered = false;
      sent.push({ command: context.commandName ?? "", table: TableName.replace("local-", ""), round });
      return next(args).finally(() => {
        answered = true;
      });
    },
    { step: "initialize", name: "watch" },
  );
};

beforeAll(async () => {
  service = await startService();
  watch();
});
afterAll(() => service.stop());
beforeEach(() => {
  // Neither in the first of 32 windows, nor near the end of one.
  service.clock.ms = (Math.floor(service.clock.ms / (32 * 60_000)) + 1) * 32 * 60_000 + 5 * 60_000;
});

const proof = ({ address, ...wish }: ProofWish) =>
  device.proof({ atMs: service.clock.ms, ...wish, address: `http://${testDomain}${address}` });
const route = () => `/v1/conversations/${token.conversationId}`;
const readProof = (wish: ProofWish = {}) => proof({ method: "GET", address: route(), accessToken: token.accessToken, ...wish });
const bound = (dpop: string): CallOptions => ({ headers: { authorization: `DPoP ${token.accessToken}`, dpop } });
const read = (dpop: string, call: Call = service.call): Promise<Answer> => call(`GET ${route()}`, bound(dpop));
const begin = async () => {
  const headers = { dpop: proof({ address: "/v1/tokens" }) };
  const body = { subject: `p-${Math.random()}` };
  token = (await service.call("POST /v1/tokens", { token: service.tenants[0].secretKey, headers, body })).body as TokenAnswer;
  sent = [];
};
const verdict = ({ status, body }: Answer) => [status, body.reason];
const tally = (answers: readonly Answer[]) =>
  Object.fromEntries([...Map.groupBy(answers, (each) => verdict(each).join(" "))].map(([name, group]) => [name, group.length]));

describe("a proof is good for one call", () => {
  beforeEach(begin);

  test("in one process", async () => {
    const dpop = readProof();
    const [first, second] = [await read(dpop), await read(dpop)];
    expect([first.status, verdict(second)]).toEqual([200, [401, "dpop-replayed"]]);
    expect(second.headers["WWW-Authenticate"]).toBe('DPoP algs="ES256 EdDSA", error="invalid_dpop_proof"');
    expect(second.headers.RateLimit).toEqual(expect.any(String));
  });

  test("in two processes, one after the other and both at once", async () => {
    const other = await service.elsewhere();
    const dpop = readProof();
    expect([(await read(dpop)).status, verdict(await read(dpop, other))]).toEqual([200, [401, "dpop-replayed"]]);
    const another = readProof();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => read(another, n % 2 ? other : service.call)));
    expect(tally(answers)).toEqual({ "200 ": 1, "401 dpop-replayed": 19 });
  });

  test("signed anew with the same jti, too, until nobody would take it for its age", async () => {
    const claims = { jti: "the-same-jti-again" };
    expect((await read(readProof({ claims }))).status).toBe(200);
    expect(verdict(await read(readProof({ claims })))).toEqual([401, "dpop-replayed"]);
    const late = readProof({ claims: { jti: "made-a-minute-ahead" }, atMs: service.clock.ms + 60_000 });
    expect((await read(late)).status).toBe(200);
    service.clock.ms += 120_000;
    expect(verdict(await read(late))).toEqual([401, "dpop-replayed"]);
    service.clock.ms += 1000;
    expect(verdict(await read(late))).toEqual([401, "dpop-invalid"]);
  });

  test("that saves, starts and refreshes as well", async () => {
    const put = `PUT ${route()}/turns/1`;
    const saving = bound(proof({ method: "PUT", address: `${route()}/turns/1`, accessToken: token.accessToken }));
    expect((await service.call(put, { ...saving, body: said("one") })).status).toBe(201);
    expect(verdict(await service.call(put, { ...saving, body: said("one") }))).toEqual([401, "dpop-replayed"]);
    const start = {
      token: service.tenants[0].secretKey,
      body: { subject: "p" },
      headers: { dpop: proof({ address: "/v1/tokens" }) },
    };
    expect((await service.call("POST /v1/tokens", start)).status).toBe(201);
    expect(verdict(await service.call("POST /v1/tokens", start))).toEqual([401, "dpop-replayed"]);
    const refresh = { token: token.refreshToken, headers: { dpop: proof({ address: "/v1/tokens/refresh" }) } };
    expect((await service.call("POST /v1/tokens/refresh", refresh)).status).toBe(200);
    expect(verdict(await service.call("POST /v1/tokens/refresh", refresh))).toEqual([401, "dpop-replayed"]);
  });

  test("also where limits are switched off", async () => {
    const ports = { ...service.ports, limiter: unlimited };
    const call = await gatewayOf({ ...ports, conversations: service.conversations }, service.clock);
    const dpop = readProof();
    expect([(await read(dpop, call)).status, verdict(await read(dpop, call))]).toEqual([200, [401, "dpop-replayed"]]);
  });
});

describe("the memory of used proofs", () => {
  beforeEach(begin);

  test("costs one request beside the limiter's, and nothing without a proof", async () => {
    await read(readProof());
    sent = [];
    await read(readProof());
    const limits = sent.filter(({ table }) => table === "rate-limits");
    expect(limits.map(({ command }) => command)).toEqual(["UpdateItemCommand", "UpdateItemCommand"]);
    expect(new Set(limits.map(({ round }) => round)).size).toBe(1);
    expect(new Set(sent.map(({ round }) => round)).size).toBe(2);
    const unbound = await issue(service.call, service.tenants[1].secretKey);
    await get(service.call, unbound);
    sent = [];
    await get(service.call, unbound);
    expect(sent.filter(({ table }) => table === "rate-limits").length).toBe(1);
  });

  test("refuses every call with a proof while it cannot be reached, and no other one", async () => {
    const unbound = await issue(service.call, service.tenants[1].secretKey);
    failing = true;
    const answers = [await read(readProof()), await get(service.call, unbound)];
    failing = false;
    expect(answers.map(({ status, body }) => [status, body.type])).toEqual([
      [503, "/problems/rate-limiter-unavailable"],
      [200, undefined],
    ]);
  });

  test("is not asked for a blocked caller", async () => {
    const limits = { ...defaultSettings.limits, callsPerMinute: 2 };
    await service.rewriteTenant(service.tenants[0].tenantId, { limits });
    await begin();
    const statuses = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await read(readProof())).status);
    expect(statuses).toContain(429);
    sent = [];
    expect((await read(readProof())).status).toBe(429);
    expect(sent).toEqual([]);
    await service.rewriteTenant(service.tenants[0].tenantId, { limits: defaultSettings.limits });
    service.clock.ms += 180_000;
  });
});

test("no proof, token or key of a device is logged, stored or answered", async () => {
  await begin();
  const claims = { jti: "a-jti-to-look-for-everywhere" };
  const dpop = readProof({ claims });
  const answers = [await read(dpop), await read(dpop), await read(dpop.replace(/.$/, ""))];
  const tables = Object.values(service.ports.tables).map((TableName) => service.dynamo.send(new ScanCommand({ TableName })));
  const stored = (await Promise.all(tables)).map(({ Items }) => JSON.stringify(Items));
  const sinks = [...service.logged, ...stored, ...answers.map(({ text, headers }) => text + JSON.stringify(headers))].join("\n");
  const parts = [...dpop.split("."), ...token.accessToken.split(".").slice(1), claims.jti, String(device.jwk.x)];
  expect(parts.filter((part) => sinks.includes(part))).toEqual([]);
  expect(service.logged.join()).toContain("dpop-replayed");
});
