import { PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { TokenAnswer } from "../shared/contract/token.ts";
import { shardOfSlot } from "../shared/domain/conversation/slot-shards.ts";
import { shardKeys, sortKeys } from "../shared/io/keys.ts";
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
  if (lease !== undefined) await putLease(service, tenantId, lease.slot);
};

/** Puts a lease of a conversation that does not exist. */
export const putLease = async (service: Service, tenantId: string, slot: number): Promise<void> => {
  const Item = {
    pk: { S: shardKeys.lease(tenantId, shardOfSlot(slot)) },
    sk: { S: sortKeys.slot(slot) },
    conversationId: { S: `cv_${String(slot).padStart(43, "x")}` },
    subject: { S: "sb_another" },
    startedAt: { N: String(service.clock.ms) },
    expiresAt: { N: String(Math.floor(service.clock.ms / 1000) + 3600) },
  };
  await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.leases, Item }));
};
