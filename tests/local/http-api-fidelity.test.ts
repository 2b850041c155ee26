import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";

let offline: OfflineInstance;

beforeAll(async () => {
  offline = await startOffline();
});

afterAll(() => offline.stop());

const nonce = JSON.stringify({ clientNonce: randomBytes(32).toString("base64url") });

const instanceOf = async (answer: Response): Promise<string> =>
  z.object({ instance: z.string() }).parse(await answer.json()).instance;
const corsHeaders = (answer: Response): string[] =>
  [...answer.headers.keys()].filter((name) => name.startsWith("access-control-"));

test("no two requests share an id", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => fetch(`${offline.baseUrl}/nowhere`)));
  const instances = await Promise.all(answers.map(instanceOf));
  expect(new Set(instances).size).toBe(3);
  expect(instances[0]).toMatch(/^urn:request:[0-9a-f-]{36}$/);
});

test("the gateway adds no permission for a page whose origin the tenant does not list", async () => {
  const [tenant] = offline.tenants;
  const headers = {
    Authorization: `Bearer ${tenant?.publishableKey}`,
    "Content-Type": "application/json",
    Origin: "https://stranger.example",
  };
  const answer = await fetch(`${offline.baseUrl}/v1/tokens`, { method: "POST", headers, body: nonce });
  expect(answer.status).toBe(403);
  expect(corsHeaders(answer)).toEqual([]);
});

test("a preflight is answered by our function alone, status and all", async () => {
  const headers = { Origin: "https://page.example", "Access-Control-Request-Method": "POST" };
  const answer = await fetch(`${offline.baseUrl}/v1/tokens`, { method: "OPTIONS", headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
});
