import { createHmac } from "node:crypto";

/** What a forger starts from: a good token, and the key that signed it, so that nothing but the verifier's strictness is in the way. */
export type Original = { readonly token: string; readonly secret: Buffer };

/** A wrong credential, and what is wrong with it. */
export type Forgery = { readonly name: string; readonly token: string };

export type Claims = Readonly<Record<string, unknown>>;
export type Header = Readonly<Record<string, unknown>>;

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export const partsOf = (token: string): readonly [string, string, string] => {
  const [head = "", body = "", signature = ""] = token.split(".");
  return [head, body, signature];
};

const decoded = (part: string): Readonly<Record<string, unknown>> => JSON.parse(Buffer.from(part, "base64url").toString());

export const headerIn = ({ token }: Original): Header => decoded(partsOf(token)[0]);
export const claimsIn = ({ token }: Original): Claims => decoded(partsOf(token)[1]);

type Parts = { readonly header?: unknown; readonly payload?: unknown; readonly key?: Buffer | string; readonly hash?: string };

/** A token of these parts; what is not given is as in the original, and the signature is right. */
export const forge = (original: Original, { header, payload, key, hash }: Parts): string => {
  const signed = `${encode(header ?? headerIn(original))}.${encode(payload ?? claimsIn(original))}`;
  const mac = createHmac(hash ?? "sha256", key ?? original.secret).update(signed);
  return `${signed}.${mac.digest("base64url")}`;
};

/** JSON text of an object with one more member, written first. */
export const withFirst = (object: object, member: string, value: string): string =>
  JSON.stringify(object).replace("{", `{${JSON.stringify(member)}:${value},`);

/** JSON text of an object with one more member, written last: where a name comes twice, JSON.parse takes this one. */
export const withLast = (object: object, member: string, value: string): string =>
  JSON.stringify(object).replace(/\}$/, `,${JSON.stringify(member)}:${value}}`);
