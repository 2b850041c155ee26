import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Problem } from "../../problem.ts";
import { bytes, type Item } from "../attributes.ts";

const macBytes = 16;

/** An item with a MAC over all of it (HMAC-SHA-256, 128 bits): nobody without the key can change an attribute, add one or move it. */
export const sealedItem = (item: Item, key: KeyObject): Item => ({ ...item, mac: bytes(macOf(item, key)) });

/** Lets an item pass that is as `sealedItem` made it, in this partition; 500 `integrity-violation` otherwise. */
export const checkSealed = (item: Item, { pk, key }: { readonly pk: string; readonly key: KeyObject }): void => {
  const { mac, ...covered } = item;
  const isOurs = item.pk?.S === pk && isSame(mac?.B, macOf(covered, key));
  if (!isOurs) throw new Problem("integrity-violation");
};

const isSame = (given: Uint8Array | undefined, expected: Buffer): boolean =>
  given?.length === macBytes && timingSafeEqual(given, expected);

const macOf = (item: Item, key: KeyObject): Buffer =>
  createHmac("sha256", key)
    .update(JSON.stringify(canonical({ M: item })))
    .digest()
    .subarray(0, macBytes);

/** One form for each value, whatever the order of members. */
const canonical = (value: AttributeValue): unknown => {
  if (value.M !== undefined) {
    const members = Object.entries(value.M).sort(([a], [b]) => (a < b ? -1 : 1));
    return ["M", members.map(([name, member]) => [name, canonical(member)])];
  }
  if (value.L !== undefined) return ["L", value.L.map(canonical)];
  if (value.B !== undefined) return ["B", Buffer.from(value.B).toString("base64")];
  return Object.entries(value).flat();
};
