/** What a compact JWS says before anything about it is proven. */
export type UnverifiedJwt = { readonly token: string; readonly kid: string; readonly payload: unknown };

const maxTokenChars = 2048;
const compactForm = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;
const headerMembers = new Set(["alg", "typ", "kid"]);

/**
 * The parts of a compact HS256 `at+jwt`, or undefined when any byte of it could be written another way:
 * unpadded canonical base64url, compact JSON without duplicate members, exactly `alg`, `typ` and `kid` in the header
 * (so no `crit`, `jwk`, `jku` or `x5u` is ever looked at). Proves nothing about the signature.
 */
export const readCanonicalJwt = (token: string): UnverifiedJwt | undefined => {
  if (token.length > maxTokenChars) return undefined;
  const [, headerPart, payloadPart, signaturePart] = compactForm.exec(token) ?? [];
  if (headerPart === undefined || payloadPart === undefined || signaturePart === undefined) return undefined;
  if (Buffer.from(signaturePart, "base64url").toString("base64url") !== signaturePart) return undefined;
  const header = readCanonicalPart(headerPart);
  const payload = readCanonicalPart(payloadPart);
  if (header === undefined || payload === undefined || !isOwnHeader(header)) return undefined;
  return { token, kid: header.kid, payload };
};

const isOwnHeader = (header: Readonly<Record<string, unknown>>): header is { readonly kid: string } =>
  header.alg === "HS256" &&
  header.typ === "at+jwt" &&
  typeof header.kid === "string" &&
  Object.keys(header).every((member) => headerMembers.has(member));

/** The object in a part; undefined unless writing it again gives the same text (no duplicates, no spaces, no `1e3`). */
const readCanonicalPart = (part: string): Record<string, unknown> | undefined => {
  const bytes = Buffer.from(part, "base64url");
  if (bytes.toString("base64url") !== part) return undefined;
  const text = bytes.toString("utf8");
  const value = parsed(text);
  const isCanonical = typeof value === "object" && value !== null && !Array.isArray(value) && JSON.stringify(value) === text;
  return isCanonical ? (value as Record<string, unknown>) : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
