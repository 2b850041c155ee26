import { type KeyObject, timingSafeEqual } from "node:crypto";
import { macOfParts } from "../../parts.ts";

/** What a refresh token stands for: one generation of one sign-in. Whether it is alive, only the conversation's head can say. */
export type RefreshGrant = {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly family: string;
  readonly generation: number;
};

const form =
  /^rt_([a-z0-9][a-z0-9-]{1,38}[a-z0-9])\.(cv_[A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{16})\.([1-9]\d{0,6})\.[A-Za-z0-9_-]{43}$/;

/**
 * The refresh token of a grant: `rt_`, the grant, a MAC. The same grant always gives the same token, so every tab that
 * races through one rotation receives the same successor without the server keeping a secret per token.
 */
export const refreshTokenOf = (key: KeyObject, grant: RefreshGrant): string => {
  const mac = macOfParts(key, grant.tenantId, grant.conversationId, grant.family, grant.generation).toString("base64url");
  return `rt_${grantName(grant)}.${mac}`;
};

/** A grant in one word: what stands in its token before the MAC. */
export const grantName = (grant: RefreshGrant): string =>
  [grant.tenantId, grant.conversationId, grant.family, grant.generation].join(".");

/** The same word as a token has it, whether or not the token is ours. */
export const claimedGrantName = (credential: string): string => credential.replace(/^rt_/, "").replace(/\.[^.]*$/, "");

/** The grant of a refresh token that we issued; undefined for anything else. */
export const readRefreshToken = (key: KeyObject, token: string): RefreshGrant | undefined => {
  const [, tenantId, conversationId, family, generation] = form.exec(token) ?? [];
  if (tenantId === undefined || conversationId === undefined || family === undefined) return undefined;
  const grant = { tenantId, conversationId, family, generation: Number(generation) };
  return timingSafeEqual(Buffer.from(refreshTokenOf(key, grant)), Buffer.from(token)) ? grant : undefined;
};
