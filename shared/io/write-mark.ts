import type { KeyObject } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { expiryOf, lifetimes } from "../domain/conversation/lifetimes.ts";
import type { SealedTurn } from "../domain/conversation/turn.ts";
import { bytes, type Item, number, text } from "./attributes.ts";
import { checkSealed, sealedItem } from "./conversation-items/sealed-item.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";
import { readBytes, readNumber } from "./stored-item.ts";

/** What an append leaves behind for 24 hours, so that its repeat finds the number it got. */
export type WriteMark = { readonly turn: number; readonly atMs: number; readonly writeId: Buffer; readonly expiresAt: number };

/** The write that stores the mark unless one of the same name is there; the refusal then carries that one. */
export const writeMark = (
  tables: Tables,
  ref: ConversationRef,
  write: { readonly writeName: Buffer; readonly writeId: Buffer; readonly turn: SealedTurn; readonly markKey: KeyObject },
): TransactWriteItem => ({
  Put: {
    TableName: tables.summaries,
    Item: sealedItem(
      {
        pk: text(conversationKey(ref)),
        sk: text(sortKeys.writeMark(write.writeName)),
        turn: number(write.turn.turn),
        at: number(write.turn.atMs),
        write: bytes(write.writeId),
        expiresAt: number(expiryOf(write.turn.atMs, lifetimes.writeIdSeconds)),
      },
      write.markKey,
    ),
    ConditionExpression: "attribute_not_exists(pk) OR expiresAt <= :now",
    ExpressionAttributeValues: { ":now": number(Math.floor(write.turn.atMs / 1000)) },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** The mark in a stored item; 500 `integrity-violation` when it is none of this conversation, as this service wrote it. */
export const readWriteMark = (ref: ConversationRef, item: Item, markKey: KeyObject): WriteMark => {
  checkSealed(item, { pk: conversationKey(ref), key: markKey });
  return {
    turn: readNumber(item, "turn"),
    atMs: readNumber(item, "at"),
    writeId: readBytes(item, "write"),
    expiresAt: readNumber(item, "expiresAt"),
  };
};
