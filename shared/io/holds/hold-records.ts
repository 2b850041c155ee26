import { TransactionCanceledException, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { SubjectRef } from "../../domain/conversation/head.ts";
import type { Hold } from "../../domain/conversation-forgetting/hold.ts";
import type { LedgerEvent } from "../../domain/ledger/record.ts";
import { Problem } from "../../problem.ts";
import { number, text } from "../attributes.ts";
import { holdItem } from "../conversation-items/hold-item.ts";
import { stored } from "../dynamo.ts";
import { withRecord } from "../ledger-store.ts";
import { tenantRegistry } from "../tenants/tenant-registry.ts";
import type { HoldNeeds } from "./hold-store.ts";
import { subjectHoldItem, subjectHoldKey } from "./subject-holds.ts";

type Change = { readonly hold: Hold | undefined; readonly event: LedgerEvent };

/** Writes or removes the hold on a subject, with its ledger record; nothing, where it is so already. */
export const writeSubjectHold = (needs: HoldNeeds, of: SubjectRef, { hold, event }: Change): Promise<void> => {
  const TableName = needs.tables.summaries;
  const change =
    hold === undefined
      ? { Delete: { TableName, Key: subjectHoldKey(of), ConditionExpression: "attribute_exists(pk)" } }
      : { Put: { TableName, Item: subjectHoldItem(of, hold), ConditionExpression: "attribute_not_exists(pk)" } };
  return writeUnlessSo(needs, change, { tenantId: of.tenantId, event });
};

/** The same in a tenant's record, whose version grows with it. Answers with how long the tenant's turns live. */
export const writeTenantHold = async (
  needs: HoldNeeds,
  tenantId: string,
  { hold, event }: Change,
): Promise<{ readonly turnSeconds: number }> => {
  const tenant = await tenantRegistry(needs).find(tenantId);
  if (tenant === undefined) throw new Problem("tenant-not-found");
  const one = { ":one": number(1) };
  const laid = {
    UpdateExpression: "SET #hold = :hold ADD version :one",
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(#hold)",
    ExpressionAttributeValues: { ...one, ...(hold === undefined ? {} : { ":hold": holdItem(hold) }) },
  };
  const lifted = {
    UpdateExpression: "REMOVE #hold ADD version :one",
    ConditionExpression: "attribute_exists(#hold)",
    ExpressionAttributeValues: one,
  };
  const Update = {
    TableName: needs.tables.tenants,
    Key: { pk: text(tenantId) },
    ExpressionAttributeNames: { "#hold": "hold" },
    ...(hold === undefined ? lifted : laid),
  };
  await writeUnlessSo(needs, { Update }, { tenantId, event });
  return tenant.retention;
};

type Recorded = { readonly tenantId: string; readonly event: LedgerEvent };

const writeUnlessSo = async (needs: HoldNeeds, change: TransactWriteItem, { tenantId, event }: Recorded): Promise<void> => {
  const recording = { place: { tenantId, conversationId: "" }, event, nowMs: needs.now() };
  try {
    await withRecord(needs, recording, (record) =>
      stored(() => needs.dynamo.send(new TransactWriteItemsCommand({ TransactItems: [change, record] }))),
    );
  } catch (failure) {
    if (!(failure instanceof TransactionCanceledException)) throw failure;
    if (failure.CancellationReasons?.[0]?.Code === "ConditionalCheckFailed") return;
    throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause: failure });
  }
};
