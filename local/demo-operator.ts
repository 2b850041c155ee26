import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { apiKeyText } from "../shared/domain/identity/api-key.ts";
import { operatorsId } from "../shared/domain/identity/caller.ts";
import { newTenant } from "../shared/domain/identity/tenant.ts";
import { demoKeyRecord, demoOrigins, ifNotOurs, registryOf } from "./demo-keys.ts";
import { readJson } from "./private-file.ts";

const demoFile = z.object({ operatorKey: z.string() });

/** The operator key of a data folder: the one an earlier start made, or a new one. */
export const readDemoOperatorKey = async (dataDir: string): Promise<string> => {
  const earlier = demoFile.safeParse(await readJson(join(dataDir, "demo.json")));
  return earlier.success ? earlier.data.operatorKey : apiKeyText("operator", operatorsId, randomBytes(32));
};

type Needs = { readonly dynamo: DynamoDBClient; readonly rootKeyFile: string; readonly port: number };

/** Lets this key operate, also from the pages on this machine. Keys that were made since stay. */
export const registerDemoOperator = async (operatorKey: string, needs: Needs): Promise<void> => {
  const registry = registryOf(needs);
  const present =
    (await registry.find(operatorsId).catch(ifNotOurs)) ?? newTenant({ tenantId: operatorsId, name: "Operators" }, Date.now());
  const key = await demoKeyRecord(needs.rootKeyFile, "operator", operatorKey);
  const others = present.keys.filter(({ keyId }) => keyId !== key.keyId);
  const origins = [...new Set([...demoOrigins(needs.port), ...present.origins])];
  await registry.write({ ...present, keys: [key, ...others], origins });
};
