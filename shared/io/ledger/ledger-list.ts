import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { operatorsId } from "../../domain/identity/caller.ts";
import type { Item } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import type { Tables } from "../keys.ts";

/** A ledger and the time before which it has no records. */
export type Ledger = { readonly tenantId: string; readonly sinceMs: number };

/** All ledgers: of every tenant, of the operators, and of callers who proved nothing. */
export type LedgerList = () => Promise<readonly Ledger[]>;

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/** Under which calls of nobody's are recorded. */
export const unprovenId = "";
/** A tenant may have been in use before its present record was made. */
const marginMs = 7 * 24 * 3600_000;

export const ledgerList =
  ({ dynamo, tables }: Needs): LedgerList =>
  async () => {
    const ledgers: Ledger[] = [];
    let start: Item | undefined;
    do {
      const scan = new ScanCommand({
        TableName: tables.tenants,
        ProjectionExpression: "pk, createdAt",
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const { Items = [], LastEvaluatedKey } = await stored(() => dynamo.send(scan));
      ledgers.push(...Items.map(ledgerOf));
      start = LastEvaluatedKey;
    } while (start !== undefined);
    const first = Math.min(...ledgers.map(({ sinceMs }) => sinceMs));
    const own = [operatorsId, unprovenId].map((tenantId) => ({ tenantId, sinceMs: first }));
    return ledgers.length === 0 ? [] : [...own, ...ledgers.filter(({ tenantId }) => tenantId !== operatorsId)];
  };

const ledgerOf = (item: Item): Ledger => ({ tenantId: item.pk?.S ?? "", sinceMs: Number(item.createdAt?.N ?? 0) - marginMs });
