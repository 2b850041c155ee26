import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";
import { newDevice } from "../proving-device.ts";

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

/** The status line and the body of a request written by hand. */
const rawCall = async (path: string, headers: readonly string[]): Promise<string> => {
  const { port, hostname } = new URL(offline.baseUrl);
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`,
  );
  return text(socket);
};

test("a header that comes twice reaches the function joined, so two credentials are none", async () => {
  const [tenant] = offline.tenants;
  const good = `Authorization: Bearer ${tenant?.secretKey}`;
  const path = "/v1/health/ready";
  expect(await rawCall(path, [good])).toMatch(/^HTTP\/1\.1 200 /);
  for (const lines of [
    [good, good],
    [good, "Authorization: Bearer x"],
    ["authorization: Bearer x", good],
  ]) {
    const answer = await rawCall(path, lines);
    expect([answer.split(" ")[1], answer.includes('"reason":"')]).toEqual(["401", true]);
  }
});

test("a request names the domain it came to, so that a proof fits under the address a page knows and under no other", async () => {
  const device = newDevice();
  const [tenant] = offline.tenants;
  const startAt = (address: string): Promise<Response> =>
    fetch(`${offline.baseUrl}/v1/tokens`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${tenant?.secretKey}`,
        "Content-Type": "application/json",
        DPoP: device.proof({ address, atMs: Date.now() }),
      },
      body: JSON.stringify({ subject: "somebody" }),
    });
  const started = await startAt(`${offline.baseUrl}/v1/tokens`);
  const { conversationId, accessToken } = z
    .object({ conversationId: z.string(), accessToken: z.string(), tokenType: z.literal("DPoP") })
    .parse(await started.json());
  const address = `${offline.baseUrl}/v1/conversations/${conversationId}`;
  const dpop = device.proof({ method: "GET", address, accessToken, atMs: Date.now() });
  const read = await fetch(`${address}?recent=0`, { headers: { Authorization: `DPoP ${accessToken}`, DPoP: dpop } });
  const elsewhere = await startAt("https://api.clinic.example/v1/tokens");
  expect([started.status, read.status, elsewhere.status]).toEqual([201, 200, 401]);
});
