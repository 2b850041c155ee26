import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { apiKeyText, hashApiKey } from "../../shared/domain/identity/api-key.ts";
import { operatorsId } from "../../shared/domain/identity/caller.ts";
import { clear, contents, issue, problemOf, save } from "../conversation-steps.ts";
import { scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const hourMs = 3600_000;
const start = async (): Promise<TokenAnswer> => {
  service.clock.ms += hourMs;
  const token = await issue(service.call, service.tenants[0].secretKey);
  await save(service.call, token, [1, "what was said"]);
  return token;
};
const open = ({ conversationId }: TokenAnswer, more: object = {}, token = service.operatorKey) => {
  const body = { tenantId: "north-clinic", conversationId, purpose: "patient-safety", reason: "Mrs. Canary needs help" };
  return service.call("POST /v1/emergency-access", { token, body: { ...body, ...more } });
};
const read = (grantId: unknown, token = service.operatorKey) =>
  service.call(`GET /v1/emergency-access/${String(grantId)}`, { token });
const grantOf = (answer: { readonly text: string }): string => JSON.parse(answer.text).grantId;

test("opens one conversation to one operator until it expires", async () => {
  const token = await start();
  const opened = await open(token, { minutes: 5 });
  expect(opened.status).toBe(201);
  const grantId = grantOf(opened);
  expect(contents(await read(grantId))).toEqual(["what was said"]);
  service.clock.ms += 5 * 60_000 - 1000;
  expect((await read(grantId)).status).toBe(200);
  service.clock.ms += 1000;
  expect([(await read(grantId)).status, problemOf(await read(grantId))]).toEqual([403, "not-allowed"]);
});

test("is nobody else's, whatever they know of it", async () => {
  const token = await start();
  const grantId = grantOf(await open(token));
  const other = apiKeyText("operator", operatorsId, randomBytes(32));
  const operators = await service.registry.find(operatorsId);
  const hash = hashApiKey(await service.ports.purposeKey("api-key"), other);
  const keys = [...(operators?.keys ?? []), { keyId: "k-other", kind: "operator", hash, createdAtMs: 0 } as const];
  await service.rewriteTenant(operatorsId, { keys });
  service.clock.ms += 1001;
  expect((await read(grantId, other)).status).toBe(403);
  expect((await read(`${grantId.slice(0, -1)}${grantId.endsWith("A") ? "B" : "A"}`)).status).toBe(403);
  expect((await open(token, {}, service.tenants[0].secretKey)).status).toBe(403);
  expect((await read(grantId, token.accessToken)).status).toBe(401);
});

test("is on record for operators and for the tenant, with its purpose and no word of the reason, and rings an alarm", async () => {
  const token = await start();
  const grantId = grantOf(await open(token));
  await read(grantId);
  const everything = (await scanAll(service)).map(({ item }) => textOfItem(item));
  expect(everything.filter((text) => text.includes("Canary"))).toEqual([]);
  expect(service.logged.some((line) => line.includes('"EmergencyAccess":1'))).toBe(true);
  expect(service.logged.some((line) => line.includes("Canary"))).toBe(false);
  const records = (await scanAll(service)).flatMap(({ item }) =>
    item.record?.S === undefined ? [] : [JSON.parse(item.record.S)],
  );
  const opened = records.filter(({ emergency }) => emergency?.grantId === grantId);
  expect(opened.map(({ tenantId }) => tenantId).sort()).toEqual(["@operators", "north-clinic"]);
  expect(opened[0]?.emergency).toMatchObject({ reason: "patient-safety", seconds: 900 });
  const reads = records.filter(
    ({ action, conversationId }) => action === "emergency.read" && conversationId === token.conversationId,
  );
  expect(reads.map(({ actor }) => actor)).toEqual([{ kind: "operator-key", id: "k-operator" }]);
});

test("is given five times an hour, and needs purpose, reason and a time within the hour", async () => {
  const token = await start();
  for (const more of [{ purpose: "curiosity" }, { reason: "short" }, { minutes: 61 }, { minutes: 0 }, { reason: undefined }]) {
    expect((await open(token, more)).status).toBe(422);
  }
  service.clock.ms = Math.ceil(service.clock.ms / hourMs) * hourMs;
  const answers = [];
  for (let count = 0; count < 6; count += 1) answers.push(await open(token, { minutes: 1 }));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429]);
  expect(answers.at(-1)?.headers["Retry-After"]).toBe("3600");
  service.clock.ms += hourMs;
  expect((await open(token)).status).toBe(201);
});

test("brings nothing back", async () => {
  const token = await start();
  const grantId = grantOf(await open(token));
  await clear(service.call, token);
  expect(problemOf(await read(grantId))).toBe("conversation-cleared");
  expect(problemOf(await open(token, { tenantId: "nobody-here" }))).toBe("tenant-not-found");
});
