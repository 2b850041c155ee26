import { type Keyring, parseKeyring } from "../../domain/identity/keyring.ts";
import { tokenPolicy } from "../../domain/identity/token-policy.ts";

/** Where signing keys come from, kept in memory. */
export type KeyringSource = {
  readonly keyring: () => Promise<Keyring>;
  /** The keyring that knows `kid`, read anew for unknown ones at most once a minute; the present one when it stays unknown. */
  readonly keyringKnowing: (kid: string) => Promise<Keyring>;
};

const freshMs = tokenPolicy.keysFreshSeconds * 1000;
const lastGoodMs = tokenPolicy.lastGoodKeysSeconds * 1000;
/** How long a source that failed is left alone. */
const failurePauseMs = 5000;
const unknownKeyPauseMs = 60_000;
const never = Number.NEGATIVE_INFINITY;

/** Signing keys read from `readText`, kept 45 seconds, and up to a day while the source does not answer. */
export const keyringSource = (readText: () => Promise<string>, now: () => number): KeyringSource => {
  let held: { readonly keyring: Keyring; readonly readAtMs: number } | undefined;
  let failedAtMs = never;
  let soughtUnknownAtMs = never;
  let reading: Promise<Keyring> | undefined;

  const read = async (): Promise<Keyring> => {
    const startedAtMs = now();
    try {
      const keyring = parseKeyring(await readText(), startedAtMs);
      held = { keyring, readAtMs: startedAtMs };
      return keyring;
    } catch (failure) {
      failedAtMs = now();
      throw failure;
    }
  };

  const readOnce = (): Promise<Keyring> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const readOrLastGood = async (): Promise<Keyring> => {
    const lastGood = held;
    if (lastGood === undefined || now() - lastGood.readAtMs >= lastGoodMs) return readOnce();
    if (now() - failedAtMs < failurePauseMs) return lastGood.keyring;
    return readOnce().catch(() => lastGood.keyring);
  };

  const keyring = async (): Promise<Keyring> =>
    held !== undefined && now() - held.readAtMs < freshMs ? held.keyring : readOrLastGood();

  return {
    keyring,
    keyringKnowing: async (kid) => {
      const present = await keyring();
      const isKnown = present.byKid.has(kid) || present.revoked?.has(kid) === true;
      if (isKnown || now() - soughtUnknownAtMs < unknownKeyPauseMs) return present;
      soughtUnknownAtMs = now();
      return readOrLastGood();
    },
  };
};
