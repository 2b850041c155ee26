import { type ItemCounts, itemClasses, type StoredErasure } from "../../domain/conversation-forgetting/erasure.ts";
import { type Item, map, number, text } from "../attributes.ts";
import { readNumber } from "../stored-item.ts";

/** An erasure as a tombstone holds it. */
export const erasureItem = ({ clearedAtMs, counts, keyId, erasedAtMs, pagesRead, requestId }: StoredErasure): Item => ({
  cleared: number(clearedAtMs),
  ...(counts === undefined ? {} : { counts: map(countsItem(counts)) }),
  ...(keyId === undefined ? {} : { keyId: text(keyId) }),
  ...(erasedAtMs === undefined ? {} : { erased: number(erasedAtMs) }),
  ...(pagesRead === undefined ? {} : { pages: number(pagesRead) }),
  ...(requestId === undefined ? {} : { request: text(requestId) }),
});

export const readErasure = (item: Item): StoredErasure => ({
  clearedAtMs: readNumber(item, "cleared"),
  ...(item.counts?.M === undefined ? {} : { counts: readCounts(item.counts.M) }),
  ...(item.keyId?.S === undefined ? {} : { keyId: item.keyId.S }),
  ...(item.erased === undefined ? {} : { erasedAtMs: readNumber(item, "erased") }),
  ...(item.pages === undefined ? {} : { pagesRead: readNumber(item, "pages") }),
  ...(item.request?.S === undefined ? {} : { requestId: item.request.S }),
});

export const countsItem = (counts: ItemCounts): Item =>
  Object.fromEntries(itemClasses.map((each) => [each, number(counts[each])]));

export const readCounts = (item: Item): ItemCounts =>
  Object.fromEntries(itemClasses.map((each) => [each, readNumber(item, each)])) as ItemCounts;
