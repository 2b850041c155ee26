import { type Keyring, parseKeyring } from "../../domain/identity/keyring.ts";

/** Where signing keys come from, kept in memory. */
export type KeyringSource = {
  readonly keyring: () => Promise<Keyring>;
  /** The keyring that knows `kid`, read anew at most once a minute; the present one when it stays unknown. */
  readonly keyringKnowing: (kid: string) => Promise<Keyring>;
};

const freshMs = 5 * 60_000;
/** How long the last good keys serve while their source is down. */
const lastGoodMs = 24 * 3600_000;
const reloadPauseMs = 60_000;

/** Signing keys read from `readText`, kept five minutes, and up to a day while the source does not answer. */
export const keyringSource = (readText: () => Promise<string>, now: () => number): KeyringSource => {
  let held: { readonly keyring: Keyring; readonly readAtMs: number } | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<Keyring> | undefined;

  const read = async (): Promise<Keyring> => {
    triedAtMs = now();
    const keyring = parseKeyring(await readText());
    held = { keyring, readAtMs: triedAtMs };
    return keyring;
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
    if (now() - triedAtMs < reloadPauseMs) return lastGood.keyring;
    return readOnce().catch(() => lastGood.keyring);
  };

  const keyring = async (): Promise<Keyring> =>
    held !== undefined && now() - held.readAtMs < freshMs ? held.keyring : readOrLastGood();

  return {
    keyring,
    keyringKnowing: async (kid) => {
      const present = await keyring();
      return present.byKid.has(kid) ? present : readOrLastGood();
    },
  };
};
