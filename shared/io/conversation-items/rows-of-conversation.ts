import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import { renewKey } from "../data-keys.ts";
import type { Tables } from "../keys.ts";
import { subjectRow } from "../sign-ins/subject-index.ts";

/** A head about to be stored, and what is written with it. */
type Stored = { readonly head: Head; readonly also: readonly TransactWriteItem[] };
export type RowsOfConversation = (stored: Stored) => Stored;

/**
 * Lets the data key's row and the subject's row live on with a conversation that would outlive them, whatever prolongs it: without
 * the one it could not be read, without the other it would not be found to be forgotten. At most once a day.
 */
export const rowsOfConversation =
  (tables: Tables): RowsOfConversation =>
  ({ head, also }) => {
    if (head.status !== "active" || head.expiresAt <= head.rowsExpireAt) return { head, also };
    const rowsExpireAt = head.expiresAt + lifetimes.keyMarginSeconds;
    const life = { expiresAt: rowsExpireAt, isKept: isKept(head) };
    // A transaction writes an item once: where the key is just being replaced, its row gets its new end with that.
    const isOfKey = ({ Update }: TransactWriteItem) => Update?.TableName === tables.keys;
    const others = also.filter((write) => !isOfKey(write));
    const key = renewKey(tables, head, { ...life, with: also.find(isOfKey) });
    return { head: { ...head, rowsExpireAt }, also: [...others, key, subjectRow(tables, head, life)] };
  };
