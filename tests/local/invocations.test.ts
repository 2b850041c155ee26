import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { type Invocations, startInvocations } from "../../local/invocations.ts";

const path = "/2015-03-31/functions/picasso-context-local-conversation-summarize/invocations";
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A gateway whose function fails so many times; what it was asked. */
const gateway = async (failures: number) => {
  const ran: { readonly url: string; readonly type: string; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [url = "", type] = [request.url, String(request.headers["x-amz-invocation-type"])];
    ran.push({ url, type, body: Buffer.concat(chunks).toString("utf8") });
    response.end(ran.length <= failures ? JSON.stringify({ errorMessage: "quiet tall lamp", errorType: "Error" }) : "null");
    server.emit("ran");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  return { ran, server, port: (server.address() as AddressInfo).port };
};

const invoke = ({ endpoint }: Invocations, to = path) => fetch(`${endpoint}${to}`, { method: "POST", body: '{"tenantId":"t"}' });

test("an invocation is accepted at once, run, and run again when the function fails", async () => {
  const { ran, server, port } = await gateway(1);
  const invocations = await startInvocations(port);
  stops.push(() => void invocations.stop());
  expect((await invoke(invocations)).status).toBe(202);
  while (ran.length < 2) await once(server, "ran");
  expect(ran).toEqual(Array.from({ length: 2 }, () => ({ url: path, type: "RequestResponse", body: '{"tenantId":"t"}' })));
});

test("anything else is not found, and nothing is run", async () => {
  const { ran, port } = await gateway(0);
  const invocations = await startInvocations(port);
  stops.push(() => void invocations.stop());
  for (const to of ["/", `${path}/x`, "/2015-03-31/functions/../x/invocations"])
    expect((await invoke(invocations, to)).status).toBe(404);
  expect(ran).toEqual([]);
});
