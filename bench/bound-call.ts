import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";

/** A browser's key: the thumbprint that a token is bound to, and the headers of a call with such a token. */
export type BoundCaller = {
  readonly thumbprint: string;
  readonly headersFor: (
    call: { readonly method: string; readonly address: string },
    accessToken: string,
  ) => Record<string, string>;
};

/** Made ahead, so that one proof lasts for a whole measurement. */
const aheadSeconds = 45;

/** A caller that proves to hold an ES256 key (RFC 9449), as most browsers would. */
export const boundCaller = (): BoundCaller => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  return {
    thumbprint: sha256(JSON.stringify({ crv, kty, x, y })),
    headersFor: ({ method, address }, accessToken) => {
      const iat = Math.floor(Date.now() / 1000) + aheadSeconds;
      const claims = { jti: randomUUID(), htm: method, htu: address, iat, ath: sha256(accessToken) };
      const input = `${encoded({ typ: "dpop+jwt", alg: "ES256", jwk: { kty, crv, x, y } })}.${encoded(claims)}`;
      const signature = sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return { authorization: `DPoP ${accessToken}`, dpop: `${input}.${signature.toString("base64url")}` };
    },
  };
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
