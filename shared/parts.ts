import { createHmac, type KeyObject } from "node:crypto";

/**
 * Parts joined so that no part can pretend to be two: each one follows its length in UTF-16 units and a colon (`2:ab1:c`).
 * Use it wherever several values become one key, one MAC input or one AAD (TRAPS 1).
 */
export const joinParts = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `${String(part).length}:${part}`).join("");

/** The parts of such a text; undefined for any other. */
export const partsOf = (joined: string): readonly string[] | undefined => {
  const parts: string[] = [];
  let at = 0;
  while (at < joined.length) {
    const length = /^(\d{1,6}):/.exec(joined.slice(at, at + 7))?.[1];
    if (length === undefined) return undefined;
    const start = at + length.length + 1;
    at = start + Number(length);
    if (at > joined.length) return undefined;
    parts.push(joined.slice(start, at));
  }
  return parts;
};

/** HMAC-SHA-256 over unforgeably joined parts: 32 bytes. */
export const macOfParts = (key: KeyObject, ...parts: readonly (string | number)[]): Buffer =>
  createHmac("sha256", key)
    .update(joinParts(...parts))
    .digest();
