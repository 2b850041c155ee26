import { type Family, isAlive, type SignInMoment } from "./family.ts";
import { tokenPolicy } from "./token-policy.ts";

/** A refresh token that came in. `isOverlapping`: before the answer to another call with this very token was ready. */
export type PresentedToken = { readonly generation: number; readonly arrivedAtMs: number; readonly isOverlapping: boolean };

/** What a presented refresh token brings about. `family` is the state to store. */
export type Rotation =
  | { readonly outcome: "rotated" | "repeated" | "reuse-detected"; readonly family: Family }
  | { readonly outcome: "ended" };

/**
 * Rotation with reuse detection. The present token rotates. For 30 s from its first use, its predecessor gives the same
 * successor again: to tabs that race, whose calls were under way before anybody had the successor, and to two later calls.
 * Anything else ends the sign-in.
 */
export const rotate = (family: Family | undefined, presented: PresentedToken, at: SignInMoment): Rotation => {
  const { nowMs } = at;
  if (!isAlive(family, at) || presented.generation > family.generation) return { outcome: "ended" };
  if (presented.generation === family.generation) {
    const next = { ...family, generation: family.generation + 1, usedAtMs: nowMs, rotatedAtMs: nowMs, reuses: 0 };
    return { outcome: "rotated", family: next };
  }
  const isPredecessor = presented.generation === family.generation - 1;
  const isRacing = presented.isOverlapping || presented.arrivedAtMs <= family.rotatedAtMs;
  if (isPredecessor && isRacing && isWithinGrace(family, nowMs)) return { outcome: "repeated", family };
  if (isPredecessor && isWithinGrace(family, nowMs) && family.reuses < tokenPolicy.graceReuses) {
    return { outcome: "repeated", family: { ...family, reuses: family.reuses + 1 } };
  }
  return { outcome: "reuse-detected", family: { ...family, endedAtMs: nowMs } };
};

const isWithinGrace = (family: Family, nowMs: number): boolean => nowMs - family.rotatedAtMs <= tokenPolicy.graceSeconds * 1000;
