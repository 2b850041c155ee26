import { endsAtMs } from "./family-end.ts";
import type { Tenant } from "./tenant.ts";
import { tokenPolicy } from "./token-policy.ts";

/** One sign-in of one device. Times are epoch milliseconds. */
export type Family = {
  /** Number of the refresh token that is good now; the one before it may still be in its grace. */
  readonly generation: number;
  readonly startedAtMs: number;
  /** Last save or refresh made with this sign-in. */
  readonly usedAtMs: number;
  /** When the token before the present one was first used. Never moves, whatever comes later (TRAPS 17). */
  readonly rotatedAtMs: number;
  readonly reuses: number;
  readonly endedAtMs?: number;
  /** Thumbprint of the key that the device must prove to hold, call by call; absent for a sign-in without one (RFC 9449). */
  readonly boundTo?: string;
};

export type Families = ReadonlyMap<string, Family>;

/** What a tenant decides about its sign-ins. Read at every use, so a change holds for those that exist as well. */
export type SignInRules = {
  readonly familyIdleSeconds: number;
  readonly familyLifeSeconds: number;
  /** Sign-ins begun up to this moment have ended (epoch milliseconds). */
  readonly notBeforeMs: number;
};

export const signInRulesOf = ({ tokens, tokensNotBeforeMs = 0 }: Pick<Tenant, "tokens" | "tokensNotBeforeMs">): SignInRules => ({
  familyIdleSeconds: tokens.familyIdleSeconds,
  familyLifeSeconds: tokens.familyLifeSeconds,
  notBeforeMs: tokensNotBeforeMs,
});

/** A moment, and the rules that hold then. */
export type SignInMoment = { readonly nowMs: number; readonly rules: SignInRules };

export const startFamily = (nowMs: number, boundTo?: string): Family => ({
  generation: 1,
  startedAtMs: nowMs,
  usedAtMs: nowMs,
  rotatedAtMs: 0,
  reuses: 0,
  ...(boundTo === undefined ? {} : { boundTo }),
});

/** Whether the sign-in may still be used: not ended, neither alone nor with all of its tenant, within its absolute and its idle life. */
export const isAlive = (family: Family | undefined, { nowMs, rules }: SignInMoment): family is Family =>
  family !== undefined &&
  family.endedAtMs === undefined &&
  family.startedAtMs > rules.notBeforeMs &&
  nowMs < endsAtMs(family, rules);

/** Why a call that proved to hold this key, or none, may not use the sign-in; undefined when it may. */
export const bindingFault = ({ boundTo }: Family, provenKey: string | undefined): "dpop-missing" | "dpop-invalid" | undefined => {
  if (boundTo === undefined || boundTo === provenKey) return undefined;
  return provenKey === undefined ? "dpop-missing" : "dpop-invalid";
};

/** The families with one more; the ended ones and, over the limit, those used longest ago give way. */
export const withFamily = (
  families: Families,
  id: string,
  at: SignInMoment & { readonly boundTo?: string | undefined },
): Families => {
  const living = [...families].filter(([, family]) => isAlive(family, at)).sort(([, a], [, b]) => b.usedAtMs - a.usedAtMs);
  return new Map([[id, startFamily(at.nowMs, at.boundTo)], ...living.slice(0, tokenPolicy.familiesPerConversation - 1)]);
};
