import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dummyCredentials } from "../local/dynamo.ts";
import { ensureKeyFiles } from "../local/key-files.ts";
import { loadConfig } from "../shared/config.ts";
import { apiKeyText, hashApiKey } from "../shared/domain/identity/api-key.ts";
import { newTenant } from "../shared/domain/identity/tenant.ts";
import { dynamoClient } from "../shared/io/dynamo.ts";
import { tenantRegistry } from "../shared/io/tenants/tenant-registry.ts";
import { conversationStore, livePorts } from "../shared/live-ports.ts";
import { startEmulator } from "../tests/io/emulator.ts";

/** The live ports with the conversations behind them, as the functions get them. */
export type Needs = ReturnType<World["needs"]>;

/** A whole service in this process: real ports, real handlers, an embedded DynamoDB in memory. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** The service's time: moved by `offsetMs`, or standing still. */
export type Clock = { offsetMs: number; stillAtMs?: number };

const tenantId = "bench-clinic";
const noLimit = 1_000_000_000;

/** Opens the world, with one tenant whose limits are never met. */
export const openWorld = async () => {
  const dir = await mkdtemp(join(tmpdir(), "picasso-bench-"));
  const emulator = await startEmulator();
  setEnvironment(emulator.endpoint, await ensureKeyFiles(dir));
  const config = loadConfig();
  const clock: Clock = { offsetMs: 0 };
  const log = { lines: 0, characters: 0 };
  const given = {
    now: () => clock.stillAtMs ?? Date.now() + clock.offsetMs,
    writeLine: (line: string) => {
      log.lines += 1;
      log.characters += line.length;
    },
  };
  const bareClient = () => dynamoClient(config.endpoints.dynamodb);
  const needs = (dynamo: DynamoDBClient = bareClient()) => {
    const ports = livePorts(config, { ...given, dynamo });
    return { ...ports, conversations: conversationStore(ports) };
  };
  const secretKey = await registerTenant(needs());
  const stop = async () => {
    await emulator.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { clock, log, bareClient, needs, secretKey, stop };
};

/** The functions read their settings when they are loaded, so these are set before. */
const setEnvironment = (endpoint: string, keys: Awaited<ReturnType<typeof ensureKeyFiles>>): void => {
  Object.assign(process.env, dummyCredentials, {
    STAGE: "local",
    TOKEN_ISSUER: "http://127.0.0.1:3000",
    SIGNING_KEYS_URI: pathToFileURL(keys.signingKeys).href,
    ROOT_KEY_URI: pathToFileURL(keys.rootKey).href,
    KEY_WRAPPER_URI: pathToFileURL(keys.wrappingKey).href,
    LEDGER_KEYS_URI: pathToFileURL(keys.ledgerKeys).href,
    AUDIT_ARCHIVE_URI: pathToFileURL(dirname(keys.ledgerKeys)).href,
    DYNAMODB_ENDPOINT: endpoint,
  });
};

const registerTenant = async (ports: ReturnType<typeof livePorts>): Promise<string> => {
  const secretKey = apiKeyText("secret", tenantId, ports.randomBytes(32));
  const hash = hashApiKey(await ports.purposeKey("api-key"), secretKey);
  await tenantRegistry(ports).write({
    ...newTenant({ tenantId, name: "Bench Clinic" }, ports.now()),
    keys: [{ keyId: "bench", kind: "secret", hash, createdAtMs: ports.now() }],
    origins: ["https://clinic.example"],
    sessions: { maxConcurrent: 100_000 },
    limits: {
      callsPerMinute: noLimit,
      callsPerConversationPerMinute: noLimit,
      callsPerTenantPerMinute: noLimit,
      tokensPerMinute: noLimit,
      tokensPerAddressPerMinute: noLimit,
      tokensPerOriginPerMinute: noLimit,
    },
  });
  return secretKey;
};
