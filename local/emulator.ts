import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { complaintUnlessAnswering } from "./answering.ts";
import { type Child, startChild } from "./child.ts";
import { loopback } from "./ports.ts";
import { Refusal } from "./settings.ts";

/** A DynamoDB that answers at `endpoint`; without `child` when somebody else runs it. */
export type Emulator = { readonly endpoint: string; readonly child?: Child };

type Place = {
  readonly port: number;
  readonly logFile: string;
  readonly dbFile?: string;
  /** The folder whose node_modules may hold the binary. */
  readonly root?: string;
};

const repository = join(import.meta.dirname, "..");
const answerWithinMs = 60_000;

/**
 * Starts the embedded DynamoDB; without `dbFile` it keeps everything in memory.
 * Looks for the binary in node_modules, then on the PATH; else takes what DYNAMODB_ENDPOINT names.
 */
export const startEmulator = ({ port, logFile, dbFile, root = repository }: Place, env: NodeJS.ProcessEnv): Emulator => {
  const binary = findBinary(root, env);
  if (binary === undefined) return { endpoint: externalEndpoint(env) };
  const storage = dbFile === undefined ? [] : ["--db-path", dbFile];
  const args = ["serve", "--host", loopback, "--port", String(port), ...storage];
  return { endpoint: `http://${loopback}:${port}`, child: startChild({ command: binary, args, env, logFile }) };
};

/** Resolves once the emulator answers. Any HTTP answer will do. */
export const emulatorAnswers = async ({ endpoint, child }: Emulator): Promise<void> => {
  const complaint = await complaintUnlessAnswering(() => answers(endpoint), child, { withinMs: answerWithinMs, pauseMs: 10 });
  if (complaint !== undefined) throw new Refusal(`The DynamoDB at ${endpoint} does not answer${complaint}.`);
};

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { signal: AbortSignal.timeout(1000) }).then(
    () => true,
    () => false,
  );

const platformPackage = `@dynoxide/${process.platform}-${process.arch}`;

const findBinary = (root: string, env: NodeJS.ProcessEnv): string | undefined => {
  const name = process.platform === "win32" ? "dynoxide.exe" : "dynoxide";
  const onPath = (env.PATH ?? "").split(delimiter).map((dir) => join(dir, name));
  return [join(root, "node_modules", platformPackage, name), ...onPath].find((path) => existsSync(path));
};

const externalEndpoint = (env: NodeJS.ProcessEnv): string => {
  if (env.DYNAMODB_ENDPOINT !== undefined) return env.DYNAMODB_ENDPOINT;
  throw new Refusal(
    [
      "No embedded DynamoDB was found. One of these helps:",
      `  npm install --no-save ${platformPackage}`,
      "  put the program `dynoxide` on the PATH",
      "  run DynamoDB Local and set DYNAMODB_ENDPOINT, e.g. http://127.0.0.1:8000",
    ].join("\n"),
  );
};
