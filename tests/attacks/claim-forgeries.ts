import { createHmac } from "node:crypto";
import { claimsIn, encode, type Forgery, forge, type Original, partsOf, withFirst, withLast } from "./forge.ts";

const wrongValues: readonly unknown[] = [null, true, 0, -1, 1.5, "", " ", "x", [], {}, ["x"], { toString: "x" }];
const wrongTimes: readonly string[] = [
  "1e400",
  "-1e400",
  "1e3",
  "1.8e9",
  "9007199254740993",
  "253402300800",
  "-0",
  "0.5",
  '"1800000000"',
  "[1800000000]",
  "true",
  "null",
];

/** Tokens with the right signature whose claims are of another type, missing, doubled, or more than there should be. */
export const claimForgeries = (original: Original): readonly Forgery[] => {
  const claims = claimsIn(original);
  const names = Object.keys(claims);
  const text = JSON.stringify(claims);
  const replaced = (name: string, value: string): string =>
    text.replace(new RegExp(`"${name}":("[^"]*"|\\d+)`), `"${name}":${value}`);
  return [
    ...names.flatMap((name) => [
      { name: `no ${name}`, token: forge(original, { payload: { ...claims, [name]: undefined } }) },
      { name: `${name} as list`, token: forge(original, { payload: { ...claims, [name]: [claims[name]] } }) },
      { name: `${name} twice, ours last`, token: forge(original, { payload: withFirst(claims, name, '"other"') }) },
      { name: `${name} twice, ours first`, token: forge(original, { payload: withLast(claims, name, '"other"') }) },
      { name: `${name} with a space`, token: forge(original, { payload: { ...claims, [name]: `${claims[name]} ` } }) },
      {
        name: `${name} under an escaped name`,
        token: forge(original, {
          payload: text.replace(`"${name}"`, `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`),
        }),
      },
      ...wrongValues.map((value) => ({
        name: `${name} ${JSON.stringify(value)}`,
        token: forge(original, { payload: { ...claims, [name]: value } }),
      })),
    ]),
    ...["iat", "nbf", "exp", "gen"].flatMap((name) =>
      wrongTimes.map((value) => ({ name: `${name} ${value}`, token: forge(original, { payload: replaced(name, value) }) })),
    ),
    ...["admin", "role", "roles", "__proto__", "constructor", "cnf", "act", "azp", "client_id"].map((member) => ({
      name: `a further claim ${member}`,
      token: forge(original, { payload: withFirst(claims, member, '{"admin":true}') }),
    })),
    ...["admin", "conversation admin", "Conversation", "*"].map((scope) => ({
      name: `scope ${scope}`,
      token: forge(original, { payload: { ...claims, scope } }),
    })),
    ...[`${claims.iss}/`, `${claims.iss}.evil.example`, "https://evil.example", String(claims.iss).toUpperCase()].map((iss) => ({
      name: `iss ${iss}`,
      token: forge(original, { payload: { ...claims, iss } }),
    })),
    ...[`${claims.aud}x`, `x${claims.aud}`, "picasso-context", "picasso-context:prod", "*"].map((aud) => ({
      name: `aud ${aud}`,
      token: forge(original, { payload: { ...claims, aud } }),
    })),
    { name: "claims in a list", token: forge(original, { payload: [claims] }) },
    { name: "claims as text", token: forge(original, { payload: JSON.stringify(text) }) },
    { name: "no claims", token: forge(original, { payload: {} }) },
    { name: "null as claims", token: forge(original, { payload: "null" }) },
  ];
};

/** Tokens that say the same in other bytes: they would be two tokens for one, or slip past whoever compares texts. */
export const encodingForgeries = (original: Original): readonly Forgery[] => {
  const [head, body, signature] = partsOf(original.token);
  const claims = claimsIn(original);
  const text = JSON.stringify(claims);
  const last = (part: string) => part.slice(0, -1) + String.fromCharCode(part.charCodeAt(part.length - 1) + 1);
  const texts: readonly (readonly [string, string])[] = [
    ["spaces", JSON.stringify(claims, undefined, 1)],
    ["a space in front", ` ${text}`],
    ["a line break behind", `${text}\n`],
    ["a byte order mark", `\ufeff${text}`],
    ["a comment", `/**/${text}`],
    ["a second object", `${text}{}`],
    ["a trailing comma", text.replace(/\}$/, ",}")],
    ["single quotes", text.replaceAll('"', "'")],
    ["an escaped slash", text.replaceAll("/", "\\/")],
    ["a zero byte", `${text}\u0000`],
  ];
  return [
    ...texts.map(([name, payload]) => ({ name: `payload with ${name}`, token: forge(original, { payload }) })),
    { name: "UTF-16", token: rawPayload(original, Buffer.from(text, "utf16le")) },
    { name: "bytes that are not UTF-8", token: rawPayload(original, Buffer.concat([Buffer.from(text), Buffer.from([0xff])])) },
    {
      name: "an overlong brace",
      token: rawPayload(original, Buffer.concat([Buffer.from([0xc1, 0xbb]), Buffer.from(text.slice(1))])),
    },
    { name: "padding on each part", token: `${head}=.${body}=.${signature}=` },
    { name: "padding at the end", token: `${original.token}=` },
    { name: "plain base64", token: original.token.replaceAll("-", "+").replaceAll("_", "/").concat("+") },
    { name: "other unused bits in the signature", token: `${head}.${body}.${last(signature)}` },
    { name: "a point in front", token: `.${original.token}` },
    { name: "a point behind", token: `${original.token}.` },
    { name: "five parts", token: `${original.token}.${head}.${body}` },
    { name: "a part twice", token: `${head}.${body}.${signature}.${signature}` },
    { name: "an empty part", token: `${head}..${signature}` },
    { name: "only points", token: ".." },
    { name: "JSON serialisation", token: encode({ protected: head, payload: body, signature }) },
    { name: "parts exchanged", token: `${body}.${head}.${signature}` },
  ];
};

const rawPayload = (original: Original, bytes: Buffer): string => {
  const signed = `${partsOf(original.token)[0]}.${bytes.toString("base64url")}`;
  return `${signed}.${createHmac("sha256", original.secret).update(signed).digest("base64url")}`;
};

/** Wrong authentication tags over the right text, in the manner of Wycheproof's HMAC vectors, and huge tokens. */
export const signatureForgeries = (original: Original): readonly Forgery[] => {
  const [head, body, signature] = partsOf(original.token);
  const tag = Buffer.from(signature, "base64url");
  const changed = (name: string, bytes: Buffer) => ({
    name: `tag: ${name}`,
    token: `${head}.${body}.${bytes.toString("base64url")}`,
  });
  const flipped = (bit: number) => Buffer.from(tag.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
  const macOf = (text: string, key: Buffer | string = original.secret) => createHmac("sha256", key).update(text).digest();
  return [
    ...[0, 1, 7, 8, 31, 71, 77, 80, 96, 97, 103, 248, 249, 254, 255].map((bit) => changed(`bit ${bit} flipped`, flipped(bit))),
    changed("all bits flipped", Buffer.from(tag.map((byte) => byte ^ 0xff))),
    changed("every highest bit flipped", Buffer.from(tag.map((byte) => byte ^ 0x80))),
    changed("zeros", Buffer.alloc(32)),
    changed("ones", Buffer.alloc(32, 0xff)),
    changed("reversed", Buffer.from([...tag].reverse())),
    ...[0, 1, 8, 16, 20, 24, 28, 31].map((length) => changed(`cut to ${length} bytes`, tag.subarray(0, length))),
    changed("a byte more", Buffer.concat([tag, Buffer.from([0])])),
    changed("twice", Buffer.concat([tag, tag])),
    changed("of the empty text", macOf("")),
    changed("of the payload alone", macOf(body)),
    changed("of the text with a zero byte", macOf(`${head}.${body}\u0000`)),
    changed("under the empty key", macOf(`${head}.${body}`, "")),
    changed("under the key in base64url", macOf(`${head}.${body}`, original.secret.toString("base64url"))),
    changed("under the key in hexadecimal", macOf(`${head}.${body}`, original.secret.toString("hex"))),
    changed("under the key without its last byte", macOf(`${head}.${body}`, original.secret.subarray(0, -1))),
    ...[3000, 20_000, 1_000_000].map((size) => ({
      name: `${size} characters of issuer`,
      token: forge(original, { payload: { ...claimsIn(original), iss: "x".repeat(size) } }),
    })),
    { name: "a million points", token: ".".repeat(1_000_000) },
    { name: "deep nesting", token: forge(original, { payload: "[".repeat(1200) + "]".repeat(1200) }) },
  ];
};

/** Every truncation of a token, and every character of it exchanged for its neighbour. */
export const damageForgeries = ({ token }: Original): readonly Forgery[] =>
  [...token].flatMap((character, index) => {
    const other = String.fromCharCode(character.charCodeAt(0) ^ 1);
    return [
      { name: `cut after ${index} characters`, token: token.slice(0, index) },
      { name: `character ${index} changed`, token: token.slice(0, index) + other + token.slice(index + 1) },
    ];
  });
