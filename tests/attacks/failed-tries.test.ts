import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { apiKeyText } from "../../shared/domain/identity/api-key.ts";
import { conversationStore, type LivePorts } from "../../shared/live-ports.ts";
import { get, issue, problemOf, refresh } from "../conversation-steps.ts";
import { type Answer, type Call, type CallOptions, gatewayOf } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let elsewhere: Call;
let good: TokenAnswer;
let requests: string[] = [];
beforeAll(async () => {
  service = await startService();
  elsewhere = await service.elsewhere();
  good = await issue(service.call, service.tenants[0].secretKey);
  service.dynamo.middlewareStack.add(
    (next, context) => (args) => {
      requests.push(`${context.commandName} ${(args.input as { readonly TableName?: string }).TableName}`);
      return next(args);
    },
    { step: "initialize", name: "count" },
  );
});
afterAll(() => service.stop());
beforeEach(() => {
  // The beginning of ten minutes after silent ones.
  service.clock.ms = Math.ceil(service.clock.ms / 600_000) * 600_000 + 1_200_000;
});

const wrongKey = (tenantId = "north-clinic") => apiKeyText("secret", tenantId, randomBytes(32));
const guess = (options: CallOptions = {}, call = service.call) =>
  call("POST /v1/tokens", { token: wrongKey(), body: { subject: "x" }, ...options });
const waitOf = ({ headers }: Answer) => Number(headers["Retry-After"] ?? 0);
const repeat = async <Value>(times: number, make: (index: number) => Promise<Value>): Promise<Value[]> => {
  const made: Value[] = [];
  for (let index = 0; index < times; index += 1) made.push(await make(index));
  return made;
};
/** Tries until the delay is over each time. */
const patient = async (times: number, make: () => Promise<Answer>): Promise<readonly (readonly [number, number])[]> =>
  repeat(times, async () => {
    const answer = await make();
    service.clock.ms += waitOf(answer) * 1000;
    return [answer.status, waitOf(answer)] as const;
  });

describe("whoever guesses at keys", () => {
  test("is answered 401 nine times, then 429 with a delay that doubles each time", async () => {
    const answers = await patient(15, () => guess({ sourceIp: "198.51.100.1" }));
    expect(answers).toEqual([...Array(9).fill([401, 0]), [429, 1], [429, 2], [429, 4], [429, 8], [429, 16], [429, 32]]);
  });

  test("costs no request and no ledger record while the delay lasts", async () => {
    await repeat(10, () => guess({ sourceIp: "198.51.100.2" }));
    await guess({ sourceIp: "198.51.100.2" });
    requests = [];
    const answer = await guess({ sourceIp: "198.51.100.2" });
    expect([answer.status, answer.body.reason, requests]).toEqual([429, "blocked", []]);
  });

  test("is known to every process by the first try there", async () => {
    await repeat(9, () => guess({ sourceIp: "198.51.100.3" }));
    expect((await guess({ sourceIp: "198.51.100.3" }, elsewhere)).status).toBe(429);
  });

  test("is counted by the key that is guessed at, from however many addresses", async () => {
    const answers = await repeat(12, (index) =>
      guess({ sourceIp: `198.51.100.${100 + index}`, token: wrongKey("south-clinic") }),
    );
    expect(answers.map(({ status }) => status)).toEqual([...Array(9).fill(401), 429, 429, 429]);
    expect((await guess({ sourceIp: "198.51.100.120", token: wrongKey("west-dental") })).status).toBe(401);
  });

  test("is counted by origin as well", async () => {
    const headers = { origin: "https://evil.example" };
    const answers = await repeat(11, (index) =>
      guess({ headers, sourceIp: `198.51.100.${150 + index}`, token: wrongKey(`no-tenant-${index}`) }),
    );
    expect(answers.map(({ status }) => status)).toEqual([...Array(9).fill(401), 429, 429]);
  });

  test("begins anew when twenty minutes have passed", async () => {
    await repeat(12, () => guess({ sourceIp: "198.51.100.4" }));
    service.clock.ms += 1_200_000;
    expect((await guess({ sourceIp: "198.51.100.4" })).status).toBe(401);
  });
});

describe("whoever forges tokens", () => {
  test("keeps getting 401, with a delay that doubles, and costs nothing while it lasts", async () => {
    const forged = `${good.accessToken.slice(0, -4)}AAAA`;
    const forgery = () =>
      get((route, options) => service.call(route, { ...options, sourceIp: "198.51.100.5" }), { ...good, accessToken: forged });
    const answers = await patient(12, forgery);
    expect(answers).toEqual([...Array(9).fill([401, 0]), [401, 1], [401, 2], [401, 4]]);
    await forgery();
    requests = [];
    const answer = await forgery();
    expect([answer.body.reason, answer.body.retryAfterSeconds, requests]).toEqual(["signature", waitOf(answer), []]);
  });

  test("is not mistaken for a client whose token has expired or ended: those are never held up", async () => {
    const old = await issue(service.call, service.tenants[0].secretKey);
    service.clock.ms += 40 * 60_000;
    const answers = await repeat(15, () => get(service.call, old));
    expect(new Set(answers.map((answer) => `${answer.body.reason} ${waitOf(answer)}`))).toEqual(new Set(["expired 0"]));
    expect((await refresh(service.call, old.refreshToken)).status).toBe(200);
  });
});

test("a failure that cannot be counted stays the refusal it is", async () => {
  const ports = {
    ...service.ports,
    limiter: { ...service.ports.limiter, count: () => Promise.reject(new Error("no counters")) },
  };
  const call = await gatewayOf({ ...ports, conversations: conversationStore(ports) }, service.clock);
  const answers = await repeat(12, () => guess({ sourceIp: "198.51.100.8", token: wrongKey("uncounted") }, call));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
});

describe("behind the same address as an attacker", () => {
  test("everybody with a good credential goes on: tokens, refresh tokens, keys", async () => {
    const sourceIp = "198.51.100.6";
    good = await issue(service.call, service.tenants[0].secretKey);
    await repeat(20, () => guess({ sourceIp }));
    const from: Call = (route, options) => service.call(route, { ...options, sourceIp });
    const answers = [
      await get(from, good),
      await refresh(from, good.refreshToken),
      await from("POST /v1/tokens", { token: service.tenants[0].secretKey, body: { subject: "y" } }),
      await from("POST /v1/tokens", { token: service.tenants[1].secretKey, body: { subject: "y" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 201]);
  });
});

describe("who asks what exists", () => {
  /** An answer without what differs in every answer, and all that was done for it: requests to storage, keys used for MACs. */
  const workFor = async (make: (call: Call) => Promise<Answer>) => {
    const macs: string[] = [];
    const purposeKey: LivePorts["purposeKey"] = (purpose) => {
      macs.push(purpose);
      return service.ports.purposeKey(purpose);
    };
    const { findTenant: _, ...ports } = service.ports;
    const findTenant: LivePorts["findTenant"] = (tenantId) => {
      service.registry.forget(tenantId);
      return service.registry.find(tenantId);
    };
    const fresh = { ...ports, findTenant, purposeKey };
    const call = await gatewayOf({ ...fresh, conversations: conversationStore(fresh) }, service.clock);
    requests = [];
    const { status, body, headers } = await make(call);
    const { instance: _instance, ...shown } = body;
    const names = Object.keys(headers).filter((name) => !/^X-/.test(name));
    return { status, shown, names, macs, requests: [...requests].sort() };
  };
  /** Without what depends on how many calls came before: tenants in memory, handfuls of shared allowances. */
  const aside = <Work extends { readonly requests: readonly string[] }>(work: Work) => ({
    ...work,
    requests: work.requests.filter((request) => !/tenants|rate-limits/.test(request)),
  });
  const unknown = `cv_${"A".repeat(43)}`;
  let address = 0;
  const sourceIp = () => {
    address += 1;
    return `203.0.113.${address}`;
  };

  test("learns nothing of tenants: a wrong key of one that exists is answered as that of none, by the same work", async () => {
    const real = await workFor((call) => guess({ sourceIp: sourceIp(), token: wrongKey("west-dental") }, call));
    const none = await workFor((call) => guess({ sourceIp: sourceIp(), token: wrongKey("never-seen") }, call));
    expect(real).toEqual(none);
    expect(real.shown).toMatchObject({ reason: "unknown-key" });
  });

  test("learns nothing of conversations: another tenant's is answered as none, by the same work, by key and by token", async () => {
    const theirs = await issue(service.call, service.tenants[1].secretKey);
    const own = await issue(service.call, service.tenants[0].secretKey);
    for (const token of [service.tenants[0].secretKey, own.accessToken]) {
      const ask = (id: string) => workFor((call) => call(`GET /v1/conversations/${id}`, { token, sourceIp: sourceIp() }));
      const [real, none] = [await ask(theirs.conversationId), await ask(unknown)];
      expect(aside(real)).toEqual(aside(none));
      expect(real.shown.type).toBe("/problems/conversation-not-found");
    }
  });

  test("learns nothing of subjects: reopening another subject's conversation is answered as reopening none", async () => {
    const theirs = await issue(service.call, service.tenants[0].secretKey, { subject: "somebody else" });
    const reopen = (conversationId: string) =>
      workFor((call) =>
        call("POST /v1/tokens", { token: service.tenants[0].secretKey, body: { subject: "me", conversationId } }),
      );
    expect(aside(await reopen(theirs.conversationId))).toEqual(aside(await reopen(unknown)));
  });

  test("learns nothing of sign-ins: revoking for a subject never seen is the success it is for one that exists", async () => {
    const revoke = (subject: string) =>
      service.call("POST /v1/tokens/revoke", { token: service.tenants[0].secretKey, body: { subject } });
    const [known, unseen] = [await revoke("me"), await revoke("never seen")];
    expect([known.status, known.text, problemOf(known)]).toEqual([unseen.status, unseen.text, problemOf(unseen)]);
  });
});
