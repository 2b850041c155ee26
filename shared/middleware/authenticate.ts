import type { KeyObject } from "node:crypto";
import { TokenRefused, verifyAccessToken } from "../domain/identity/access-token.ts";
import { hashApiKey, matchApiKey, readApiKey } from "../domain/identity/api-key.ts";
import type { Caller, CallerKind } from "../domain/identity/caller.ts";
import { readCanonicalJwt, type UnverifiedJwt } from "../domain/identity/canonical-jwt.ts";
import type { Keyring } from "../domain/identity/keyring.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { readRefreshToken } from "../domain/identity/refresh-token.ts";
import type { Tenant } from "../domain/identity/tenant.ts";
import { Problem, unproven } from "../problem.ts";
import {
  type ApiEvent,
  type ChainRequest,
  headerOf,
  type Middleware,
  type Presented,
  presentedCredential,
} from "./chain-state.ts";
import { withdrawCors } from "./cors-headers.ts";
import { possessionOf } from "./proof-of-possession.ts";

export type AuthenticationPorts = {
  readonly now: () => number;
  readonly issuer: string;
  readonly audience: string;
  readonly keyringKnowing: (kid: string) => Promise<Keyring>;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  readonly findTenant: (tenantId: string) => Promise<Tenant | undefined>;
};

export type AuthenticationRules = { readonly action: string; readonly accepts: readonly CallerKind[] };

/** `boundTo`: the thumbprint of the key that an access token is bound to. */
type Proven = { readonly caller: Caller; readonly tenant: Tenant; readonly boundTo?: string | undefined };

/**
 * Proves who calls, from the Authorization header alone, and puts the call's context into the chain. Every failure is one 401
 * with a machine-readable `reason`. Also refuses suspended tenants, pages of origins that are not the tenant's, and last whoever
 * holds a credential that is bound to a key but not the key.
 */
export const authenticate = (rules: AuthenticationRules, ports: AuthenticationPorts): Middleware => ({
  before: async (request) => {
    const { chain } = request.context;
    const presented = credentialOf(request.event);
    const { caller, tenant, boundTo } = await prove(presented.credential, ports);
    const { requestId, arrivedAtMs, arrivedElapsedMs } = chain;
    const call = { caller, tenant, action: rules.action, requestId, arrivedAtMs, arrivedElapsedMs };
    chain.call = call;
    checkOrigin(request, tenant, caller);
    if (!rules.accepts.includes(caller.kind)) throw wrongKind(caller);
    if (tenant.status !== "active") throw new Problem("tenant-suspended");
    const proof = possessionOf(request.event, { caller, presented, boundTo }, ports);
    if (proof !== undefined) chain.call = { ...call, proof };
  },
});

const credentialOf = (event: ApiEvent): Presented => {
  const header = headerOf(event, "authorization");
  if (header === undefined) throw unproven("missing");
  const presented = presentedCredential(header);
  if (presented === undefined) throw unproven("malformed");
  return presented;
};

const wrongKind = (caller: Caller): Problem => ("keyId" in caller ? new Problem("not-allowed") : unproven("wrong-kind"));

const prove = (credential: string, ports: AuthenticationPorts): Promise<Proven> => {
  if (/^[spo]k_/.test(credential)) return proveApiKey(credential, ports);
  return credential.startsWith("rt_") ? proveRefreshToken(credential, ports) : proveAccessToken(credential, ports);
};

const proveApiKey = async (credential: string, ports: AuthenticationPorts): Promise<Proven> => {
  const presented = readApiKey(credential);
  if (presented === undefined) throw unproven("malformed");
  const [tenant, macKey] = await Promise.all([ports.findTenant(presented.tenantId), ports.purposeKey("api-key")]);
  const at = { hash: hashApiKey(macKey, credential), nowMs: ports.now() };
  const record = matchApiKey(tenant?.keys ?? [], presented, at);
  if (tenant === undefined || record === undefined) throw unproven("unknown-key");
  return { tenant, caller: { kind: `${presented.kind}-key`, tenantId: tenant.tenantId, keyId: record.keyId } };
};

const proveRefreshToken = async (credential: string, ports: AuthenticationPorts): Promise<Proven> => {
  const grant = readRefreshToken(await ports.purposeKey("refresh-token"), credential);
  if (grant === undefined) throw unproven("malformed");
  return { tenant: await knownTenant(grant.tenantId, ports), caller: { kind: "refresh-token", ...grant } };
};

const proveAccessToken = async (credential: string, ports: AuthenticationPorts): Promise<Proven> => {
  const unverified = readCanonicalJwt(credential);
  if (unverified === undefined) throw unproven("malformed");
  const claims = verified(unverified, await ports.keyringKnowing(unverified.kid), ports);
  const caller = {
    kind: "access-token",
    tenantId: claims.tid,
    subject: claims.sub,
    conversationId: claims.sid,
    family: claims.fam,
    generation: claims.gen,
    issuedAtMs: claims.iat * 1000,
    expiresAtMs: claims.exp * 1000,
  } as const;
  return { tenant: await knownTenant(claims.tid, ports), caller, boundTo: claims.cnf?.jkt };
};

const verified = (unverified: UnverifiedJwt, keyring: Keyring, ports: AuthenticationPorts) => {
  try {
    const nowSeconds = Math.floor(ports.now() / 1000);
    return verifyAccessToken(unverified, keyring, { issuer: ports.issuer, audience: ports.audience, nowSeconds });
  } catch (cause) {
    throw cause instanceof TokenRefused ? new Problem("invalid-credential", { reason: cause.fault }, { cause }) : cause;
  }
};

const knownTenant = async (tenantId: string, ports: AuthenticationPorts): Promise<Tenant> => {
  const tenant = await ports.findTenant(tenantId);
  if (tenant === undefined) throw unproven("unknown-tenant");
  return tenant;
};

/** Only pages of origins that the tenant lists may call and read; calls without an origin come from servers. A publishable key is good on pages only. */
const checkOrigin = (request: ChainRequest, tenant: Tenant, caller: Caller): void => {
  const origin = headerOf(request.event, "origin");
  if (origin === undefined ? caller.kind !== "publishable-key" : tenant.origins.includes(origin)) return;
  withdrawCors(request.context.chain.answerHeaders);
  throw new Problem("origin-not-allowed");
};
