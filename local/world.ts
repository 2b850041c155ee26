import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Demo } from "./banner.ts";
import type { Child } from "./child.ts";
import { readDemoOperatorKey, registerDemoOperator } from "./demo-operator.ts";
import { type DemoTenant, readDemoTenants, registerDemoTenants } from "./demo-tenants.ts";
import { localDynamo } from "./dynamo.ts";
import { type Emulator, emulatorAnswers, startEmulator } from "./emulator.ts";
import { baseUrlOf, gatewayAnswers, logFileOf, startGateway } from "./gateway.ts";
import { startGuard } from "./guard.ts";
import { startInvocations } from "./invocations.ts";
import { bundlesPlace, ensureBundles } from "./kept-bundles.ts";
import { ensureKeyFiles, type KeyFiles } from "./key-files.ts";
import { startPage } from "./page.ts";
import { freePort, isPortFree, pagePortOf } from "./ports.ts";
import { makePrivateDir, writePrivateFile } from "./private-file.ts";
import { endStaleRun, removeRunFile, writeRunFile } from "./run-file.ts";
import { Refusal, type Settings } from "./settings.ts";
import { startSweeper } from "./sweeper.ts";
import { createTables, readTables } from "./tables.ts";

/** The offline world of one data folder. */
export type World = {
  /** Starts everything and resolves when the API answers. Stop the world also when this fails. */
  readonly start: () => Promise<Demo>;
  /** Resolves with a plain sentence when a part ends that we did not stop. */
  readonly broken: Promise<string>;
  readonly stop: () => Promise<void>;
};

type Part = { readonly name: string; readonly child: Child };

export const createWorld = (settings: Settings): World => {
  const guard = startGuard();
  const ends: (() => Promise<void>)[] = [];
  let reportBroken: (reason: string) => void = () => undefined;
  const broken = new Promise<string>((resolve) => {
    reportBroken = resolve;
  });

  const adopt = ({ name, child }: Part): void => {
    guard.watch(child.pid);
    ends.push(child.stop);
    child.ended.then((reason) => reportBroken(`The ${name} ended (${reason}); see ${logFileOf(settings)}.`), reportBroken);
  };

  const start = async (): Promise<Demo> => {
    await claimPlace(settings);
    ends.push(() => removeRunFile(settings.dataDir));
    const keyFiles = await ensureKeyFiles(settings.dataDir);
    const emulator = await startStorage(settings);
    if (emulator.child !== undefined) adopt({ name: "embedded DynamoDB", child: emulator.child });
    const bundlesDir = await bundlesPlace();
    const lambdaPort = await freePort();
    const invocations = await startInvocations(lambdaPort);
    ends.push(invocations.stop);
    const { endpoint } = emulator;
    const gateway = startGateway({ settings, keyFiles, bundlesDir, endpoint, lambdaPort, invocations: invocations.endpoint });
    adopt({ name: "API", child: gateway });
    const children = [gateway.pid, ...(emulator.child === undefined ? [] : [emulator.child.pid])];
    await writeRunFile(settings.dataDir, { children, dynamodbEndpoint: emulator.endpoint });
    const [{ operatorKey, tenants, stopSweeper }] = await Promise.all([
      fillStorage(emulator, settings, keyFiles),
      ensureBundles(bundlesDir),
    ]);
    ends.push(async () => stopSweeper());
    await gatewayAnswers(settings, gateway);
    const page = await startPage({ port: pagePortOf(settings.port), baseUrl: baseUrlOf(settings), tenant: firstOf(tenants) });
    ends.push(page.stop);
    const demo = { baseUrl: baseUrlOf(settings), webUrl: page.url, operatorKey, tenants };
    await writePrivateFile(join(settings.dataDir, "demo.json"), demo);
    return demo;
  };

  const stop = async (): Promise<void> => {
    for (const end of ends.reverse()) await end();
    guard.release();
  };

  return { start, broken, stop };
};

const firstOf = (tenants: readonly DemoTenant[]): DemoTenant => {
  const [first] = tenants;
  if (first === undefined) throw new Refusal("There is no demo tenant.");
  return first;
};

/** Makes the data folder ours and the port certain, or says who has it. */
const claimPlace = async (settings: Settings): Promise<void> => {
  await makePrivateDir(settings.dataDir);
  await endStaleRun(settings.dataDir);
  await rm(logFileOf(settings), { force: true });
  for (const port of [settings.port, pagePortOf(settings.port)]) {
    if (await isPortFree(port)) continue;
    throw new Refusal(`Port ${port} is in use. Set PICASSO_PORT to another one; the three ports after it belong to it.`);
  }
};

const startStorage = async (settings: Settings): Promise<Emulator> => {
  const place = { port: await freePort(), logFile: logFileOf(settings), dbFile: join(settings.dataDir, "dynamodb.sqlite") };
  return startEmulator(place, process.env);
};

/** Tables, demo tenants, the operator and the sweeper. */
const fillStorage = async (emulator: Emulator, settings: Settings, keyFiles: KeyFiles) => {
  const { dataDir, port } = settings;
  const [tables, tenants, operatorKey] = await Promise.all([
    readTables(),
    readDemoTenants(dataDir),
    readDemoOperatorKey(dataDir),
    emulatorAnswers(emulator),
  ]);
  const dynamo = localDynamo(emulator.endpoint);
  await createTables(dynamo, tables);
  await registerDemoTenants(tenants, { dynamo, rootKeyFile: keyFiles.rootKey, port });
  await registerDemoOperator(operatorKey, { dynamo, rootKeyFile: keyFiles.rootKey, port });
  const stopSweeper = startSweeper(dynamo, tables, () => Date.now() + settings.clockOffsetSeconds * 1000);
  return { operatorKey, tenants, stopSweeper };
};
