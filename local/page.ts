import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import type { DemoTenant } from "./demo-tenants.ts";
import { loopback } from "./ports.ts";

/** What the page server needs: its port, the API it talks to, and whose publishable key it shows. */
export type PageNeeds = { readonly port: number; readonly baseUrl: string; readonly tenant: DemoTenant };

export type Page = { readonly url: string; readonly stop: () => Promise<void> };

const web = join(import.meta.dirname, "../web");

type File = { readonly type: string; readonly body: string };

/** Serves the demo page on this machine: the files of web/, and the settings the page asks for. Never a secret key. */
export const startPage = async ({ port, baseUrl, tenant }: PageNeeds): Promise<Page> => {
  const { tenantId, publishableKey } = tenant;
  const files = new Map<string, File>([
    ["/", { type: "text/html", body: await readFile(join(web, "index.html"), "utf8") }],
    ["/demo-chat.css", { type: "text/css", body: await readFile(join(web, "demo-chat.css"), "utf8") }],
    ["/demo-chat.js", { type: "text/javascript", body: await bundledScript() }],
    ["/settings.json", { type: "application/json", body: JSON.stringify({ baseUrl, tenantId, publishableKey }) }],
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    const file = request.method === "GET" ? files.get(pathname) : undefined;
    answer(response, file, baseUrl);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, loopback, resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${loopback}:${port}`, stop };
};

const answer = (response: ServerResponse, file: File | undefined, baseUrl: string): void => {
  const headers = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${baseUrl}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
  if (file === undefined) response.writeHead(404, headers).end();
  else response.writeHead(200, { ...headers, "Content-Type": `${file.type}; charset=utf-8` }).end(file.body);
};

const bundledScript = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(web, "demo-chat.ts")],
    bundle: true,
    format: "esm",
    target: "es2023",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
};
