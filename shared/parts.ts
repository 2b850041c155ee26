import { createHmac, type KeyObject } from "node:crypto";

/**
 * Parts joined so that no part can pretend to be two: each one follows its length in UTF-16 units and a colon (`2:ab1:c`).
 * Use it wherever several values become one key, one MAC input or one AAD (TRAPS 1).
 */
export const joinParts = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `${String(part).length}:${part}`).join("");

/** The parts of a text that `joinParts` made; throws on any other. */
export const splitParts = (text: string): readonly string[] => {
  if (text === "") return [];
  const length = /^\d{1,9}(?=:)/.exec(text)?.[0] ?? "";
  const end = length.length + 1 + Number(length);
  if (length === "" || text.length < end) throw new TypeError("no joined parts");
  return [text.slice(length.length + 1, end), ...splitParts(text.slice(end))];
};

/** HMAC-SHA-256 over unforgeably joined parts: 32 bytes. */
export const macOfParts = (key: KeyObject, ...parts: readonly (string | number)[]): Buffer =>
  createHmac("sha256", key)
    .update(joinParts(...parts))
    .digest();
