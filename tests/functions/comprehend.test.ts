import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Config } from "../../shared/config.ts";
import { append, contents, get, issue, save } from "../conversation-steps.ts";
import { type Call, gatewayOf } from "../gateway.ts";
import { type ComprehendServer, faults, startComprehend } from "../io/comprehend-server.ts";
import { type Service, startService } from "../service.ts";

/** No local detector knows it. */
const phrase = "seven grey tables";

let service: Service;
let server: ComprehendServer;

beforeAll(async () => {
  [service, server] = await Promise.all([startService(), startComprehend()]);
  server.known.set(phrase, { phi: "NAME", pii: "NAME" });
  const { tenantId } = service.tenants[0];
  const { dlp } = (await service.registry.find(tenantId)) ?? {};
  if (dlp !== undefined) await service.rewriteTenant(tenantId, { dlp: { ...dlp, comprehend: true } });
});
afterEach(() => {
  server.faultFor = () => undefined;
  server.asked.length = 0;
});
afterAll(async () => {
  await service.stop();
  await server.stop();
});

/** The service on a stage that asks Comprehend in a region, or on one that does not. */
const stageAsking = async (comprehendRegion: string | undefined): Promise<Call> => {
  const endpoints = { ...service.ports.config.endpoints, comprehend: server.endpoint, comprehendMedical: server.endpoint };
  const config: Config = { ...service.ports.config, comprehendRegion, endpoints };
  return gatewayOf({ ...service.ports, config, conversations: service.conversations }, service.clock);
};

const said = `it was ${phrase} at jane@example.com`;

describe("a tenant that wants Comprehend", () => {
  test("has what it finds replaced beside what is found here, before anything is stored", async () => {
    const call = await stageAsking("us-east-1");
    const token = await issue(call, service.tenants[0].secretKey);
    const saved = await save(call, token, [1, said]);
    expect([saved.status, saved.body.scrubbed]).toEqual([201, { NAME: 1, EMAIL_ADDRESS: 1 }]);
    await append(call, token, ["k", `${phrase} again`]);
    expect(contents(await get(call, token))).toEqual(["it was [NAME_1] at [EMAIL_1]", "[NAME_1] again"]);
    expect(server.asked.map(({ text }) => text)).toEqual([said, said, `${phrase} again`, `${phrase} again`]);
  });

  test("has its turn saved by the local result when Comprehend fails, with no word of it in the log", async () => {
    const call = await stageAsking("us-east-1");
    server.faultFor = () => faults.throttled;
    const token = await issue(call, service.tenants[0].secretKey);
    const before = service.logged.length;
    const saved = await save(call, token, [1, said]);
    expect([saved.status, saved.body.scrubbed]).toEqual([201, { EMAIL_ADDRESS: 1 }]);
    const lines = service.logged.slice(before);
    expect(lines.filter((line) => line.includes("ComprehendUnavailable")).length).toBe(2);
    expect(lines.join()).not.toMatch(/quiet|lamp|jane/);
  });

  test("has nothing sent before it is known and counted, and nothing of a body without text", async () => {
    const call = await stageAsking("us-east-1");
    const token = await issue(call, service.tenants[0].secretKey, { subject: phrase });
    const route = `PUT /v1/conversations/${token.conversationId}/turns/1`;
    const body = { messages: [{ role: "user", content: said }] };
    expect((await call(route, { token: "sk_nobody", body })).status).toBe(401);
    expect((await call(route, { token: token.accessToken, body: { messages: said } })).status).toBe(422);
    await get(call, token);
    expect(server.asked).toEqual([]);
  });

  test("has nothing sent on a stage that does not ask Comprehend", async () => {
    const call = await stageAsking(undefined);
    const token = await issue(call, service.tenants[0].secretKey);
    expect((await save(call, token, [1, said])).body.scrubbed).toEqual({ EMAIL_ADDRESS: 1 });
    expect(server.asked).toEqual([]);
  });
});

test("of a tenant that did not ask for it, nothing is sent", async () => {
  const call = await stageAsking("us-east-1");
  const token = await issue(call, service.tenants[1].secretKey);
  expect((await save(call, token, [1, said])).body.scrubbed).toEqual({ EMAIL_ADDRESS: 1 });
  expect(server.asked).toEqual([]);
});
