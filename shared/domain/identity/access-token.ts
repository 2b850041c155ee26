import jwt from "jsonwebtoken";
import * as z from "zod/mini";
import { conversationIdForm } from "../../contract/conversation-id.ts";
import type { UnverifiedJwt } from "./canonical-jwt.ts";
import type { Keyring } from "./keyring.ts";
import { tenantIdSchema } from "./tenant.ts";
import { tokenPolicy } from "./token-policy.ts";

const id = (pattern: RegExp) => z.string().check(z.regex(pattern));
const epochSeconds = z.int().check(z.gte(0), z.lte(253_402_300_799));

const claimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  tid: tenantIdSchema,
  sub: id(/^sb_[A-Za-z0-9_-]{24}$/),
  sid: id(conversationIdForm),
  fam: id(/^[A-Za-z0-9_-]{16}$/),
  gen: z.int().check(z.gte(1), z.lte(1_000_000)),
  scope: z.literal("conversation"),
  jti: id(/^[A-Za-z0-9_-]{22}$/),
  cnf: z.optional(z.strictObject({ jkt: id(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/) })),
  iat: epochSeconds,
  nbf: epochSeconds,
  exp: epochSeconds,
});

/**
 * Claims of an access token (RFC 9068 names where they exist): `tid` tenant, `sid` conversation,
 * `fam` and `gen` sign-in and generation, `cnf.jkt` the key whose holder alone may use it (RFC 9449).
 */
export type AccessClaims = z.infer<typeof claimsSchema>;

export type AccessTokenPolicy = { readonly issuer: string; readonly audience: string };

/** Why a token was refused; never what it held. */
export type TokenFault = "unknown-key" | "revoked-key" | "signature" | "claims" | "expired" | "not-yet-valid" | "wrong-audience";

export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly fault: TokenFault;
  constructor(fault: TokenFault, options?: { readonly cause?: unknown }) {
    super(fault, options);
    this.fault = fault;
  }
}

/** A signed JWT (HS256, `typ: at+jwt`) that lives 30 minutes from `nowSeconds`. `jti`: 22 base64url characters. */
export const mintAccessToken = (
  claims: Omit<AccessClaims, "iss" | "aud" | "scope" | "iat" | "nbf" | "exp">,
  keyring: Keyring,
  at: AccessTokenPolicy & { readonly nowSeconds: number },
): string =>
  jwt.sign(
    {
      iss: at.issuer,
      aud: at.audience,
      ...claims,
      scope: "conversation",
      iat: at.nowSeconds,
      nbf: at.nowSeconds,
      exp: at.nowSeconds + tokenPolicy.accessTokenSeconds,
    } satisfies AccessClaims,
    keyring.current.key,
    { algorithm: "HS256", keyid: keyring.current.kid, header: { alg: "HS256", typ: "at+jwt" } },
  );

/**
 * The claims of a token of our form (`readCanonicalJwt`) that is ours, whole and alive at `nowSeconds` (60 s leeway); throws TokenRefused otherwise.
 * jsonwebtoken checks signature and algorithm; everything it leaves open is checked around it (TRAPS 5).
 */
export const verifyAccessToken = (
  unverified: UnverifiedJwt,
  keyring: Keyring,
  at: AccessTokenPolicy & { readonly nowSeconds: number },
): AccessClaims => {
  const signingKey = keyring.byKid.get(unverified.kid);
  if (signingKey === undefined) throw new TokenRefused(keyring.revoked?.has(unverified.kid) ? "revoked-key" : "unknown-key");
  checkSignature(unverified.token, signingKey.key, at.nowSeconds);
  const claims = claimsSchema.safeParse(unverified.payload);
  if (!claims.success) throw new TokenRefused("claims");
  if (claims.data.iss !== at.issuer || claims.data.aud !== at.audience) throw new TokenRefused("wrong-audience");
  checkTimes(claims.data, at.nowSeconds);
  return claims.data;
};

const checkSignature = (token: string, key: jwt.Secret, nowSeconds: number): void => {
  try {
    jwt.verify(token, key, { algorithms: ["HS256"], clockTimestamp: nowSeconds, ignoreExpiration: true, ignoreNotBefore: true });
  } catch (cause) {
    throw new TokenRefused("signature", { cause });
  }
};

const checkTimes = (claims: AccessClaims, nowSeconds: number): void => {
  const { leewaySeconds, accessTokenSeconds } = tokenPolicy;
  const { iat, nbf, exp } = claims;
  if (exp <= iat || exp <= nbf || exp - iat > accessTokenSeconds) throw new TokenRefused("claims");
  if (Math.max(nbf, iat) > nowSeconds + leewaySeconds) throw new TokenRefused("not-yet-valid");
  if (nbf < iat - leewaySeconds) throw new TokenRefused("claims");
  if (nowSeconds > exp + leewaySeconds) throw new TokenRefused("expired");
};
