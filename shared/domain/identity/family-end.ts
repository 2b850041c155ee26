import type { Family, SignInRules } from "./family.ts";

/** When the sign-in ends if nothing more happens, in epoch milliseconds. */
export const endsAtMs = (family: Family, { familyLifeSeconds, familyIdleSeconds }: SignInRules): number =>
  Math.min(family.startedAtMs + familyLifeSeconds * 1000, family.usedAtMs + familyIdleSeconds * 1000);
