import { createHmac, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { type ProvenCall, verifyDpopProof } from "../../../shared/domain/identity-dpop/dpop-proof.ts";
import { encoded, hashOf, newDevice, type ProofWish, thumbprintOf } from "../../proving-device.ts";

const nowMs = 1_800_000_000_000;
const now = nowMs / 1000;
const address = "https://api.clinic.example/v1/conversations/cv_x/turns";
const accessToken = "some.access.token";
const call: ProvenCall = { method: "POST", address, nowMs };
const withToken: ProvenCall = { ...call, accessToken };
const device = newDevice();
const wish: ProofWish = { address, atMs: nowMs };
const good = () => device.proof(wish);

/** `accepted`, or the part that was found wrong. */
const verdict = (proof: string, at: ProvenCall = call): string => {
  const result = verifyDpopProof(proof, at);
  return typeof result === "string" ? result : "accepted";
};
const headed = (header: Readonly<Record<string, unknown>>) => verdict(device.proof({ ...wish, header }));
const claimed = (claims: Readonly<Record<string, unknown>>) => verdict(device.proof({ ...wish, claims }));

describe("the published examples of RFC 9449", () => {
  const header =
    '{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}}';
  const forTokens = '{"jti":"-BwC3ESc6acc2lTc","htm":"POST","htu":"https://server.example.com/token","iat":1562262616}';
  const forResource =
    '{"jti":"e1j3V_bKic8-LAEB","htm":"GET","htu":"https://resource.example.org/protectedresource","iat":1562262618,"ath":"fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"}';
  const tokenProof = `${encoded(header)}.${encoded(forTokens)}.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg`;
  const resourceProof = `${encoded(header)}.${encoded(forResource)}.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA`;
  const tokenCall = { method: "POST", address: "https://server.example.com/token", nowMs: 1_562_262_616_000 };
  const resourceCall = {
    method: "GET",
    address: "https://resource.example.org/protectedresource",
    accessToken: "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
    nowMs: 1_562_262_618_000,
  };

  test("verify at their time, with the published thumbprint", () => {
    const thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    expect(verifyDpopProof(tokenProof, tokenCall)).toMatchObject({ thumbprint });
    expect(verifyDpopProof(resourceProof, resourceCall)).toMatchObject({ thumbprint });
  });

  test("are good for nothing else", () => {
    expect(verdict(tokenProof, { ...tokenCall, nowMs })).toBe("iat");
    expect(verdict(tokenProof, { ...resourceCall, accessToken: "x" })).toBe("htm");
    expect(verdict(resourceProof, { ...resourceCall, accessToken: "another" })).toBe("ath");
    expect(verdict(resourceProof.replace(/.$/, "Q"), resourceCall)).toBe("signature");
  });
});

describe("a proof for this call", () => {
  test.each(["ES256", "EdDSA"] as const)("is accepted with %s, and names its key as RFC 7638 does", (alg) => {
    const other = newDevice(alg);
    const proof = verifyDpopProof(other.proof({ ...wish, accessToken }), withToken);
    expect(proof).toEqual({
      thumbprint: thumbprintOf(other),
      digest: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: now + 120,
    });
  });

  test("may have its members in any order", () => {
    const [, payload = ""] = good().split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const { kty, crv, x, y } = device.jwk;
    const header = { jwk: { y, x, crv, kty }, alg: "ES256", typ: "dpop+jwt" };
    const reversed = Object.fromEntries(Object.entries(claims).reverse());
    const result = verifyDpopProof(device.signed(header, reversed), call);
    expect(result).toMatchObject({ thumbprint: thumbprintOf(device) });
  });

  test("is taken 60 seconds before and after, and not one more", () => {
    const steps = [-62, -61, -60, -59, 0, 59, 60, 61, 62];
    expect(steps.map((step) => claimed({ iat: now + step }))).toEqual([
      ...["iat", "iat", "accepted", "accepted", "accepted", "accepted", "accepted", "iat", "iat"],
    ]);
  });

  test("has one digest, however it is signed; another key or another jti makes another", () => {
    const claims = { jti: "1234567890abcdef" };
    const digestOf = (by = device, jti = claims.jti) => {
      const result = verifyDpopProof(by.proof({ ...wish, claims: { jti } }), call);
      return typeof result === "string" ? result : result.digest;
    };
    expect(digestOf()).toBe(digestOf());
    expect(new Set([digestOf(), digestOf(newDevice()), digestOf(device, "1234567890abcdeg")]).size).toBe(3);
  });

  test.each([[16], [128]])("may have a jti of %d characters", (length) => {
    expect(claimed({ jti: "~".repeat(length) })).toBe("accepted");
  });
});

describe("refuses a header with", () => {
  const es = { kty: "EC", crv: "P-256", x: device.jwk.x, y: device.jwk.y };
  const privateJwk = device.privateKey.export({ format: "jwk" });
  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  const ed = newDevice("EdDSA").jwk;

  test.each([
    ["typ missing", { typ: undefined }],
    ["typ JWT", { typ: "JWT" }],
    ["typ at+jwt", { typ: "at+jwt" }],
    ["typ in capitals", { typ: "DPOP+JWT" }],
    ["typ in full", { typ: "application/dpop+jwt" }],
    ["kid", { kid: "k1" }],
    ["jku", { jku: "https://evil.example/keys" }],
    ["x5u", { x5u: "https://evil.example/cert" }],
    ["x5c", { x5c: ["MIIB"] }],
    ["x5t", { x5t: "abc" }],
    ["crit", { crit: ["iat"] }],
    ["b64", { b64: false }],
  ])("%s", (_, header) => {
    expect(headed(header)).toBe("proof");
  });

  test.each([
    ["alg missing", { alg: undefined }],
    ["alg none", { alg: "none" }],
    ["alg as list", { alg: ["ES256"] }],
    ["alg in lower case", { alg: "es256" }],
    ...["HS256", "RS256", "PS256", "ES384", "ES512", "ES256K", "Ed448", "__proto__", "toString"].map(
      (alg) => [`alg ${alg}`, { alg }] as const,
    ),
    ["alg of another kind of key", { alg: "EdDSA" }],
    ["jwk missing", { jwk: undefined }],
    ["jwk null", { jwk: null }],
    ["jwk as list", { jwk: [es] }],
    ["jwk as text", { jwk: JSON.stringify(es) }],
    ["the private key", { jwk: privateJwk }],
    ["a symmetric key", { jwk: { kty: "oct", k: "AAAA" } }],
    ["an RSA key", { jwk: rsa }],
    ["a P-384 key", { jwk: p384 }],
    ["a P-384 key called P-256", { jwk: { ...p384, crv: "P-256" } }],
    ["an Ed25519 key under ES256", { jwk: ed }],
    ["crv swapped", { jwk: { ...es, crv: "secp256k1" } }],
    ["kty swapped", { jwk: { ...es, kty: "OKP" } }],
    ["y missing", { jwk: { ...es, y: undefined } }],
    ["a padded coordinate", { jwk: { ...es, x: `${es.x}=` } }],
    ["a short coordinate", { jwk: { ...es, x: String(es.x).slice(1) } }],
    ["a long coordinate", { jwk: { ...es, x: `AA${es.x}` } }],
    ["a coordinate as list", { jwk: { ...es, x: [es.x] } }],
    ["jwk.kid", { jwk: { ...es, kid: "k1" } }],
    ["jwk.use", { jwk: { ...es, use: "sig" } }],
    ["jwk.x5c", { jwk: { ...es, x5c: ["MIIB"] } }],
    ["jwk.ext and key_ops", { jwk: { ...es, ext: true, key_ops: ["verify"] } }],
  ])("%s", (_, header) => {
    expect(headed(header)).toBe("jwk");
  });

  test("a key that others have signed with, or none can: swapped coordinates, the point at nothing, another device's", () => {
    const nothing = "A".repeat(43);
    expect(headed({ jwk: { ...es, x: es.y, y: es.x } })).toBe("signature");
    expect(headed({ jwk: { ...es, x: nothing, y: nothing } })).toBe("signature");
    expect(headed({ jwk: newDevice().jwk })).toBe("signature");
    const point = { kty: "OKP", crv: "Ed25519", x: `_${"_".repeat(41)}8` };
    expect(verdict(newDevice("EdDSA").proof({ ...wish, header: { jwk: point } }))).toBe("signature");
  });

  test("the public key used as a secret", () => {
    const input = `${encoded({ typ: "dpop+jwt", alg: "HS256", jwk: es })}.${good().split(".")[1]}`;
    const pem = createPrivateKey({ key: privateJwk, format: "jwk" }).export({ format: "pem", type: "pkcs8" });
    for (const secret of [pem, JSON.stringify(es), String(es.x)]) {
      expect(verdict(`${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`)).toBe("jwk");
    }
  });
});

describe("refuses claims with", () => {
  test.each([
    ["jti missing", { jti: undefined }],
    ["jti too short", { jti: "a".repeat(15) }],
    ["jti too long", { jti: "a".repeat(129) }],
    ["jti with a space", { jti: "a".repeat(16).replace("a", " ") }],
    ["jti beyond ASCII", { jti: "é".repeat(16) }],
    ["jti as number", { jti: 1_234_567_890_123_456 }],
    ["htm missing", { htm: undefined }],
    ["htm as list", { htm: ["POST"] }],
    ["htu missing", { htu: undefined }],
    ["htu as list", { htu: [address] }],
    ["iat missing", { iat: undefined }],
    ["iat as text", { iat: String(now) }],
    ["iat with a fraction", { iat: now + 0.5 }],
    ["ath as list", { ath: [hashOf(accessToken)] }],
    ["ath null", { ath: null }],
    ["a nonce nobody gave", { nonce: "x" }],
    ["a member nobody needs", { exp: now + 60 }],
  ])("%s", (_, claims) => {
    expect(claimed(claims)).toBe("claims");
  });

  test.each([
    ["htm", { htm: "GET" }],
    ["htm", { htm: "post" }],
    ["htm", { htm: "POST " }],
    ["htu", { htu: "https://api.clinic.example/v1/conversations/cv_y/turns" }],
    ["htu", { htu: "http://api.clinic.example/v1/conversations/cv_x/turns" }],
    ["htu", { htu: `${address}/` }],
    ["htu", { htu: "/v1/conversations/cv_x/turns" }],
    ["htu", { htu: "" }],
    ["iat", { iat: nowMs }],
    ["iat", { iat: -now }],
    ["ath", { ath: hashOf(accessToken) }],
  ])("another %s: %j", (part, claims) => {
    expect(claimed(claims)).toBe(part);
  });

  test("no ath, another one, or one in another spelling where a token is presented", () => {
    const hash = hashOf(accessToken);
    const spellings = [undefined, "", hashOf("another"), `${hash}=`, accessToken, Buffer.from(hash, "base64url").toString("hex")];
    expect(spellings.map((ath) => verdict(device.proof({ ...wish, claims: { ath } }), withToken))).toEqual(
      spellings.map(() => "ath"),
    );
  });
});
