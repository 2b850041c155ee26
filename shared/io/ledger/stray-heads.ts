import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { astray, type ChainsSeen, headAstray } from "../../domain/ledger/chains-seen.ts";
import type { Tables } from "../keys.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { namedEnds } from "./chain-ends.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly ledger: LedgerStore };

/** `rolledBack`: heads that were put back to an older state. `altered`: newest records that are not those that the heads name. */
export type Strays = { readonly rolledBack: number; readonly altered: number };

export type StrayHeads = (tenantId: string, seen: ChainsSeen) => Promise<Strays>;

/**
 * Compares the heads of conversations with records of theirs that were read before: a live save moves the head on, so only one that
 * was put back is behind. Each is put on record once, where reports find it.
 */
export const strayHeads =
  (needs: Needs): StrayHeads =>
  async (tenantId, seen) => {
    const { behind, apart } = astray(seen, await namedEnds(needs, tenantId, [...seen.ends.keys()]));
    for (const conversationId of [...behind, ...apart].filter((id) => !seen.told.has(id)))
      await needs.ledger.record({ tenantId, conversationId }, headAstray);
    return { rolledBack: behind.length, altered: apart.length };
  };
