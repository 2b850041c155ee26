import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { Problem } from "../../problem.ts";
import { bytes, type Item } from "../attributes.ts";
import { headItem, readHead } from "../head-item.ts";
import { conversationKey } from "../keys.ts";

const macBytes = 16;

/** The HEAD item with a MAC over all of it (HMAC-SHA-256, 128 bits), so that nobody without the key can change an attribute or move it. */
export const sealedHead = (head: Head, key: KeyObject): Item => {
  const item = headItem(head);
  return { ...item, mac: bytes(macOf(item, key)) };
};

/** The head in a stored item; 500 `integrity-violation` when it is not as this service wrote it, for this conversation. */
export const openHead = (ref: ConversationRef, item: Item, key: KeyObject): Head => {
  const { mac, ...covered } = item;
  const isOurs = item.pk?.S === conversationKey(ref) && isSame(mac?.B, macOf(covered, key));
  if (!isOurs) throw new Problem("integrity-violation");
  return readHead(ref, item);
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
  if (value.B !== undefined) return ["B", Buffer.from(value.B).toString("base64")];
  return Object.entries(value).flat();
};
