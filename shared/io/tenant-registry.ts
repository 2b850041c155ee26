import { type AttributeValue, type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { ApiKeyRecord } from "../domain/identity/api-key.ts";
import type { Tenant } from "../domain/identity/tenant.ts";
import { bytes, type Item, map, number, text } from "./attributes.ts";
import { boundedCache, heldOrFetched } from "./bounded-cache.ts";
import { stored } from "./dynamo.ts";
import type { Tables } from "./keys.ts";
import { readBytes, readMap, readNumber, readText } from "./stored-item.ts";

export type TenantRegistry = {
  /** The tenant, at most five seconds old. */
  readonly find: (tenantId: string) => Promise<Tenant | undefined>;
  /** Stores a tenant as a whole. */
  readonly write: (tenant: Tenant) => Promise<void>;
};

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

const tenantCount = 5000;
/** How long a suspension or a new limit may take to reach every process. */
const tenantLifeMs = 5000;

/** Tenants, one item each. */
export const tenantRegistry = ({ dynamo, tables, now }: Needs): TenantRegistry => {
  const held = boundedCache<Promise<Tenant | undefined>>({ size: tenantCount, lifeMs: tenantLifeMs, now });

  const fetchTenant = async (tenantId: string): Promise<Tenant | undefined> => {
    const Key = { pk: text(tenantId) };
    const { Item } = await stored(() =>
      dynamo.send(new GetItemCommand({ TableName: tables.tenants, Key, ConsistentRead: true })),
    );
    return Item === undefined ? undefined : readTenant(Item);
  };

  return {
    find: (tenantId) => heldOrFetched(held, tenantId, () => fetchTenant(tenantId)),
    write: async (tenant) => {
      await stored(() => dynamo.send(new PutItemCommand({ TableName: tables.tenants, Item: tenantItem(tenant) })));
      held.delete(tenant.tenantId);
    },
  };
};

const tenantItem = (tenant: Tenant): Item => ({
  pk: text(tenant.tenantId),
  name: text(tenant.name),
  status: text(tenant.status),
  origins: { L: tenant.origins.map(text) },
  keys: { L: tenant.keys.map(keyItem) },
  limits: map({
    calls: number(tenant.limits.callsPerMinute),
    tokens: number(tenant.limits.tokensPerMinute),
    tokensPerAddress: number(tenant.limits.tokensPerAddressPerMinute),
  }),
  retention: map({ conversation: number(tenant.retention.conversationSeconds), turn: number(tenant.retention.turnSeconds) }),
});

const keyItem = (key: ApiKeyRecord): AttributeValue =>
  map({ keyId: text(key.keyId), kind: text(key.kind), hash: bytes(key.hash), createdAt: number(key.createdAtMs) });

const readTenant = (item: Item): Tenant => {
  const limits = readMap(item, "limits");
  const retention = readMap(item, "retention");
  return {
    tenantId: readText(item, "pk"),
    name: readText(item, "name"),
    status: readText(item, "status") === "active" ? "active" : "suspended",
    origins: (item.origins?.L ?? []).map((origin) => origin.S ?? ""),
    keys: (item.keys?.L ?? []).map((key) => readKey(key.M ?? {})),
    limits: {
      callsPerMinute: readNumber(limits, "calls"),
      tokensPerMinute: readNumber(limits, "tokens"),
      tokensPerAddressPerMinute: readNumber(limits, "tokensPerAddress"),
    },
    retention: { conversationSeconds: readNumber(retention, "conversation"), turnSeconds: readNumber(retention, "turn") },
  };
};

const readKey = (item: Item): ApiKeyRecord => ({
  keyId: readText(item, "keyId"),
  kind: readText(item, "kind") === "secret" ? "secret" : "publishable",
  hash: readBytes(item, "hash"),
  createdAtMs: readNumber(item, "createdAt"),
});
