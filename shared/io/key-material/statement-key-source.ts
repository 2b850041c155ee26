import { readStatementKeys, type StatementKeys } from "../../domain/ledger/statement-keys.ts";

/** Keys in KMS that sign, with those of the keyring that signed before them: what they signed stays provable. */
export const statementKeysWithKms =
  (keyring: () => Promise<StatementKeys>, kmsKeys: () => Promise<StatementKeys>) => async (): Promise<StatementKeys> => {
    const [before, { signer, published }] = await Promise.all([keyring(), kmsKeys()]);
    const since = published.at(-1)?.createdAt ?? null;
    return {
      signer,
      published: [...published, ...before.published.map((key) => ({ ...key, retiredAt: key.retiredAt ?? since }))],
    };
  };

const freshMs = 45_000;

/** The keys that statements are signed with, read from `readText` and kept 45 seconds; the last good ones while it does not answer. */
export const statementKeySource = (readText: () => Promise<string>, now: () => number): (() => Promise<StatementKeys>) => {
  let held: { readonly keys: StatementKeys; readonly readAtMs: number } | undefined;
  return async () => {
    const lastGood = held;
    if (lastGood !== undefined && now() - lastGood.readAtMs < freshMs) return lastGood.keys;
    try {
      held = { keys: readStatementKeys(await readText()), readAtMs: now() };
      return held.keys;
    } catch (failure) {
      if (lastGood === undefined) throw failure;
      return lastGood.keys;
    }
  };
};
