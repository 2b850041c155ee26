import type { KeyObject } from "node:crypto";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import type { Item } from "../attributes.ts";
import { headItem, readHead } from "../head-item.ts";
import { conversationKey } from "../keys.ts";
import { checkSealed, sealedItem } from "./sealed-item.ts";

/** The HEAD item with a MAC over all of it. */
export const sealedHead = (head: Head, key: KeyObject): Item => sealedItem(headItem(head), key);

/** The head in a stored item; 500 `integrity-violation` when it is not as this service wrote it, for this conversation. */
export const openHead = (ref: ConversationRef, item: Item, key: KeyObject): Head => {
  checkSealed(item, { pk: conversationKey(ref), key });
  return readHead(ref, item);
};
