import { BatchWriteItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { TokenAnswer } from "../shared/contract/token.ts";
import type { Head } from "../shared/domain/conversation/head.ts";
import { shardOfSlot } from "../shared/domain/conversation/slot-shards.ts";
import type { Item } from "../shared/io/attributes.ts";
import { readHead } from "../shared/io/head-item.ts";
import { conversationKey, shardKeys, sortKeys } from "../shared/io/keys.ts";
import type { Service } from "./service.ts";

export type LeaseItem = {
  readonly pk: string;
  readonly slot: number;
  readonly conversationId: string;
  readonly expiresAt: number;
};

/** Every stored lease of a tenant, run out or not. */
export const storedLeases = async (service: Service, tenantId: string): Promise<readonly LeaseItem[]> => {
  const leases: LeaseItem[] = [];
  for await (const page of paginateScan({ client: service.dynamo }, { TableName: service.ports.tables.leases })) {
    for (const item of page.Items ?? []) {
      leases.push({
        pk: item.pk?.S ?? "",
        slot: Number(item.sk?.S),
        conversationId: item.conversationId?.S ?? "",
        expiresAt: Number(item.expiresAt?.N),
      });
    }
  }
  return leases.filter(({ pk }) => pk.startsWith(`${tenantId.length}:${tenantId}`));
};

/** Those that count now. */
export const liveLeases = async (service: Service, tenantId: string): Promise<readonly LeaseItem[]> =>
  (await storedLeases(service, tenantId)).filter(({ expiresAt }) => expiresAt > Math.floor(service.clock.ms / 1000));

/** Gives the slot of a conversation to another one, for an hour. */
export const giveSlotAway = async (
  service: Service,
  tenantId: string,
  token: Pick<TokenAnswer, "conversationId">,
): Promise<void> => {
  const lease = (await storedLeases(service, tenantId)).find(({ conversationId }) => conversationId === token.conversationId);
  if (lease !== undefined) await putLeases(service, tenantId, [lease.slot]);
};

/** Fills slots with leases of conversations that do not exist, for an hour from now. */
export const putLeases = async (service: Service, tenantId: string, slots: readonly number[]): Promise<void> => {
  for (let from = 0; from < slots.length; from += 25) {
    const requests = slots.slice(from, from + 25).map((slot) => ({ PutRequest: { Item: leaseItem(service, tenantId, slot) } }));
    await service.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [service.ports.tables.leases]: requests } }));
  }
};

const leaseItem = (service: Service, tenantId: string, slot: number): Item => ({
  pk: { S: shardKeys.lease(tenantId, shardOfSlot(slot)) },
  sk: { S: sortKeys.slot(slot) },
  conversationId: { S: `cv_${String(slot).padStart(43, "x")}` },
  subject: { S: "sb_another" },
  startedAt: { N: String(service.clock.ms) },
  expiresAt: { N: String(Math.floor(service.clock.ms / 1000) + 3600) },
});

/** The heads of a tenant's conversations. */
export const storedHeads = async (service: Service, tenantId: string): Promise<readonly Head[]> => {
  const heads: Head[] = [];
  for await (const page of paginateScan({ client: service.dynamo }, { TableName: service.ports.tables.summaries })) {
    heads.push(...(page.Items ?? []).flatMap((item) => headsIn(item, tenantId)));
  }
  return heads;
};

const headsIn = (item: Item, tenantId: string): readonly Head[] => {
  const [pk, conversationId = ""] = /^.*:(cv_.*)$/.exec(item.pk?.S ?? "") ?? [""];
  const ref = { tenantId, conversationId };
  return item.sk?.S === sortKeys.head && pk === conversationKey(ref) ? [readHead(ref, item)] : [];
};
