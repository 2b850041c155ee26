import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { VaultRevealBody } from "../../contract/forgetting/vault.ts";
import { admit } from "../../domain/conversation/admission.ts";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { isExpired } from "../../domain/conversation/lifetimes.ts";
import { type DataKey, unseal } from "../../domain/conversation/seal.ts";
import { digestsBehind } from "../../domain/dlp-policy/reveal.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import { text } from "../attributes.ts";
import type { DataKeys } from "../data-keys.ts";
import { stored } from "../dynamo.ts";
import type { HeadStore } from "../head-store.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { readBytes, readNumber } from "../stored-item.ts";
import type { AliasStore } from "./alias-store.ts";

export type Vault = {
  /** The values behind a placeholder, each once. They are on record in the ledger before this resolves. */
  readonly reveal: (ref: ConversationRef, call: CallContext, asked: VaultRevealBody) => Promise<readonly string[]>;
};

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly heads: HeadStore;
  readonly dataKeys: DataKeys;
  readonly aliases: AliasStore;
  readonly ledger: LedgerStore;
  readonly now: () => number;
};

/** Vaulted values: sealed under their conversation's key, gone with it. */
export const vault = (needs: Needs): Vault => ({
  reveal: async (ref, call, { placeholder, purpose, reason }) => {
    const [read, held] = await Promise.all([needs.heads.read(ref), needs.dataKeys.get(ref)]);
    const head = admit(read, call, needs.now());
    const kept = held === undefined ? undefined : needs.aliases.bookOf(head, held.key);
    if (held === undefined || kept === undefined) throw new Problem("integrity-violation");
    const digests = digestsBehind(placeholder, kept.book);
    const opened = await Promise.all(digests.map((digest) => openValue(needs, head, { digest, key: held.key })));
    const values = [...new Set(opened.filter((value) => value !== undefined))];
    if (values.length === 0) throw new Problem("vault-value-not-found");
    const said = { placeholder, purpose, reason, counts: { values: values.length } };
    await needs.ledger.record(ref, ledgerEventOf(call, { outcome: "done", ...said }));
    return values;
  },
});

type Sealed = { readonly digest: string; readonly key: DataKey };

/** Undefined where nothing is kept, or what is kept has expired. */
const openValue = async ({ dynamo, tables, now }: Needs, head: Head, { digest, key }: Sealed): Promise<string | undefined> => {
  const query = new QueryCommand({
    TableName: tables.summaries,
    KeyConditionExpression: "pk = :pk AND sk = :sk",
    ExpressionAttributeValues: { ":pk": text(conversationKey(head)), ":sk": text(sortKeys.vault(digest)) },
    ConsistentRead: true,
  });
  const [item] = (await stored(() => dynamo.send(query))).Items ?? [];
  if (item === undefined || isExpired({ expiresAt: readNumber(item, "expiresAt") }, now())) return undefined;
  const { tenantId, conversationId, epoch } = head;
  const attribute = `vault:${digest}` as const;
  try {
    return unseal(key, readBytes(item, "body"), {
      tenantId,
      conversationId,
      epoch,
      turn: 0,
      attribute,
      keyVersion: key.version,
    }).toString("utf8");
  } catch (cause) {
    throw new Problem("integrity-violation", {}, { cause });
  }
};
