/**
 * A plugin for serverless-offline, which adds permissive CORS headers to every answer and turns each OPTIONS answer into 200.
 * An HTTP API without CORS settings of its own does neither: it passes on what the function answered. So does this.
 */
type Answer = { statusCode: number; headers: Record<string, unknown> };
type Exchange = {
  readonly response: Answer & { readonly isBoom?: boolean; readonly output?: Answer };
  readonly app: { answered?: Answer };
};
type Toolkit = { readonly continue: symbol };
type GatewayServer = { ext: (event: string, step: (exchange: Exchange, toolkit: Toolkit) => symbol) => void };
type OfflinePlugin = { internals?: () => { getApiGatewayServer: () => GatewayServer } };
type Serverless = { readonly pluginManager: { readonly plugins: readonly OfflinePlugin[] } };

class GatewayAnswers {
  readonly hooks: Record<string, () => void>;

  constructor(serverless: Serverless) {
    this.hooks = {
      "after:offline:start:init": () => {
        const offline = serverless.pluginManager.plugins.find((plugin) => plugin.internals !== undefined);
        const server = offline?.internals?.().getApiGatewayServer();
        server?.ext("onPostHandler", remember);
        server?.ext("onPreResponse", restore);
      },
    };
  }
}

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

export { GatewayAnswers as "module.exports" };
