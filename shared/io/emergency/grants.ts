import {
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { expiryOf } from "../../domain/conversation/lifetimes.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { actorOf, operatorsId } from "../../domain/identity/caller.ts";
import { joinParts } from "../../parts.ts";
import { Problem } from "../../problem.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";
import { type RecordNeeds, withRecord } from "../ledger-store.ts";
import { readNumber, readText } from "../stored-item.ts";

/** Leave to read one conversation, for the operator who asked, until it expires (epoch seconds). */
export type Grant = ConversationRef & { readonly grantId: string; readonly purpose: string; readonly expiresAt: number };

/** What is asked for: `reasonDigest` stands for the words that were said. */
export type GrantOrder = ConversationRef & {
  readonly purpose: string;
  readonly reasonDigest: string;
  readonly seconds: number;
};

export type Grants = {
  /** A new grant, on record in the operators' ledger and in the conversation's; 429 for the sixth in an hour. */
  readonly open: (call: CallContext, order: GrantOrder) => Promise<Grant>;
  /** The grant, if it is this operator's and still good; 403 otherwise. */
  readonly find: (call: CallContext, grantId: string) => Promise<Grant>;
};

type Needs = RecordNeeds & {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
};

const grantsAnHour = 5;
const hourMs = 3600_000;

/** Grants of emergency access. Each lies in one of five places that an operator has in an hour, so a sixth finds none. */
export const emergencyGrants = (needs: Needs): Grants => ({
  open: async (call, order) => {
    const hour = Math.floor(needs.now() / hourMs);
    for (let place = 0; place < grantsAnHour; place += 1) {
      const grantId = `eg_${hour}_${place}_${needs.randomBytes(9).toString("base64url")}`;
      const grant = { ...order, grantId, expiresAt: expiryOf(needs.now(), order.seconds) };
      if (await take(needs, call, { grant, order })) return grant;
    }
    const waitSeconds = Math.ceil(((hour + 1) * hourMs - needs.now()) / 1000);
    throw new Problem("rate-limited", { retryAfterSeconds: Math.max(1, waitSeconds), reason: "limit" });
  },
  find: async (call, grantId) => {
    const get = new GetItemCommand({ TableName: needs.tables.leases, Key: placeKey(call, grantId), ConsistentRead: true });
    const { Item } = await stored(() => needs.dynamo.send(get));
    const isGood = Item?.grantId?.S === grantId && readNumber(Item, "ends") > Math.floor(needs.now() / 1000);
    if (Item === undefined || !isGood) throw new Problem("not-allowed");
    return readGrant(Item);
  },
});

/** Operator's key, hour and place: what a grant's id says of where it lies. */
const placeKey = (call: CallContext, grantId: string): Item => ({
  pk: text(joinParts(operatorsId, "emergency", actorOf(call.caller).id)),
  sk: text(grantId.split("_").slice(1, 3).join("#")),
});

type Taking = { readonly grant: Grant; readonly order: GrantOrder };

const take = async (needs: Needs, call: CallContext, { grant, order }: Taking): Promise<boolean> => {
  const nowMs = needs.now();
  const { purpose: reason, reasonDigest: noteDigest } = order;
  const event = ledgerEventOf(call, {
    outcome: "done",
    target: grant.tenantId,
    emergency: { grantId: grant.grantId, reason, noteDigest, seconds: order.seconds },
  });
  const Put = { TableName: needs.tables.leases, Item: grantItem(call, grant), ConditionExpression: "attribute_not_exists(pk)" };
  const recordedIn = { operators: { tenantId: operatorsId, conversationId: "" }, tenant: grant };
  try {
    await withRecord(needs, { place: recordedIn.operators, event, nowMs }, (operators) =>
      withRecord(needs, { place: recordedIn.tenant, event, nowMs }, (tenant) =>
        stored(() => needs.dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, operators, tenant] }))),
      ),
    );
    return true;
  } catch (failure) {
    if (!(failure instanceof TransactionCanceledException)) throw failure;
    if (failure.CancellationReasons?.[0]?.Code === "ConditionalCheckFailed") return false;
    throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause: failure });
  }
};

/** Its place stays taken for two hours, however short the grant. */
const grantItem = (call: CallContext, grant: Grant): Item => ({
  ...placeKey(call, grant.grantId),
  grantId: text(grant.grantId),
  tenant: text(grant.tenantId),
  conversation: text(grant.conversationId),
  purpose: text(grant.purpose),
  ends: number(grant.expiresAt),
  expiresAt: number(grant.expiresAt + hourMs / 1000),
});

const readGrant = (item: Item): Grant => ({
  grantId: readText(item, "grantId"),
  tenantId: readText(item, "tenant"),
  conversationId: readText(item, "conversation"),
  purpose: readText(item, "purpose"),
  expiresAt: readNumber(item, "ends"),
});
