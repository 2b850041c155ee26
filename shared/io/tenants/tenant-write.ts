import { type DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { LedgerEvent } from "../../domain/ledger/record.ts";
import { Problem } from "../../problem.ts";
import { number } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { type RecordNeeds, withRecord } from "../ledger-store.ts";
import { sealedTenant, type TenantSeal } from "./sealed-tenant.ts";

export type WriteNeeds = RecordNeeds &
  TenantSeal & {
    readonly dynamo: DynamoDBClient;
    readonly tables: Tables;
    readonly now: () => number;
  };

/** A tenant's next record, the one it is made from, and what the ledger is told. */
export type TenantWrite = { readonly known: Tenant | undefined; readonly next: Tenant; readonly event: LedgerEvent };

const mostAttempts = 8;

/**
 * Writes a tenant's next record and its ledger record in one transaction, on the condition that `known` is still the stored one.
 * Where somebody else came first, it is made anew; a new tenant that exists already is undefined.
 */
export const writeTenant = async (
  needs: WriteNeeds,
  make: () => Promise<TenantWrite>,
  attemptsLeft = mostAttempts,
): Promise<Tenant | undefined> => {
  if (attemptsLeft === 0) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 });
  const write = await make();
  const outcome = await send(needs, write);
  if (outcome === "written") return write.next;
  if (outcome === "overtaken" && write.known === undefined) return undefined;
  return writeTenant(needs, make, attemptsLeft - 1);
};

type Outcome = "written" | "overtaken" | "collided";

const send = async (needs: WriteNeeds, { known, next, event }: TenantWrite): Promise<Outcome> => {
  const { dynamo, tables, now } = needs;
  const place = { tenantId: next.tenantId, conversationId: "" };
  const Put = { TableName: tables.tenants, Item: await sealedTenant(needs, next), ...conditionOf(known) };
  try {
    await withRecord(needs, { place, event, nowMs: now() }, (record) =>
      stored(() => dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, record] }))),
    );
    return "written";
  } catch (failure) {
    return outcomeOf(failure);
  }
};

/** `overtaken`: somebody else wrote since the record was read. `collided`: somebody was writing just then. */
const outcomeOf = (failure: unknown): Outcome => {
  if (!(failure instanceof TransactionCanceledException)) throw failure;
  const codes = (failure.CancellationReasons ?? []).map(({ Code }) => Code);
  if (codes.includes("ConditionalCheckFailed")) return "overtaken";
  if (codes.includes("TransactionConflict")) return "collided";
  throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause: failure });
};

const conditionOf = (known: Tenant | undefined) => {
  if (known === undefined) return { ConditionExpression: "attribute_not_exists(pk)" };
  // A record from before there were versions has none.
  if (known.version === 0) return { ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(version)" };
  return { ConditionExpression: "version = :version", ExpressionAttributeValues: { ":version": number(known.version) } };
};
