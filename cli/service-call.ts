import { readFile } from "node:fs/promises";
import { Fault, type Options } from "./command-line.ts";

export type Call = { readonly method: string; readonly path: string; readonly body?: unknown; readonly ifMatch?: string };

export type ServiceAnswer = { readonly body: unknown; readonly etag: string | undefined };

const patienceMs = 15_000;

/** Calls the service as an operator. A problem becomes a Fault that names it. */
export const callService = async (options: Options, { method, path, body, ifMatch }: Call): Promise<ServiceAnswer> => {
  const key = await operatorKeyOf(options);
  const url = new URL(path, baseUrlOf(options));
  const headers = {
    Authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
  };
  const request = {
    method,
    headers,
    signal: AbortSignal.timeout(patienceMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const response = await fetch(url, request).catch((cause: unknown) => {
    throw new Fault(3, `The service at ${url.origin} was not reached (${nameOf(cause)}).`);
  });
  const text = await response.text();
  const answer = text === "" ? undefined : parsed(text, url);
  if (!response.ok) throw new Fault(1, refusalText(response.status, answer));
  return { body: answer, etag: response.headers.get("etag") ?? undefined };
};

const baseUrlOf = ({ url }: Options): URL => {
  const text = url ?? process.env.PICASSO_URL ?? "http://127.0.0.1:3000";
  const base = URL.parse(text);
  if (base === null || !/^https?:$/.test(base.protocol)) throw new Fault(2, `${text} is no http address.`);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(base.hostname);
  if (base.protocol === "http:" && !isHere)
    throw new Fault(2, `${base.origin} is not this machine: an operator key travels over https only.`);
  return base;
};

const operatorKeyOf = async (options: Options): Promise<string> => {
  const file = options["operator-key-file"];
  const text = file === undefined ? process.env.PICASSO_OPERATOR_KEY : await textOf(file);
  const key = text?.trim() ?? "";
  if (key === "") throw new Fault(2, "Set PICASSO_OPERATOR_KEY to an operator key, or name its file with --operator-key-file.");
  if (!/^ok_[A-Za-z0-9_-]{43}$/.test(key))
    throw new Fault(2, "That is no operator key: one begins with ok_ and has 46 characters.");
  return key;
};

const textOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((cause: unknown) => {
    throw new Fault(2, `${file} cannot be read (${nameOf(cause)}).`);
  });

const nameOf = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return inner instanceof Error && "code" in inner ? String(inner.code) : inner instanceof Error ? inner.name : "failure";
};

const parsed = (text: string, url: URL): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(3, `What answers at ${url.origin} is not this service.`);
  }
};

const refusalText = (status: number, answer: unknown): string => {
  const { title, type, field, reason, retryAfterSeconds } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const details = [field, reason, retryAfterSeconds === undefined ? undefined : `try again in ${String(retryAfterSeconds)} s`];
  const shown = details.filter((detail) => detail !== undefined).map(String);
  return [
    `Refused (${status}${typeof type === "string" ? `, ${type}` : ""}): ${String(title ?? "no reason given")}`,
    ...shown,
  ].join(" ");
};
