import type { KeyObject } from "node:crypto";
import type { TokenAnswer } from "../../contract/token.ts";
import type { Head } from "../conversation/head.ts";
import { type AccessTokenPolicy, mintAccessToken } from "./access-token.ts";
import type { Family, SignInRules } from "./family.ts";
import { endsAtMs } from "./family-end.ts";
import type { Keyring } from "./keyring.ts";
import { refreshTokenOf } from "./refresh-token.ts";
import { tokenPolicy } from "./token-policy.ts";

/** What minting takes from outside. `jti`: 22 base64url characters. */
export type Minting = AccessTokenPolicy & { readonly keyring: Keyring; readonly nowMs: number; readonly jti: string };

type AccessTokenAnswer = Omit<TokenAnswer, "refreshToken" | "refreshExpiresIn">;
type SignedIn = { readonly head: Head; readonly familyId: string; readonly family: Family };

/** A new access token for a sign-in, with when to renew it. */
export const accessAnswer = ({ head, familyId, family }: SignedIn, minting: Minting): AccessTokenAnswer => {
  const nowSeconds = Math.floor(minting.nowMs / 1000);
  const identity = { tid: head.tenantId, sub: head.subject, sid: head.conversationId };
  const cnf = family.boundTo === undefined ? {} : { cnf: { jkt: family.boundTo } };
  const claims = { ...identity, fam: familyId, gen: family.generation, jti: minting.jti, ...cnf };
  return {
    conversationId: head.conversationId,
    startedAt: new Date(head.startedAtMs).toISOString(),
    accessToken: mintAccessToken(claims, minting.keyring, { issuer: minting.issuer, audience: minting.audience, nowSeconds }),
    tokenType: tokenTypeOf(family),
    expiresIn: tokenPolicy.accessTokenSeconds,
    refreshAt: new Date((nowSeconds + tokenPolicy.refreshAfterSeconds) * 1000).toISOString(),
    turn: head.turn,
  };
};

/** The answer to a refresh that came before its time: the token the caller already has. */
export const repeatedAnswer = (
  { head, family }: SignedIn,
  caller: { readonly issuedAtMs: number; readonly expiresAtMs: number },
  at: { readonly accessToken: string; readonly nowMs: number },
): AccessTokenAnswer => ({
  conversationId: head.conversationId,
  startedAt: new Date(head.startedAtMs).toISOString(),
  accessToken: at.accessToken,
  tokenType: tokenTypeOf(family),
  expiresIn: Math.max(0, Math.floor((caller.expiresAtMs - at.nowMs) / 1000)),
  refreshAt: new Date(caller.issuedAtMs + tokenPolicy.refreshAfterSeconds * 1000).toISOString(),
  turn: head.turn,
});

/** Access and refresh token of a sign-in. */
export const tokenAnswer = (
  signIn: SignedIn,
  minting: Minting & { readonly refreshKey: KeyObject; readonly rules: SignInRules },
): TokenAnswer => {
  const { tenantId, conversationId } = signIn.head;
  const grant = { tenantId, conversationId, family: signIn.familyId, generation: signIn.family.generation };
  return {
    ...accessAnswer(signIn, minting),
    refreshToken: refreshTokenOf(minting.refreshKey, grant),
    refreshExpiresIn: Math.max(0, Math.floor((endsAtMs(signIn.family, minting.rules) - minting.nowMs) / 1000)),
  };
};

const tokenTypeOf = ({ boundTo }: Family): TokenAnswer["tokenType"] => (boundTo === undefined ? "Bearer" : "DPoP");

/** Whether a token of this age may be exchanged for a new one. */
export const isInRefreshWindow = (issuedAtMs: number, nowMs: number): boolean =>
  nowMs - issuedAtMs >= tokenPolicy.refreshAfterSeconds * 1000;
