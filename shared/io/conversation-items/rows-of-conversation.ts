import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Head } from "../../domain/conversation/head.ts";
import { isKept } from "../../domain/conversation/hold.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { renewKey } from "../data-keys.ts";
import type { Tables } from "../keys.ts";
import { subjectRow } from "../sign-ins/subject-index.ts";

/** A head about to be stored, and what is written with it. */
export type RowsOfConversation = (head: Head) => { readonly head: Head; readonly writes: readonly TransactWriteItem[] };

/**
 * Lets the data key's row and the subject's row live on with a conversation that would outlive them, whatever prolongs it: without
 * the one it could not be read, without the other it would not be found to be forgotten. At most once a day.
 */
export const rowsOfConversation =
  (tables: Tables): RowsOfConversation =>
  (head) => {
    if (head.status !== "active" || head.expiresAt <= head.rowsExpireAt) return { head, writes: [] };
    const rowsExpireAt = head.expiresAt + lifetimes.keyMarginSeconds;
    const life = { expiresAt: rowsExpireAt, isKept: isKept(head) };
    return { head: { ...head, rowsExpireAt }, writes: [renewKey(tables, head, life), subjectRow(tables, head, life)] };
  };
