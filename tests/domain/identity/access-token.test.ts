import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  type AccessClaims,
  mintAccessToken,
  TokenRefused,
  verifyAccessToken,
} from "../../../shared/domain/identity/access-token.ts";
import { readCanonicalJwt } from "../../../shared/domain/identity/canonical-jwt.ts";
import type { Keyring } from "../../../shared/domain/identity/keyring.ts";

const secret = randomBytes(32);
const previous = randomBytes(32);
const signingKey = (kid: string, bytes: Buffer) => ({ kid, key: createSecretKey(bytes), createdAtMs: 0 });
const ring: Keyring = {
  current: signingKey("k2", secret),
  byKid: new Map([
    ["k2", signingKey("k2", secret)],
    ["k1", signingKey("k1", previous)],
  ]),
};
const now = 1_800_000_000;
const at = { issuer: "https://issuer.example", audience: "picasso-context:prod", nowSeconds: now };
const identity = {
  tid: "north-clinic",
  sub: `sb_${"s".repeat(24)}`,
  sid: `cv_${"c".repeat(42)}E`,
  fam: "f".repeat(16),
  gen: 1,
  jti: "j".repeat(22),
};
const claims: AccessClaims = {
  ...identity,
  iss: at.issuer,
  aud: at.audience,
  scope: "conversation",
  iat: now,
  nbf: now,
  exp: now + 1800,
};
const header = { alg: "HS256", typ: "at+jwt", kid: "k2" };

const encode = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A token signed with the right key, whatever it says. */
const forge = (parts: {
  readonly header?: unknown;
  readonly payload?: unknown;
  readonly key?: Buffer;
  readonly hash?: string;
}): string => {
  const body = `${encode(parts.header ?? header)}.${encode(parts.payload ?? claims)}`;
  return `${body}.${createHmac(parts.hash ?? "sha256", parts.key ?? secret)
    .update(body)
    .digest("base64url")}`;
};
const verify = (token: string, nowSeconds = now) => {
  const unverified = readCanonicalJwt(token);
  return unverified === undefined ? "malformed" : verifyAccessToken(unverified, ring, { ...at, nowSeconds });
};
const fault = (token: string, nowSeconds = now): string => {
  try {
    return verify(token, nowSeconds) === "malformed" ? "malformed" : "accepted";
  } catch (failure) {
    return failure instanceof TokenRefused ? failure.fault : String(failure);
  }
};

describe("a token of ours", () => {
  test("is accepted as minted, with exactly its claims", () => {
    expect(verify(mintAccessToken(identity, ring, at))).toEqual(claims);
  });

  test("is accepted with the thumbprint of the key it is bound to", () => {
    const cnf = { jkt: `${"k".repeat(42)}8` };
    expect(verify(mintAccessToken({ ...identity, cnf }, ring, at))).toEqual({ ...claims, cnf });
  });

  test("is accepted in whatever member order and under the previous key", () => {
    expect(fault(forge({ header: { kid: "k2", typ: "at+jwt", alg: "HS256" } }))).toBe("accepted");
    expect(fault(forge({ header: { ...header, kid: "k1" }, key: previous }))).toBe("accepted");
  });

  test("lives 30 minutes, with 60 seconds of leeway on either side and not one more", () => {
    const token = mintAccessToken(identity, ring, at);
    expect([1800, 1859, 1860, 1861, 1862].map((age) => fault(token, now + age))).toEqual([
      "accepted",
      "accepted",
      "accepted",
      "expired",
      "expired",
    ]);
    expect([59, 60, 61, 62].map((early) => fault(token, now - early))).toEqual([
      "accepted",
      "accepted",
      "not-yet-valid",
      "not-yet-valid",
    ]);
  });
});

describe("refuses", () => {
  const noneSpellings = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((mask) =>
    [..."none"].map((letter, bit) => ((mask >> bit) & 1 ? letter.toUpperCase() : letter)).join(""),
  );
  const algorithms = [
    ...noneSpellings,
    ...noneSpellings.map((name) => `${name} `),
    ...noneSpellings.map((name) => ` ${name}`),
    "",
    null,
    0,
    [],
    ["HS256"],
    {},
    "hs256",
    "HS256 ",
    "HS384",
    "HS512",
    "RS256",
    "ES256",
    "PS256",
    "EdDSA",
    "\u0000HS256",
  ];

  test.each(algorithms.map((alg) => [alg]))("alg %j", (alg) => {
    expect(fault(forge({ header: { ...header, alg } }))).toBe("malformed");
    const [head, body] = forge({ header: { ...header, alg } }).split(".");
    expect([fault(`${head}.${body}.`), fault(`${head}.${body}`)]).toEqual(["malformed", "malformed"]);
  });

  test.each([
    ["../../../../dev/null"],
    ["/dev/null"],
    ["k2' OR '1'='1"],
    ["__proto__"],
    ["constructor"],
    ["toString"],
    [""],
    ["K2"],
    ["k2\u0000"],
    ["k3"],
  ])("kid %j", (kid) => {
    expect(fault(forge({ header: { ...header, kid } }))).toBe("unknown-key");
    expect(fault(forge({ header: { ...header, kid }, key: Buffer.alloc(0) }))).toBe("unknown-key");
  });

  test.each([
    ["jku", "https://evil.example/keys"],
    ["x5u", "https://evil.example/cert"],
    ["jwk", { kty: "oct", k: secret.toString("base64url") }],
    ["x5c", ["MIIB"]],
    ["crit", ["exp"]],
    ["b64", false],
    ["cty", "JWT"],
    ["zip", "DEF"],
    ["__proto__", { kid: "k2" }],
  ])("a header with %s", (member, value) => {
    expect(
      fault(forge({ header: JSON.stringify(header).replace("{", `{${JSON.stringify(member)}:${JSON.stringify(value)},`) })),
    ).toBe("malformed");
  });

  test.each([
    ["typ JWT", { ...header, typ: "JWT" }],
    ["typ missing", { alg: "HS256", kid: "k2" }],
    ["typ with prefix", { ...header, typ: "application/at+jwt" }],
    ["kid as number", { ...header, kid: 2 }],
    ["kid missing", { alg: "HS256", typ: "at+jwt" }],
    ["an array", [header]],
    ["a string", '"HS256"'],
    ["null", "null"],
    ["no JSON", "{"],
  ])("a header that is wrong: %s", (_, wrong) => {
    expect(fault(forge({ header: wrong }))).toBe("malformed");
  });

  test.each([
    ["no exp", { ...claims, exp: undefined }],
    ["exp as text", { ...claims, exp: String(claims.exp) }],
    ["exp with a fraction", { ...claims, exp: claims.exp + 0.5 }],
    ["a long life", { ...claims, exp: now + 1801 }],
    ["exp before iat", { ...claims, exp: now - 1 }],
    ["exp negative", { ...claims, exp: -1 }],
    ["iat missing", { ...claims, iat: undefined }],
    ["nbf missing", { ...claims, nbf: undefined }],
    ["aud as array", { ...claims, aud: [at.audience] }],
    ["tid as array", { ...claims, tid: [claims.tid] }],
    ["tid with a delimiter", { ...claims, tid: "north#clinic" }],
    ["sid of another form", { ...claims, sid: "cv_short" }],
    ["sub as number", { ...claims, sub: 1 }],
    ["gen zero", { ...claims, gen: 0 }],
    ["another scope", { ...claims, scope: "admin" }],
    ["scope as list", { ...claims, scope: ["conversation"] }],
    ["an unknown member", { ...claims, admin: true }],
    ["claims that are an array", [claims]],
  ])("claims with %s", (_, payload) => {
    expect(["claims", "malformed"]).toContain(fault(forge({ payload })));
  });

  test.each([
    ["infinite exp", JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400')],
    ["exp in exponent form", JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1.8000018e9')],
    ["a duplicate claim", JSON.stringify(claims).replace("{", '{"tid":"south-clinic",')],
    ["spaces", JSON.stringify(claims, null, 1)],
    ["a byte order mark", `\ufeff${JSON.stringify(claims)}`],
    ["a trailing member", `${JSON.stringify(claims)}{}`],
    ["bytes that are not UTF-8", Buffer.concat([Buffer.from(JSON.stringify(claims)), Buffer.from([0xff])]).toString("latin1")],
  ])("payload text with %s", (_, payload) => {
    expect(fault(forge({ payload }))).toBe("malformed");
  });

  test.each([
    ["another issuer", { ...claims, iss: "https://evil.example" }],
    ["our issuer and more", { ...claims, iss: `${at.issuer}/` }],
    ["another stage", { ...claims, aud: "picasso-context:staging" }],
    ["aud with a prefix", { ...claims, aud: "picasso-context:production" }],
  ])("%s", (_, payload) => {
    expect(fault(forge({ payload }))).toBe("wrong-audience");
  });

  test("an iat or nbf in the future", () => {
    expect(fault(forge({ payload: { ...claims, iat: now + 61, exp: now + 1800 } }))).toBe("not-yet-valid");
    expect(fault(forge({ payload: { ...claims, nbf: now + 61 } }))).toBe("not-yet-valid");
  });

  test("bytes that are not UTF-8 inside of a text", () => {
    const text = JSON.stringify({ ...claims, iss: "~~~" });
    const damaged = Buffer.from(text.replace("~~~", "\xf0\x9f\x98"), "latin1");
    const body = `${encode(header)}.${damaged.toString("base64url")}`;
    expect(fault(`${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`)).toBe("malformed");
  });

  test.each([
    ["cnf null", { cnf: null }],
    ["cnf as list", { cnf: [{ jkt: "A".repeat(43) }] }],
    ["cnf empty", { cnf: {} }],
    ["jkt as list", { cnf: { jkt: ["A".repeat(43)] } }],
    ["jkt too short", { cnf: { jkt: "A".repeat(42) } }],
    ["jkt too long", { cnf: { jkt: "A".repeat(44) } }],
    ["jkt in another spelling of its bytes", { cnf: { jkt: `${"A".repeat(42)}B` } }],
    ["jkt of nothing", { cnf: { jkt: "" } }],
    ["a key instead of its thumbprint", { cnf: { jwk: {} } }],
    ["a second way to confirm", { cnf: { jkt: "A".repeat(43), "x5t#S256": "A".repeat(43) } }],
    ["jkt beside cnf", { jkt: "A".repeat(43) }],
  ])("a binding that is wrong: %s", (_, change) => {
    expect(fault(forge({ payload: { ...claims, ...change } }))).toBe("claims");
  });

  test("a signature by another key, another hash, or of another token", () => {
    expect(fault(forge({ key: previous }))).toBe("signature");
    expect(fault(forge({ hash: "sha512" }))).toBe("malformed");
    const [head, , signature] = forge({}).split(".");
    expect(fault(`${head}.${encode({ ...claims, tid: "south-clinic" })}.${signature}`)).toBe("signature");
  });

  test("every flipped bit and every truncation of a good token", () => {
    const token = forge({});
    const accepted = [...token].flatMap((_, index) => {
      const flipped = [1, 2, 4, 8, 16, 32].map(
        (bit) => token.slice(0, index) + String.fromCharCode(token.charCodeAt(index) ^ bit) + token.slice(index + 1),
      );
      return [...flipped, token.slice(0, index)].filter((damaged) => fault(damaged) === "accepted");
    });
    expect(accepted).toEqual([]);
  });

  test("other encodings of the same bytes", () => {
    const token = forge({});
    const [head = "", body = "", signature = ""] = token.split(".");
    const variants = [
      `${token}=`,
      `${token}.`,
      ` ${token}`,
      `${token}\n`,
      `${head}=.${body}.${signature}`,
      token.replaceAll("-", "+").replaceAll("_", "/") + (/[-_]/.test(token) ? "" : "+"),
      `${head}.${body}.${signature}.${signature}`,
      `${head}..${signature}`,
    ];
    expect(variants.filter((variant) => fault(variant) === "accepted")).toEqual([]);
  });

  test("a huge token before it is parsed", () => {
    expect(fault(forge({ payload: { ...claims, iss: "x".repeat(5000) } }))).toBe("malformed");
    expect(fault("a".repeat(1_000_000))).toBe("malformed");
  });
});
