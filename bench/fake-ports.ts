import { createSecretKey, randomBytes } from "node:crypto";
import { deidentify } from "../shared/domain/dlp-policy/deidentify.ts";
import { lettersOf } from "../shared/domain/dlp-policy/tenant-digest.ts";
import { mintAccessToken } from "../shared/domain/identity/access-token.ts";
import type { Keyring } from "../shared/domain/identity/keyring.ts";
import { newTenant, type Tenant } from "../shared/domain/identity/tenant.ts";
import { lineLog } from "../shared/log.ts";
import { requestMetrics } from "../shared/metrics.ts";
import type { ChainPorts } from "../shared/middleware/chain.ts";
import type { Deidentify } from "../shared/middleware/scrub-body.ts";

const issuer = "https://api.clinic.example";
const audience = "picasso-context:bench";

const tenant: Tenant = {
  ...newTenant({ tenantId: "bench-clinic", name: "Bench Clinic" }, 0),
  origins: ["https://clinic.example"],
};

/**
 * Ports that answer at once from memory, and an access token for `conversationId` that they accept, bound to a key when `boundTo`
 * is its thumbprint. Log lines are built and dropped.
 */
export const fakePorts = (
  conversationId: string,
  boundTo?: string,
): { readonly ports: ChainPorts; readonly accessToken: string } => {
  const signingKey = { kid: "bench", key: createSecretKey(randomBytes(32)), createdAtMs: 0 };
  const keyring: Keyring = { current: signingKey, byKid: new Map([[signingKey.kid, signingKey]]) };
  const standing = { remaining: 599, resetSeconds: 30, retryAfterSeconds: 0 };
  const derived = createSecretKey(randomBytes(32));
  const ports: ChainPorts = {
    now: Date.now,
    elapsedMs: () => performance.now(),
    gatewayDelayMs: () => 0,
    issuer,
    audience,
    keyringKnowing: async () => keyring,
    purposeKey: async () => derived,
    findTenant: async () => tenant,
    limiter: { isBlocked: () => false, count: async (questions) => questions.map(() => standing) },
    isFirstUse: async () => true,
    noteKeyUse: async () => undefined,
    ledger: { record: async () => undefined },
    log: lineLog(() => undefined, { now: Date.now, metrics: requestMetrics("bench", Date.now) }),
  };
  return { ports, accessToken: mintedFor(conversationId, keyring, boundTo) };
};

/** De-identification of a conversation that nothing is remembered of, under the default policy. */
export const freshDeidentify = (): Deidentify => {
  const key = createSecretKey(randomBytes(32));
  const tenantDigest = (identity: Parameters<typeof lettersOf>[2]) => lettersOf(key, tenant.tenantId, identity);
  const knowing = { policy: tenant.dlp, engine: "0", further: [], recollection: undefined, tenantDigest };
  return async (body, { isOutOfTime }) => deidentify(body, { ...knowing, nowMs: Date.now(), isOutOfTime });
};

const mintedFor = (conversationId: string, keyring: Keyring, boundTo?: string): string =>
  mintAccessToken(
    {
      tid: tenant.tenantId,
      sub: `sb_${randomBytes(18).toString("base64url")}`,
      sid: conversationId,
      fam: randomBytes(12).toString("base64url"),
      gen: 1,
      jti: randomBytes(16).toString("base64url"),
      ...(boundTo === undefined ? {} : { cnf: { jkt: boundTo } }),
    },
    keyring,
    { issuer, audience, nowSeconds: Math.floor(Date.now() / 1000) },
  );
