import type { KeyObject } from "node:crypto";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { type Item, text } from "../attributes.ts";
import { headItem, readHead } from "../head-item.ts";
import { conversationKey } from "../keys.ts";
import type { NewestSeen } from "./newest-seen.ts";
import { checkSealed, sealedItem } from "./sealed-item.ts";

/** The HEAD item with a MAC over all of it. */
export const sealedHead = (head: Head, key: KeyObject): Item => sealedItem(headItem(head), key);

/**
 * The head in what was read for this conversation, which began when `isNotOlder` was made; undefined where nothing was, after the
 * same work, so that the time an answer takes tells nobody what exists.
 */
export const foundHead = (
  ref: ConversationRef,
  item: Item | undefined,
  by: { readonly key: KeyObject; readonly isNotOlder: ReturnType<NewestSeen["watch"]> },
): Head | undefined => {
  if (item !== undefined) return by.isNotOlder(openHead(ref, item, by.key));
  sealedItem({ pk: text(conversationKey(ref)) }, by.key);
  return undefined;
};

/** The head in a stored item; 500 `integrity-violation` when it is not as this service wrote it, for this conversation. */
export const openHead = (ref: ConversationRef, item: Item, key: KeyObject): Head => {
  checkSealed(item, { pk: conversationKey(ref), key });
  return readHead(ref, item);
};
