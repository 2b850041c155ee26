import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isSignedBy } from "../../shared/domain/ledger/signature.ts";
import { runCli } from "../cli/cli-process.ts";
import { clear, get, issue, problemOf, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { httpCall } from "./http-client.ts";
import { type OfflineInstance, startOffline } from "./offline-instance.ts";

let instance: OfflineInstance;
let call: Call;
beforeAll(async () => {
  instance = await startOffline({ rateLimits: "off" });
  call = httpCall(instance);
}, 240_000);
afterAll(() => instance.stop());

const key = () => instance.tenants[0]?.secretKey ?? "";

test("a hold is laid, refuses a clear and is lifted; then a person with a slash in the name is handed over and forgotten", async () => {
  const subject = "ward 7/bed 3?";
  const path = `/v1/subjects/${encodeURIComponent(subject)}`;
  const token = await issue(call, key(), { subject });
  await save(call, token, 1);
  const hold = (method: string) =>
    call(`${method} /v1/holds/conversation/${token.conversationId}`, { token: key(), body: { reason: "litigation" } });
  expect((await hold("PUT")).status).toBe(200);
  const refused = await clear(call, token);
  expect([refused.status, problemOf(refused)]).toEqual([409, "legal-hold"]);
  expect((await call(`DELETE ${path}`, { token: key() })).status).toBe(409);
  expect((await hold("DELETE")).status).toBe(200);

  const handedOver = await call(`GET ${path}/export?format=jsonl`, { token: key() });
  expect(handedOver.headers["content-type"]).toMatch(/^application\/jsonl/);
  expect(handedOver.text).toContain('"turn 1"');
  const erased = await call(`DELETE ${path}`, { token: key() });
  expect([erased.status, erased.body.statement]).toMatchObject([200, { conversations: 1, deleted: { turns: 1, keys: 1 } }]);
  const { publicKey = "" } = erased.body.signature ?? {};
  expect(isSignedBy(erased.body as never, publicKey)).toBe(true);
  expect((await get(call, token)).status).toBe(410);
  expect((await call(`DELETE ${path}`, { token: key() })).text).toBe(erased.text);
});

test("operators hold a tenant, check receipts and wrap data keys anew by their commands", async () => {
  const token = await issue(call, key(), { subject: "p" });
  const env = { PICASSO_URL: instance.baseUrl, PICASSO_OPERATOR_KEY: instance.operatorKey };
  const tenantId = instance.tenants[0]?.tenantId ?? "";
  const laid = await runCli(["hold", "set", tenantId, "--reason", "investigation", "--json"], env);
  expect([laid.code, JSON.parse(laid.out)]).toMatchObject([0, { hold: { reason: "investigation" }, nextCursor: null }]);
  expect(problemOf(await clear(call, token))).toBe("legal-hold");
  expect((await runCli(["hold", "lift", tenantId, "--reason", "matter-closed"], env)).out).toBe(`${tenantId} is under no hold.`);
  expect((await runCli(["hold", "set", tenantId], env)).code).toBe(2);

  const at = ["--data", instance.dataDir];
  const rewrapped = await runCli(["keys", "rewrap", "--json", ...at]);
  expect([rewrapped.code, JSON.parse(rewrapped.out).rewrapped > 0]).toEqual([0, true]);
  const receipt = await clear(call, token);
  const file = join(instance.dataDir, "receipt.json");
  await writeFile(file, receipt.text);
  const verified = await runCli(["receipt", "verify", file, ...at]);
  expect([verified.code, verified.out.startsWith("Signed by this service.")]).toEqual([0, true]);
  await writeFile(file, receipt.text.replace('"turns":0', '"turns":1'));
  expect((await runCli(["receipt", "verify", file, ...at])).code).toBe(1);
  await writeFile(file, "{}");
  expect((await runCli(["receipt", "verify", file, ...at])).code).toBe(2);
}, 240_000);
