import type { KeyObject } from "node:crypto";
import { type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import { standingOf } from "../domain/ledger/chain-end.ts";
import type { ChainEnd } from "../domain/ledger/ledger-view.ts";
import { Problem } from "../problem.ts";
import { type Item, text } from "./attributes.ts";
import type { NewestSeen } from "./conversation-items/newest-seen.ts";
import { foundHead } from "./conversation-items/sealed-head.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";
import { newestLink } from "./ledger/chain-ends.ts";

/** The head of a conversation and what was read with it, by sort key. */
export type StateItems = { readonly head: Head | undefined; readonly items: ReadonlyMap<string, Item> };

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly newest: NewestSeen;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  readonly pause: (maxMs: number) => Promise<void>;
};

/** How often a head that is behind its ledger is read again, and how long in between: a transaction's items may come into sight one by one. */
const headAttempts = 4;
const headPauseMs = 20;

/**
 * HEAD and SUMMARY, which lie side by side, and at the same time the newest record of the conversation's chain, strongly consistent:
 * 500 `integrity-violation` when the ledger knows of a later change than the head, because an older head was put back.
 */
export const fetchState = async (needs: Needs, ref: ConversationRef): Promise<StateItems> => {
  const [first, newest] = await Promise.all([readState(needs, ref), newestLink(needs, ref)]);
  let state = first;
  for (let attempt = 1; !isWhereItsLedgerIs(state, newest); attempt += 1) {
    if (attempt === headAttempts) throw new Problem("integrity-violation");
    if (attempt > 1) await needs.pause(headPauseMs);
    state = await readState(needs, ref);
  }
  return state;
};

const isWhereItsLedgerIs = ({ head }: StateItems, newest: ChainEnd | undefined): boolean =>
  head === undefined ||
  newest === undefined ||
  standingOf({ sequence: head.ledgerSequence, hash: head.chainHash }, newest) === "fits";

const readState = async (needs: Needs, ref: ConversationRef): Promise<StateItems> => {
  const isNotOlder = needs.newest.watch(ref);
  const found = await stored(() => collect(needs, ref));
  const items = new Map(found.map((item) => [item.sk?.S ?? "", item]));
  const key = await needs.purposeKey("head");
  return { head: foundHead(ref, items.get(sortKeys.head), { key, isNotOlder }), items };
};

const collect = async ({ dynamo, tables }: Pick<Needs, "dynamo" | "tables">, ref: ConversationRef): Promise<readonly Item[]> => {
  const query = {
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :head AND :summary",
    ExpressionAttributeValues: {
      ":pk": text(conversationKey(ref)),
      ":head": text(sortKeys.head),
      ":summary": text(sortKeys.summary),
    },
    ConsistentRead: true,
  };
  const items: Item[] = [];
  for await (const page of paginateQuery({ client: dynamo }, query)) items.push(...(page.Items ?? []));
  return items;
};
