import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { SubjectRef } from "../../domain/conversation/head.ts";
import type { Hold } from "../../domain/conversation-forgetting/hold.ts";
import { type Item, text } from "../attributes.ts";
import { holdItem, readHold } from "../conversation-items/hold-item.ts";
import { shardKeys, sortKeys, type Tables } from "../keys.ts";

/** The row of a legal hold on a subject, beside those of the subject's conversations. */
export const subjectHoldKey = (of: SubjectRef): Item => ({ pk: text(shardKeys.subject(of)), sk: text(sortKeys.subjectHold) });

export const subjectHoldItem = (of: SubjectRef, hold: Hold): Item => ({ ...subjectHoldKey(of), hold: holdItem(hold) });

export const readSubjectHold = (item: Item | undefined): Hold | undefined =>
  item?.hold?.M === undefined ? undefined : readHold(item.hold.M);

/** Lets a conversation begin only with the hold that is on its subject at that very moment, or with none. */
export const subjectHoldIs = (tables: Tables, of: SubjectRef, hold: Hold | undefined): TransactWriteItem => ({
  ConditionCheck: {
    TableName: tables.summaries,
    Key: subjectHoldKey(of),
    ConditionExpression: hold === undefined ? "attribute_not_exists(pk)" : "attribute_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
