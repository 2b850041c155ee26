import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { loopback } from "./ports.ts";

/** The queue in front of functions that are invoked asynchronously. */
export type Invocations = { readonly endpoint: string; readonly stop: () => Promise<void> };

const attempts = 3;
const pauseMs = 1000;
const path = /^\/2015-03-31\/functions\/[A-Za-z0-9_-]{1,64}\/invocations$/;

/**
 * Takes asynchronous invocations as Lambda does: accepts them at once, runs the function then, and once or twice again when it
 * fails. The gateway's own port runs functions too, but one that fails there after it was accepted would end the gateway.
 */
export const startInvocations = async (lambdaPort: number): Promise<Invocations> => {
  const ending = new AbortController();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isInvocation = request.method === "POST" && path.test(request.url ?? "");
    response.writeHead(isInvocation ? 202 : 404).end();
    if (isInvocation) await runUntilDone(`http://${loopback}:${lambdaPort}${request.url}`, Buffer.concat(chunks), ending.signal);
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  return {
    endpoint: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        ending.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const runUntilDone = async (url: string, body: Buffer, signal: AbortSignal): Promise<void> => {
  for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt += 1) {
    if (await isDone(url, body, signal)) return;
    await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
};

/** A function that failed answers 200 with an error in its body. */
const isDone = async (url: string, body: Buffer, signal: AbortSignal): Promise<boolean> => {
  const headers = { "x-amz-invocation-type": "RequestResponse" };
  const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(body), signal }).catch(() => undefined);
  return answer?.ok === true && !(await answer.text()).includes("errorMessage");
};
