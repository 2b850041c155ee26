import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * A plugin that makes serverless-offline behave as an HTTP API does where it differs: it adds permissive CORS headers to every
 * answer, turns each OPTIONS answer into 200, gives all requests one id and one domain, and of a header that comes twice it keeps
 * the last. An HTTP API without CORS settings of its own passes on what the function answered, no two of its requests share an
 * id, each one names the domain it came to, and the values of a repeated header arrive joined by commas.
 */
type Answer = { statusCode: number; headers: Record<string, unknown> };
type Exchange = {
  readonly response: Answer & { readonly isBoom?: boolean; readonly output?: Answer };
  readonly app: { answered?: Answer };
  readonly raw: { readonly req: { readonly rawHeaders: string[] } };
};
type Toolkit = { readonly continue: symbol };
type GatewayServer = { ext: (event: string, step: (exchange: Exchange, toolkit: Toolkit) => symbol) => void };
type OfflinePlugin = { internals?: () => { getApiGatewayServer: () => GatewayServer } };
type Serverless = { readonly pluginManager: { readonly plugins: readonly OfflinePlugin[] } };
type LambdaEvent = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestContext: { requestId: string; domainName: string };
};
type EventModule = { readonly default: { readonly prototype: { create: () => LambdaEvent } } };

class HttpApiFidelity {
  readonly hooks: Record<string, () => Promise<void>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      "after:offline:start:init": async () => {
        const offline = serverless.pluginManager.plugins.find((plugin) => plugin.internals !== undefined);
        const server = offline?.internals?.().getApiGatewayServer();
        server?.ext("onRequest", joinRepeated);
        server?.ext("onPostHandler", remember);
        server?.ext("onPreResponse", restore);
        await nameRequests();
      },
    };
  }
}

/** Names and values alternate in what Node read. */
const joinRepeated = ({ raw }: Exchange, toolkit: Toolkit): symbol => {
  const { rawHeaders } = raw.req;
  const values = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    values.set(name, [...(values.get(name) ?? []), rawHeaders[index + 1] ?? ""]);
  }
  rawHeaders.splice(0, rawHeaders.length, ...[...values].flatMap(([name, each]) => [name, each.join(",")]));
  return toolkit.continue;
};

const remember = ({ response, app }: Exchange, toolkit: Toolkit): symbol => {
  if (response.isBoom !== true) app.answered = { statusCode: response.statusCode, headers: { ...response.headers } };
  return toolkit.continue;
};

/** Runs after serverless-offline's own step, because it was added later. */
const restore = ({ response, app }: Exchange, toolkit: Toolkit): symbol => {
  const answer = response.output ?? response;
  for (const name of Object.keys(answer.headers).filter((header) => header.startsWith("access-control-"))) {
    if (app.answered?.headers[name] === undefined) delete answer.headers[name];
  }
  if (app.answered !== undefined) answer.statusCode = app.answered.statusCode;
  return toolkit.continue;
};

/** The class is private to serverless-offline (its version is pinned), which offers no other way in. */
const nameRequests = async (): Promise<void> => {
  const source = dirname(createRequire(import.meta.url).resolve("serverless-offline"));
  const file = join(source, "events/http/lambda-events/LambdaProxyIntegrationEventV2.js");
  const { default: event }: EventModule = await import(pathToFileURL(file).href);
  const { create } = event.prototype;
  event.prototype.create = function withNames(this: unknown) {
    const made = create.call(this);
    made.requestContext.requestId = randomUUID();
    made.requestContext.domainName = made.headers.host ?? "";
    return made;
  };
};

export { HttpApiFidelity as "module.exports" };
