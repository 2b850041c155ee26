import { createHash } from "node:crypto";
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { canonicalJson } from "../../canonical-json.ts";
import { genesisHash, type SubjectRef } from "../../domain/conversation/head.ts";
import { noItems, sumOfCounts } from "../../domain/conversation-forgetting/erasure.ts";
import type { ErasureStatement } from "../../domain/conversation-forgetting/erasure-statement.ts";
import type { SubjectErasure } from "../../domain/conversation-forgetting/subject-erasure.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import { number } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { type RecordNeeds, withRecord } from "../ledger-store.ts";
import { subjectRowKey } from "../sign-ins/subject-index.ts";
import { subjectErasureItem } from "./subject-erasure-item.ts";

/** A subject that is being erased, and the call that does it. */
export type Subject = { readonly of: SubjectRef; readonly call: CallContext };

type StepNeeds = RecordNeeds & {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
};

type Erased = {
  readonly of: SubjectRef;
  readonly erasure: SubjectErasure | undefined;
  readonly some: readonly string[];
  readonly statements: readonly (ErasureStatement | undefined)[];
};

const blank = (nowMs: number): SubjectErasure => ({
  version: 0,
  startedAtMs: nowMs,
  conversations: 0,
  conversationsHash: genesisHash,
  counts: noItems,
  destroyedKeys: 0,
});

/** Counts erased conversations and takes their rows away, in one transaction: each is counted once, whatever is cut off. */
export const collect = async (needs: StepNeeds, { of, erasure, some, statements }: Erased): Promise<SubjectErasure> => {
  const before = erasure === undefined || erasure.end !== undefined ? blankAfter(erasure, needs.now()) : erasure;
  const found = statements.filter((each) => each !== undefined);
  const counts = sumOfCounts([before.counts, ...found.map(({ deleted }) => deleted)]);
  const places = found.map(({ conversationId, ledger }) => [conversationId, ledger.sequence, ledger.hash]);
  const next = {
    ...before,
    version: before.version + 1,
    conversations: before.conversations + found.length,
    conversationsHash: createHash("sha256").update(before.conversationsHash).update(canonicalJson(places)).digest(),
    counts,
    destroyedKeys: before.destroyedKeys + found.filter(({ destroyedKey }) => destroyedKey !== null).length,
  };
  const rows = some.map((conversationId) => ({
    Delete: { TableName: needs.tables.summaries, Key: subjectRowKey({ ...of, conversationId }) },
  }));
  await write(needs, { of, known: erasure, next }, rows);
  return next;
};

const blankAfter = (erasure: SubjectErasure | undefined, nowMs: number): SubjectErasure => ({
  ...blank(nowMs),
  version: erasure?.version ?? 0,
});

export const conclude = async (
  needs: StepNeeds,
  { of, erasure, call }: Subject & { readonly erasure: SubjectErasure | undefined },
): Promise<SubjectErasure & Required<Pick<SubjectErasure, "end">>> => {
  const before = erasure ?? blank(needs.now());
  const counts = { conversations: before.conversations, ...before.counts };
  const event = ledgerEventOf(call, { outcome: "done", subject: of.subject, counts });
  const place = { tenantId: of.tenantId, conversationId: "" };
  return withRecord(needs, { place, event, nowMs: needs.now() }, async (record) => {
    const ledgerHash = Buffer.from(record.Put.Item.hash.B ?? []);
    const end = { atMs: needs.now(), requestId: call.requestId, ledgerHash };
    const next = { ...before, version: before.version + 1, end };
    await write(needs, { of, known: erasure, next }, [record]);
    return next;
  });
};

type Step = { readonly of: SubjectRef; readonly known: SubjectErasure | undefined; readonly next: SubjectErasure };

/** Where another call came first, this one has nothing to count: it is repeated. */
const write = async (needs: StepNeeds, { of, known, next }: Step, also: readonly TransactWriteItem[]): Promise<void> => {
  const condition =
    known === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : { ConditionExpression: "version = :known", ExpressionAttributeValues: { ":known": number(known.version) } };
  const Put = { TableName: needs.tables.summaries, Item: subjectErasureItem(of, next), ...condition };
  try {
    await stored(() => needs.dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, ...also] })));
  } catch (failure) {
    if (!(failure instanceof TransactionCanceledException)) throw failure;
    throw new Problem("unfinished", { retryAfterSeconds: 1 }, { cause: failure });
  }
};
