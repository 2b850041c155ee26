type Members = Readonly<Record<string, unknown>>;

/** What a compact JWS says before anything about it is proven. */
export type CompactJws = {
  readonly header: Members;
  readonly payload: Members;
  /** What the signature is over. */
  readonly signingInput: string;
  readonly signature: Buffer;
};

const compactForm = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * The parts of a compact JWS whose header and payload are JSON objects, or undefined when any byte of it could be written another
 * way: unpadded canonical base64url, compact JSON without duplicate members. Nothing longer than `maxChars` is looked at.
 */
export const readCompactJws = (text: string, maxChars: number): CompactJws | undefined => {
  if (text.length > maxChars) return undefined;
  const [, headerPart, payloadPart, signaturePart] = compactForm.exec(text) ?? [];
  if (headerPart === undefined || payloadPart === undefined || signaturePart === undefined) return undefined;
  const signature = Buffer.from(signaturePart, "base64url");
  if (signature.toString("base64url") !== signaturePart) return undefined;
  const header = readCanonicalPart(headerPart);
  const payload = readCanonicalPart(payloadPart);
  if (header === undefined || payload === undefined) return undefined;
  return { header, payload, signingInput: text.slice(0, text.length - signaturePart.length - 1), signature };
};

/** The object in a part; undefined unless writing it again gives the same part (no duplicates, no spaces, no `1e3`, no stray byte). */
const readCanonicalPart = (part: string): Members | undefined => {
  const text = Buffer.from(part, "base64url").toString("utf8");
  if (Buffer.from(text).toString("base64url") !== part) return undefined;
  const value = parsed(text);
  const isCanonical = typeof value === "object" && value !== null && !Array.isArray(value) && JSON.stringify(value) === text;
  return isCanonical ? (value as Members) : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
