import { mintAccessToken, verifyAccessToken } from "../../domain/identity/access-token.ts";
import { readCanonicalJwt } from "../../domain/identity/canonical-jwt.ts";
import { type Keyring, parseKeyring, readKeyEntries } from "../../domain/identity/keyring.ts";
import { KeyringRefused, keyringText, trustsRevokedKey, withNewKey } from "../../domain/identity/keyring-change.ts";
import type { SecretVersion, SecretVersions } from "./secret-versions.ts";

/** What Secrets Manager asks of a rotation function, one step a call. */
export type RotationStep = "createSecret" | "setSecret" | "testSecret" | "finishSecret";

type Needs = {
  readonly versions: SecretVersions;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

/** `token`: id of the version that this rotation makes. */
export type KeyringRotation = (step: RotationStep, token: string) => Promise<void>;

const kidBytes = 8;
const secretBytes = 32;

/** A key nobody has seen. */
export const freshKey = (randomBytes: Needs["randomBytes"]) => ({
  kid: randomBytes(kidBytes).toString("hex"),
  secret: randomBytes(secretBytes).toString("base64url"),
});

/**
 * The four steps of a rotation, each of which may come again. A version that is current already is done; one that is not
 * pending is refused. `setSecret` has nothing to do: whoever uses the keys reads the secret itself.
 */
export const keyringRotation =
  (needs: Needs): KeyringRotation =>
  async (step, token) => {
    const { isRotating, labels } = await needs.versions.describe();
    const ownLabels = labels.get(token) ?? [];
    if (!isRotating) throw new KeyringRefused("rotation is not switched on for this secret");
    if (ownLabels.includes("AWSCURRENT")) return;
    if (!ownLabels.includes("AWSPENDING")) throw new KeyringRefused("this version is not the pending one");
    await steps[step](needs, token);
  };

const steps: Readonly<Record<RotationStep, (needs: Needs, token: string) => Promise<void>>> = {
  createSecret: async (needs, token) => {
    const current = await needs.versions.current();
    if ((await needs.versions.pending(token)) !== undefined) return;
    const entries = withNewKey(readKeyEntries(current.text), freshKey(needs.randomBytes), needs.now());
    await needs.versions.putPending({ versionId: token, text: keyringText(entries) });
  },
  setSecret: async () => undefined,
  testSecret: async (needs, token) => {
    await testedPair(needs, token);
  },
  finishSecret: async (needs, token) => {
    const { current } = await testedPair(needs, token);
    if (!(await needs.versions.promote(token, current.versionId))) throw new KeyringRefused("another version became current");
  },
};

/** The current and the pending version, once tokens of both keyrings were accepted by the pending one. */
const testedPair = async (needs: Needs, token: string): Promise<{ readonly current: SecretVersion }> => {
  const [current, pending] = await Promise.all([needs.versions.current(), needs.versions.pending(token)]);
  if (pending === undefined) throw new KeyringRefused("there is no pending version");
  if (trustsRevokedKey(readKeyEntries(current.text), readKeyEntries(pending.text)))
    throw new KeyringRefused("a key was revoked in the meantime");
  const next = parseKeyring(pending.text, needs.now());
  const signers = [
    parseKeyring(current.text, needs.now()),
    next,
    { ...next, current: [...next.byKid.values()][0] ?? next.current },
  ];
  for (const signer of signers) checkTokenOf(signer, next, needs);
  return { current };
};

const at = { issuer: "https://rotation.invalid", audience: "rotation" };

const checkTokenOf = (signer: Keyring, verifier: Keyring, { now, randomBytes }: Needs): void => {
  const moment = { ...at, nowSeconds: Math.floor(now() / 1000) };
  const random = (size: number) => randomBytes(size).toString("base64url");
  const identity = { tid: "rotation-test", sub: `sb_${random(18)}`, sid: `cv_${random(32)}`, fam: random(12), gen: 1 };
  const unverified = readCanonicalJwt(mintAccessToken({ ...identity, jti: random(16) }, signer, moment));
  if (unverified === undefined) throw new KeyringRefused("the pending keyring makes tokens of another form");
  verifyAccessToken(unverified, verifier, moment);
};
