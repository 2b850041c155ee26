import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import { number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { type AloneRecord, type LedgerStore, type RecordNeeds, withRecord } from "../ledger-store.ts";
import type { SignInStore } from "../sign-in-store.ts";
import { conversationsOf } from "./subject-index.ts";

/** Ends sign-ins of many conversations. The caller is the tenant's secret key. */
export type Revocations = {
  /** Ends every sign-in of a subject (pseudonym): none begun before this call began is alive when it is answered. */
  readonly endSubject: (call: CallContext, subject: string) => Promise<void>;
  /** Ends every sign-in of the tenant begun up to now, by one mark in the tenant's record. */
  readonly endTenant: (call: CallContext) => Promise<void>;
};

type Needs = RecordNeeds & {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly ledger: LedgerStore;
  readonly signIns: SignInStore;
};

const conversationsAtOnce = 10;
const markAttempts = 8;

export const revocations = (needs: Needs): Revocations => ({
  endSubject: async (call, subject) => {
    const { tenantId } = call.tenant;
    const conversations = await conversationsOf(needs, { tenantId, subject });
    for (let start = 0; start < conversations.length; start += conversationsAtOnce) {
      const some = conversations.slice(start, start + conversationsAtOnce);
      await Promise.all(some.map((conversation) => endAll(needs, conversation, call)));
    }
    const counts = { conversations: conversations.length };
    await needs.ledger.record(placeOfTenant(call), ledgerEventOf(call, { outcome: "done", subject, counts }));
  },
  endTenant: async (call) => {
    const nowMs = needs.now();
    const event = ledgerEventOf(call, { action: "token.revoke-everything", outcome: "done" });
    const mark = markOf(needs, call.tenant.tenantId, nowMs);
    const write = (record: AloneRecord) => writeAll(needs, [mark, record], markAttempts);
    await withRecord(needs, { place: placeOfTenant(call), event, nowMs }, write);
  },
});

/** A conversation that has expired in the meantime has no sign-in left to end. */
const endAll = async (needs: Needs, conversation: ConversationRef, call: CallContext): Promise<void> => {
  try {
    await needs.signIns.end(conversation, call, "all");
  } catch (failure) {
    if (!(failure instanceof Problem && failure.code === "conversation-not-found")) throw failure;
  }
};

const placeOfTenant = ({ tenant }: CallContext): ConversationRef => ({ tenantId: tenant.tenantId, conversationId: "" });

/** `version` grows with it, so that whoever changes the whole record at the same time cannot undo the mark. */
const markOf = ({ tables }: Needs, tenantId: string, nowMs: number) => ({
  Update: {
    TableName: tables.tenants,
    Key: { pk: text(tenantId) },
    UpdateExpression: "SET tokensNotBefore = :now ADD version :one",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: { ":now": number(nowMs), ":one": number(1) },
  },
});

/** Tries again where somebody else was changing the record at that moment. */
const writeAll = async (needs: Needs, TransactItems: TransactWriteItem[], attemptsLeft: number): Promise<void> => {
  try {
    await stored(() => needs.dynamo.send(new TransactWriteItemsCommand({ TransactItems })));
  } catch (failure) {
    if (!(failure instanceof TransactionCanceledException)) throw failure;
    if (attemptsLeft <= 1) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause: failure });
    await writeAll(needs, TransactItems, attemptsLeft - 1);
  }
};
