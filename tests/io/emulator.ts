import { devNull } from "node:os";
import { localDynamo } from "../../local/dynamo.ts";
import { emulatorAnswers, startEmulator as startProgram } from "../../local/emulator.ts";
import { freePort } from "../../local/ports.ts";
import { createTables, readTables } from "../../local/tables.ts";

/** An embedded DynamoDB that holds the empty tables of the stage `local`, in memory or in a file. */
export type TestEmulator = { readonly endpoint: string; readonly stop: () => Promise<void> };

export const startEmulator = async (dbFile?: string): Promise<TestEmulator> => {
  const { endpoint, stop } = await startOn(dbFile);
  const dynamo = localDynamo(endpoint);
  await createTables(dynamo, await readTables());
  dynamo.destroy();
  return { endpoint, stop };
};

/** An embedded DynamoDB with what is in this file, or with nothing. */
export const startOn = async (dbFile?: string): Promise<TestEmulator> => {
  const file = dbFile === undefined ? {} : { dbFile };
  const emulator = startProgram({ port: await freePort(), logFile: devNull, ...file }, process.env);
  await emulatorAnswers(emulator);
  return { endpoint: emulator.endpoint, stop: async () => emulator.child?.stop() };
};
