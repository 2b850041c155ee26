import { devNull } from "node:os";
import { localDynamo } from "../../local/dynamo.ts";
import { emulatorAnswers, startEmulator as startProgram } from "../../local/emulator.ts";
import { freePort } from "../../local/ports.ts";
import { createTables, readTables } from "../../local/tables.ts";

/** An embedded DynamoDB in memory that holds the empty tables of the stage `local`. */
export type TestEmulator = { readonly endpoint: string; readonly stop: () => Promise<void> };

export const startEmulator = async (): Promise<TestEmulator> => {
  const emulator = startProgram({ port: await freePort(), logFile: devNull }, process.env);
  await emulatorAnswers(emulator);
  const dynamo = localDynamo(emulator.endpoint);
  await createTables(dynamo, await readTables());
  dynamo.destroy();
  return { endpoint: emulator.endpoint, stop: async () => emulator.child?.stop() };
};
