import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";

export type Jwk = Readonly<Record<string, unknown>>;

/** What a proof is for, and what is to be different about it. */
export type ProofWish = {
  readonly method?: string;
  readonly address?: string;
  readonly accessToken?: string;
  readonly atMs?: number;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
};

/** A browser with a key pair that never leaves it. */
export type Device = {
  readonly jwk: Jwk;
  readonly privateKey: KeyObject;
  readonly proof: (wish?: ProofWish) => string;
  /** A JWS over these very parts, signed with the device's key. */
  readonly signed: (header: unknown, payload: unknown) => string;
};

export const encoded = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** RFC 7638, written once more so that the test does not ask the code it tests. */
export const thumbprintOf = ({ jwk }: Device): string =>
  hashOf(JSON.stringify(Object.fromEntries(Object.entries(jwk).sort(([a], [b]) => (a < b ? -1 : 1)))));

export const newDevice = (alg: "ES256" | "EdDSA" = "ES256"): Device => {
  const pair = alg === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
  const { kty, crv, x, y } = pair.publicKey.export({ format: "jwk" });
  const jwk = { kty, crv, x, ...(y === undefined ? {} : { y }) };
  const hash = alg === "ES256" ? "sha256" : null;

  const signed = (header: unknown, payload: unknown): string => {
    const input = `${encoded(header)}.${encoded(payload)}`;
    const signature = sign(hash, Buffer.from(input), { key: pair.privateKey, dsaEncoding: "ieee-p1363" });
    return `${input}.${signature.toString("base64url")}`;
  };

  const proof = (wish: ProofWish = {}): string =>
    signed(
      { typ: "dpop+jwt", alg, jwk, ...wish.header },
      {
        jti: randomUUID(),
        htm: wish.method ?? "POST",
        htu: wish.address ?? "https://api.clinic.example/v1/tokens",
        iat: Math.floor((wish.atMs ?? 0) / 1000),
        ...(wish.accessToken === undefined ? {} : { ath: hashOf(wish.accessToken) }),
        ...wish.claims,
      },
    );

  return { jwk, privateKey: pair.privateKey, proof, signed };
};
