import { readCompactJws } from "./compact-jws.ts";

/** What an access token says before anything about it is proven. */
export type UnverifiedJwt = { readonly token: string; readonly kid: string; readonly payload: unknown };

const maxTokenChars = 2048;
const macBytes = 32;
const headerMembers = new Set(["alg", "typ", "kid"]);

/**
 * The parts of a compact HS256 `at+jwt`, or undefined when any byte of it could be written another way. Its header has exactly
 * `alg`, `typ` and `kid` (so no `crit`, `jwk`, `jku` or `x5u` is ever looked at). Proves nothing about the signature.
 */
export const readCanonicalJwt = (token: string): UnverifiedJwt | undefined => {
  const jws = readCompactJws(token, maxTokenChars);
  if (jws === undefined || jws.signature.length !== macBytes || !isOwnHeader(jws.header)) return undefined;
  return { token, kid: jws.header.kid, payload: jws.payload };
};

const isOwnHeader = (header: Readonly<Record<string, unknown>>): header is { readonly kid: string } =>
  header.alg === "HS256" &&
  header.typ === "at+jwt" &&
  typeof header.kid === "string" &&
  Object.keys(header).every((member) => headerMembers.has(member));
