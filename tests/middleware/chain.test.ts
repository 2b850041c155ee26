import { createSecretKey } from "node:crypto";
import { expect, test } from "@jest/globals";
import { type ChainPorts, chainOf } from "../../shared/middleware/chain.ts";

const ports: ChainPorts = {
  now: () => 0,
  elapsedMs: () => 0,
  gatewayDelayMs: () => 0,
  issuer: "https://issuer.example",
  audience: "a",
  keyringKnowing: () => Promise.reject(new Error("not asked")),
  purposeKey: async () => createSecretKey(Buffer.alloc(32)),
  findTenant: async () => undefined,
  limiter: { isBlocked: () => false, count: async () => [{ remaining: 1, resetSeconds: 1, retryAfterSeconds: 0 }] },
  isFirstUse: async () => true,
  noteKeyUse: async () => undefined,
  ledger: { record: async () => undefined },
  log: () => undefined,
};
const rules = { action: "conversation.get", accepts: ["access-token"], isRecordedByStore: true } as const;

test("the order around every endpoint is this one", () => {
  expect(chainOf(rules, ports).map((place) => place.name)).toEqual([
    "errorHandler",
    "problemRenderer",
    "securityHeaders",
    "requestLog",
    "audit",
    "jsonBody",
    "authenticate",
    "rateLimit",
    "validate",
    "scrub",
  ]);
});

test("no hook returns a value, because a value would end the chain and skip the audit", () => {
  const hooks = chainOf(rules, ports).flatMap(({ name, middleware }) =>
    Object.entries(middleware).map(([kind, hook]) => ({ name: `${name}.${kind}`, source: String(hook) })),
  );
  const returning = hooks.filter(({ name, source }) => !name.startsWith("errorHandler") && /return [^;]/.test(source));
  expect(hooks.length).toBeGreaterThan(10);
  expect(returning.map(({ name }) => name)).toEqual([]);
});
