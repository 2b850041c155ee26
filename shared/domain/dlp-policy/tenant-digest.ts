import type { KeyObject } from "node:crypto";
import { macOfParts } from "../../parts.ts";

const firstLetter = "a".charCodeAt(0);
const digestBytes = 6;

/** A keyed digest in 12 letters from a to p: no digit and no word, so that it cannot pass for an identifier itself. */
export const lettersOf = (key: KeyObject, tenantId: string, identity: string): string =>
  [...macOfParts(key, tenantId, identity).subarray(0, digestBytes)]
    .map((byte) => String.fromCharCode(firstLetter + (byte >> 4), firstLetter + (byte & 15)))
    .join("");
