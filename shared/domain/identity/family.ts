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
};

export type Families = ReadonlyMap<string, Family>;

/** What a presented refresh token brings about. `family` is the state to store. */
export type Rotation =
  | { readonly outcome: "rotated" | "repeated" | "reuse-detected"; readonly family: Family }
  | { readonly outcome: "ended" };

export const startFamily = (nowMs: number): Family => ({
  generation: 1,
  startedAtMs: nowMs,
  usedAtMs: nowMs,
  rotatedAtMs: 0,
  reuses: 0,
});

/** Whether the sign-in may still be used: not ended, within its absolute and its idle life. */
export const isAlive = (family: Family | undefined, nowMs: number): family is Family =>
  family !== undefined && family.endedAtMs === undefined && nowMs < endsAtMs(family);

/** When the sign-in ends if nothing more happens, in epoch milliseconds. */
export const endsAtMs = (family: Family): number =>
  Math.min(family.startedAtMs + tokenPolicy.familySeconds * 1000, family.usedAtMs + tokenPolicy.familyIdleSeconds * 1000);

/**
 * Rotation with reuse detection. The present token rotates. Its predecessor gives the same successor again to calls that
 * were under way when it was first used, and to two later ones within 30 s of that moment. Anything older ends the sign-in.
 */
export const rotate = (
  family: Family | undefined,
  presented: { readonly generation: number; readonly arrivedAtMs: number },
  nowMs: number,
): Rotation => {
  if (!isAlive(family, nowMs) || presented.generation > family.generation) return { outcome: "ended" };
  if (presented.generation === family.generation) {
    const next = { ...family, generation: family.generation + 1, usedAtMs: nowMs, rotatedAtMs: nowMs, reuses: 0 };
    return { outcome: "rotated", family: next };
  }
  const isPredecessor = presented.generation === family.generation - 1;
  if (isPredecessor && presented.arrivedAtMs <= family.rotatedAtMs) return { outcome: "repeated", family };
  if (isPredecessor && isInGrace(family, nowMs)) {
    return { outcome: "repeated", family: { ...family, reuses: family.reuses + 1 } };
  }
  return { outcome: "reuse-detected", family: { ...family, endedAtMs: nowMs } };
};

const isInGrace = (family: Family, nowMs: number): boolean =>
  nowMs - family.rotatedAtMs <= tokenPolicy.graceSeconds * 1000 && family.reuses < tokenPolicy.graceReuses;

/** The families with one more; the ended ones and, over the limit, those used longest ago give way. */
export const withFamily = (families: Families, id: string, nowMs: number): Families => {
  const living = [...families].filter(([, family]) => isAlive(family, nowMs)).sort(([, a], [, b]) => b.usedAtMs - a.usedAtMs);
  return new Map([[id, startFamily(nowMs)], ...living.slice(0, tokenPolicy.familiesPerConversation - 1)]);
};
