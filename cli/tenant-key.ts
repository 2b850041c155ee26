import { Fault, type Options, type Run, wordsOf } from "./command-line.ts";
import { printed, table } from "./print.ts";
import { callService } from "./service-call.ts";

const keysOf = (tenantId: string): string => `/v1/tenants/${encodeURIComponent(tenantId)}/keys`;

const create: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const { kind, label } = options;
  if (kind !== "secret" && kind !== "publishable") throw new Fault(2, "--kind is secret or publishable.");
  const expiresAt = options["expires-at"];
  const body = { kind, ...(label === undefined ? {} : { label }), ...(expiresAt === undefined ? {} : { expiresAt }) };
  const answer = await callService(options, { method: "POST", path: keysOf(TENANT), body });
  return shownOnce(options, answer.body);
};

const list: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const { body } = await callService(options, { method: "GET", path: keysOf(TENANT) });
  const { keys } = body as { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  const columns = ["keyId", "kind", "label", "createdAt", "expiresAt", "replacedBy", "lastUsedAt"];
  return printed(options, keys, () => table(keys, columns));
};

const rotate: Run = async (words, options) => {
  const { TENANT, KEY } = wordsOf(words, "TENANT", "KEY");
  const overlap = options["overlap-seconds"];
  if (overlap !== undefined && !/^\d{1,7}$/.test(overlap)) throw new Fault(2, "--overlap-seconds is a whole number.");
  const body = overlap === undefined ? {} : { overlapSeconds: Number(overlap) };
  const answer = await callService(options, {
    method: "POST",
    path: `${keysOf(TENANT)}/${encodeURIComponent(KEY)}/rotate`,
    body,
  });
  return shownOnce(options, answer.body);
};

const revoke: Run = async (words, options) => {
  const { TENANT, KEY } = wordsOf(words, "TENANT", "KEY");
  await callService(options, { method: "DELETE", path: `${keysOf(TENANT)}/${encodeURIComponent(KEY)}` });
  return printed(options, { keyId: KEY, isRevoked: true }, () => `${KEY} is revoked, everywhere within one second.`);
};

const shownOnce = (options: Options, answer: unknown): string => {
  const { key, keyId } = answer as { readonly key: string; readonly keyId: string };
  return printed(options, answer, () => `${key}\nThis is key ${keyId}. It is shown now and never again.`);
};

export const tenantKeyCommands = {
  "tenant key create": create,
  "tenant key list": list,
  "tenant key rotate": rotate,
  "tenant key revoke": revoke,
} as const satisfies Readonly<Record<string, Run>>;
