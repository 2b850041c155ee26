import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Invoked = { readonly path: string; readonly type: string; readonly signed: string; readonly body: string };

/** Lambda's Invoke over its own wire protocol, as far as asynchronous calls use it. */
export type LambdaServer = {
  readonly endpoint: string;
  readonly invoked: Invoked[];
  /** What it does instead of accepting, if anything. */
  fault: ((response: ServerResponse) => void) | undefined;
  readonly stop: () => Promise<void>;
};

export const startLambda = async (): Promise<LambdaServer> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    state.invoked.push({
      path: `${request.method} ${request.url}`,
      type: String(request.headers["x-amz-invocation-type"]),
      signed: String(request.headers.authorization),
      body: Buffer.concat(chunks).toString("utf8"),
    });
    if (state.fault !== undefined) return state.fault(response);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: LambdaServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoked: [],
    fault: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
};
