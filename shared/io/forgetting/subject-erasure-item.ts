import type { SubjectRef } from "../../domain/conversation/head.ts";
import { expiryOf, lifetimes } from "../../domain/conversation/lifetimes.ts";
import type { SubjectErasure } from "../../domain/conversation-forgetting/subject-erasure.ts";
import { bytes, type Item, map, number, text } from "../attributes.ts";
import { countsItem, readCounts } from "../conversation-items/erasure-item.ts";
import { shardKeys, sortKeys } from "../keys.ts";
import { readBytes, readMap, readNumber } from "../stored-item.ts";

export const subjectErasureItem = (of: SubjectRef, erasure: SubjectErasure): Item => ({
  pk: text(shardKeys.subject(of)),
  sk: text(sortKeys.subjectErasure),
  version: number(erasure.version),
  started: number(erasure.startedAtMs),
  conversations: number(erasure.conversations),
  hash: bytes(erasure.conversationsHash),
  counts: map(countsItem(erasure.counts)),
  keys: number(erasure.destroyedKeys),
  ...endItem(erasure.end),
  expiresAt: number(expiryOf(erasure.end?.atMs ?? erasure.startedAtMs, lifetimes.receiptSeconds)),
});

export const readSubjectErasure = (item: Item | undefined): SubjectErasure | undefined =>
  item === undefined
    ? undefined
    : {
        version: readNumber(item, "version"),
        startedAtMs: readNumber(item, "started"),
        conversations: readNumber(item, "conversations"),
        conversationsHash: readBytes(item, "hash"),
        counts: readCounts(readMap(item, "counts")),
        destroyedKeys: readNumber(item, "keys"),
        ...readEnd(item),
      };

const endItem = (end: SubjectErasure["end"]): Item =>
  end === undefined ? {} : { ended: number(end.atMs), request: text(end.requestId), ledger: bytes(end.ledgerHash) };

const readEnd = (item: Item): Pick<SubjectErasure, "end"> =>
  item.ended === undefined
    ? {}
    : {
        end: {
          atMs: readNumber(item, "ended"),
          requestId: item.request?.S ?? "",
          ledgerHash: readBytes(item, "ledger"),
        },
      };
