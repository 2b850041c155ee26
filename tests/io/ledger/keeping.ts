import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import type { Item } from "../../../shared/io/attributes.ts";
import type { LedgerKeeping } from "../../../shared/io/ledger/keep-ledgers.ts";
import { type LedgerQuestion, readLedger } from "../../../shared/io/ledger/ledger-reader.ts";
import { ledgersOf } from "../../../shared/live-ledger.ts";
import { ledgerKeeping } from "../../../shared/live-ledger-keeping.ts";
import { append, clear, get, issue, refresh, save } from "../../conversation-steps.ts";
import type { Service } from "../../service.ts";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const always = () => true;

/** A day in the life of a tenant: conversations that are saved, read, refreshed, refused and cleared. Gives a conversation's id. */
export const live = async (service: Service, tenant: 0 | 1 | 2 = 0): Promise<string> => {
  const token = await issue(service.call, service.tenants[tenant].secretKey);
  service.clock.ms += 1000;
  await save(service.call, token, 1);
  await append(service.call, token, "k");
  service.clock.ms += 1000;
  await get(service.call, token);
  await save(service.call, token, 9);
  await refresh(service.call, token.refreshToken);
  const other = await issue(service.call, service.tenants[tenant].secretKey);
  await save(service.call, other, 1);
  await clear(service.call, other);
  service.clock.ms += 1000;
  return token.conversationId;
};

/** Seals a tenant's ledger as the schedule does, after what was recorded has settled. */
export const sealNow = async (service: Service, tenantId: string, keeping: LedgerKeeping = ledgerKeeping(service.ports)) => {
  service.clock.ms += 5 * minuteMs;
  const ledger = (await keeping.list()).find((each) => each.tenantId === tenantId);
  return keeping.seal({ tenantId, sinceMs: ledger?.sinceMs ?? 0, mayGoOn: always });
};

export const archiveNow = (service: Service, tenantId: string) => ledgerKeeping(service.ports).archive(tenantId, always);

/** The service's public keys as anybody gets them. */
export const publicKeys = async (service: Service): Promise<ReadonlyMap<string, string>> =>
  new Map((await service.ports.statementKeys()).published.map(({ keyId, publicKey }) => [keyId, publicKey]));

/** What the verifier finds in a tenant's stored ledger. */
export const verify = async (service: Service, tenantId: string, about: Partial<LedgerQuestion> = {}) => {
  const { ports } = service;
  const question = { tenantId, sinceMs: service.clock.ms - 80 * hourMs, keys: await publicKeys(service), witnessed: [] };
  return verifyLedger(await readLedger({ ...ports, ...ledgersOf(ports) }, { ...question, ...about }));
};

/** Every stored item of the ledgers, by its key. */
export const auditItems = async ({ dynamo, ports }: Service): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const scan = new ScanCommand({
      TableName: ports.tables.audit,
      ConsistentRead: true,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const page = await dynamo.send(scan);
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};
