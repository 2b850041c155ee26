import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type ApiKeyRecord, apiKeyText } from "../shared/domain/identity/api-key.ts";
import { defaultSettings, newTenant as freshTenant, type Tenant, type TenantLimits } from "../shared/domain/identity/tenant.ts";
import { demoKeyRecord, demoOrigins, ifNotOurs, registryOf } from "./demo-keys.ts";
import { readJson } from "./private-file.ts";

const demoTenant = z.object({ tenantId: z.string(), publishableKey: z.string(), secretKey: z.string() });
const demoFile = z.object({ tenants: z.array(demoTenant) });

export type DemoTenant = z.infer<typeof demoTenant>;

const demoNames = { "demo-clinic": "Demo Clinic", "demo-dental": "Demo Dental", "demo-hospital": "Demo Hospital" } as const;

/** Ten times the calls a tenant gets by default, and many more sessions, so that load can be tried with the limiter on. */
const demoLimits: TenantLimits = {
  callsPerMinute: 10 * defaultSettings.limits.callsPerMinute,
  callsPerConversationPerMinute: 10 * defaultSettings.limits.callsPerConversationPerMinute,
  callsPerTenantPerMinute: 10 * defaultSettings.limits.callsPerTenantPerMinute,
  tokensPerMinute: 10 * defaultSettings.limits.tokensPerMinute,
  tokensPerAddressPerMinute: 10 * defaultSettings.limits.tokensPerAddressPerMinute,
  tokensPerOriginPerMinute: 10 * defaultSettings.limits.tokensPerOriginPerMinute,
};
const demoSessions = { maxConcurrent: 5000 };

/** The demo tenants of a data folder: the keys an earlier start made, or new ones. */
export const readDemoTenants = async (dataDir: string): Promise<DemoTenant[]> => {
  const earlier = demoFile.safeParse(await readJson(join(dataDir, "demo.json")));
  const known = earlier.success ? earlier.data.tenants : [];
  return Object.keys(demoNames).map((tenantId) => known.find((tenant) => tenant.tenantId === tenantId) ?? newTenant(tenantId));
};

const newTenant = (tenantId: string): DemoTenant => ({
  tenantId,
  publishableKey: apiKeyText("publishable", tenantId, randomBytes(32)),
  secretKey: apiKeyText("secret", tenantId, randomBytes(32)),
});

type Needs = { readonly dynamo: DynamoDBClient; readonly rootKeyFile: string; readonly port: number };

/** Registers the demo tenants under these very keys and for pages on these very ports; whatever else the registry knows of them stays. */
export const registerDemoTenants = async (demoTenants: readonly DemoTenant[], needs: Needs): Promise<void> => {
  const registry = registryOf(needs);
  for (const demo of demoTenants) {
    const keys = await Promise.all([
      demoKeyRecord(needs.rootKeyFile, "publishable", demo.publishableKey),
      demoKeyRecord(needs.rootKeyFile, "secret", demo.secretKey),
    ]);
    const fresh = asTenant(demo.tenantId, needs.port);
    const present = await registry.find(demo.tenantId).catch(ifNotOurs);
    await registry.write({
      ...fresh,
      ...keptSettings(present),
      keys: keptKeys(present, keys),
      origins: mergedOrigins(present, fresh),
    });
  }
};

/** What was decided about a tenant since its first start; a record from before there were versions gets the demo settings. */
const keptSettings = (tenant: Tenant | undefined): Partial<Tenant> =>
  tenant === undefined || tenant.version > 0 ? { ...tenant } : { status: tenant.status };

/** The tenant's keys with the demo ones among them. */
const keptKeys = (tenant: Tenant | undefined, keys: readonly ApiKeyRecord[]): readonly ApiKeyRecord[] => [
  ...keys,
  ...(tenant?.keys ?? []).filter((present) => !keys.some((key) => key.keyId === present.keyId)),
];

const mergedOrigins = (tenant: Tenant | undefined, fresh: Pick<Tenant, "origins">): readonly string[] => [
  ...new Set([...fresh.origins, ...(tenant?.origins ?? [])]),
];

const asTenant = (tenantId: string, port: number): Tenant => ({
  ...freshTenant({ tenantId, name: new Map<string, string>(Object.entries(demoNames)).get(tenantId) ?? tenantId }, Date.now()),
  origins: demoOrigins(port),
  limits: demoLimits,
  sessions: demoSessions,
});
