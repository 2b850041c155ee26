import { isLiving, type KeyEntry, keyringSize, type LivingKey } from "./keyring.ts";
import { tokenPolicy } from "./token-policy.ts";

/** Why a keyring stays as it is. */
export class KeyringRefused extends Error {
  override readonly name = "KeyringRefused";
}

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * The entries with a new key in front. It signs a minute later, when every process has read it. Keys before it verify until the
 * last token that any process can have signed with them is dead; those that are past this, and marks of revoked ones, go.
 */
export const withNewKey = (
  entries: readonly KeyEntry[],
  fresh: Pick<LivingKey, "kid" | "secret">,
  nowMs: number,
): readonly KeyEntry[] => {
  const signsFromMs = nowMs + tokenPolicy.keyPublishSeconds * 1000;
  const notAfter = iso(signsFromMs + tokenPolicy.keyOverlapSeconds * 1000);
  const kept = entries.filter((entry) => isStillNeeded(entry, nowMs)).map((entry) => superseded(entry, notAfter));
  const first: LivingKey = { ...fresh, createdAt: iso(nowMs), signsFrom: iso(signsFromMs) };
  return [first, ...kept].slice(0, keyringSize);
};

/**
 * The entries with one key marked as never to be trusted again, its secret gone. The fresh key comes in front unless another one
 * is there to stay: an older key that still verifies signs in the minute until the fresh one does.
 */
export const withRevokedKey = (
  entries: readonly KeyEntry[],
  kid: string,
  { fresh, nowMs }: { readonly fresh: Pick<LivingKey, "kid" | "secret">; readonly nowMs: number },
): readonly KeyEntry[] => {
  const target = entries.find((entry) => entry.kid === kid);
  if (target === undefined) throw new KeyringRefused("the keyring holds no such key");
  if (!isLiving(target)) return entries;
  const hasOther = entries.some((entry) => isLiving(entry) && entry.kid !== kid && entry.notAfter === undefined);
  const mark = { kid, createdAt: target.createdAt, revokedAt: iso(nowMs) };
  return (hasOther ? entries : withNewKey(entries, fresh, nowMs)).map((entry) => (entry.kid === kid ? mark : entry));
};

/** Whether the second keyring trusts a key that the first one has revoked. */
export const trustsRevokedKey = (present: readonly KeyEntry[], next: readonly KeyEntry[]): boolean => {
  const revoked = new Set(present.filter((entry) => !isLiving(entry)).map((entry) => entry.kid));
  return next.some((entry) => isLiving(entry) && revoked.has(entry.kid));
};

export const keyringText = (entries: readonly KeyEntry[]): string => JSON.stringify({ keys: entries });

const isStillNeeded = (entry: KeyEntry, nowMs: number): boolean => {
  const untilMs = isLiving(entry)
    ? Date.parse(entry.notAfter ?? iso(nowMs + 1))
    : Date.parse(entry.revokedAt) + tokenPolicy.keyOverlapSeconds * 1000;
  return nowMs < untilMs;
};

const superseded = (entry: KeyEntry, notAfter: string): KeyEntry =>
  isLiving(entry) && entry.notAfter === undefined ? { ...entry, notAfter } : entry;
