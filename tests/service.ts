import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadConfig } from "../shared/config.ts";
import { apiKeyText, hashApiKey } from "../shared/domain/identity/api-key.ts";
import { operatorsId } from "../shared/domain/identity/caller.ts";
import { newTenant, type Tenant } from "../shared/domain/identity/tenant.ts";
import { dynamoClient } from "../shared/io/dynamo.ts";
import { type TenantRegistry, tenantRegistry } from "../shared/io/tenants/tenant-registry.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Call, gatewayOf } from "./gateway.ts";
import { startEmulator } from "./io/emulator.ts";

export type TestTenant = { readonly tenantId: string; readonly secretKey: string; readonly publishableKey: string };

/** The service in this process: real functions, chain, storage code and embedded DynamoDB; a clock that the test moves. */
export type Service = {
  readonly call: Call;
  readonly clock: { ms: number };
  readonly tenants: readonly [TestTenant, TestTenant, TestTenant];
  readonly operatorKey: string;
  readonly ports: LivePorts;
  readonly conversations: Conversations;
  readonly dynamo: DynamoDBClient;
  readonly registry: TenantRegistry;
  /** Lines the service logged. */
  readonly logged: string[];
  readonly signingKeysFile: string;
  readonly addTenant: (tenantId: string) => Promise<TestTenant>;
  readonly rewriteTenant: (tenantId: string, change: Partial<Tenant>) => Promise<void>;
  /** The needs of functions in another process: nothing of this one's memory. */
  readonly anew: () => LivePorts & { readonly conversations: Conversations };
  /** The same service in another process. */
  readonly elsewhere: () => Promise<Call>;
  readonly stop: () => Promise<void>;
};

export const testOrigin = "https://clinic.example";
const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

/** `dbFile`: where its database is kept; in memory where left out. */
export const startService = async ({ dbFile }: { readonly dbFile?: string } = {}): Promise<Service> => {
  const emulator = await startEmulator(dbFile);
  const dir = await mkdtemp(join(tmpdir(), "picasso-test-"));
  const fileUri = async (name: string, content: unknown) => {
    await writeFile(join(dir, name), JSON.stringify(content), { mode: 0o600 });
    return pathToFileURL(join(dir, name)).href;
  };
  const secret = () => randomBytes(32).toString("base64url");
  const env = {
    STAGE: "local",
    TOKEN_ISSUER: "http://127.0.0.1",
    SIGNING_KEYS_URI: await fileUri("signing-keys.json", {
      keys: [{ kid: "k1", secret: secret(), createdAt: new Date(startMs).toISOString() }],
    }),
    ROOT_KEY_URI: await fileUri("root-key.json", { secret: secret() }),
    KEY_WRAPPER_URI: await fileUri("wrapping-key.json", { keyId: "w1", secret: secret() }),
    LEDGER_KEYS_URI: await fileUri("ledger-keys.json", {
      keys: [{ kid: "l1", secret: secret(), createdAt: new Date(startMs).toISOString() }],
    }),
    AUDIT_ARCHIVE_URI: pathToFileURL(join(dir, "audit-archive")).href,
    DYNAMODB_ENDPOINT: emulator.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
  Object.assign(process.env, env);
  const clock = { ms: startMs };
  const logged: string[] = [];
  const dynamo = dynamoClient(emulator.endpoint);
  const given = { dynamo, now: () => clock.ms, writeLine: (line: string) => void logged.push(line) };
  const ports = livePorts(loadConfig(env), given);
  const conversations = conversationStore(ports);
  const anew = () => {
    const other = livePorts(loadConfig(env), given);
    return { ...other, conversations: conversationStore(other) };
  };
  const registry = tenantRegistry({ ...ports, now: () => Number.MAX_SAFE_INTEGER });
  const tenants = [testTenant("north-clinic"), testTenant("south-clinic"), testTenant("west-dental")] as const;
  for (const tenant of tenants) await registry.write(await recordOf(tenant, ports));
  const operatorKey = apiKeyText("operator", operatorsId, randomBytes(32));
  await registry.write(await operatorsOf(operatorKey, ports));
  return {
    call: await gatewayOf({ ...ports, conversations }, clock),
    clock,
    tenants,
    operatorKey,
    ports,
    conversations,
    dynamo,
    registry,
    logged,
    signingKeysFile: join(dir, "signing-keys.json"),
    addTenant: async (tenantId) => {
      const tenant = testTenant(tenantId);
      await registry.write(await recordOf(tenant, ports));
      return tenant;
    },
    rewriteTenant: async (tenantId, change) => {
      const present = await registry.find(tenantId);
      if (present !== undefined) await registry.write({ ...present, ...change });
      clock.ms += 6000;
    },
    anew,
    elsewhere: () => gatewayOf(anew(), clock),
    stop: async () => {
      dynamo.destroy();
      await emulator.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

const testTenant = (tenantId: string): TestTenant => ({
  tenantId,
  secretKey: apiKeyText("secret", tenantId, randomBytes(32)),
  publishableKey: apiKeyText("publishable", tenantId, randomBytes(32)),
});

const recordOf = async (tenant: TestTenant, ports: LivePorts): Promise<Tenant> => {
  const key = await ports.purposeKey("api-key");
  const record = (kind: "secret" | "publishable", text: string) => ({
    keyId: `k-${kind}`,
    kind,
    hash: hashApiKey(key, text),
    createdAtMs: startMs,
  });
  return {
    ...newTenant({ tenantId: tenant.tenantId, name: tenant.tenantId }, startMs),
    keys: [record("secret", tenant.secretKey), record("publishable", tenant.publishableKey)],
    origins: [testOrigin],
    sessions: { maxConcurrent: 5000 },
  };
};

const operatorsOf = async (text: string, ports: LivePorts): Promise<Tenant> => {
  const hash = hashApiKey(await ports.purposeKey("api-key"), text);
  const key = { keyId: "k-operator", kind: "operator", hash, createdAtMs: startMs } as const;
  return { ...newTenant({ tenantId: operatorsId, name: "Operators" }, startMs), keys: [key] };
};

export const readJsonFile = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));
