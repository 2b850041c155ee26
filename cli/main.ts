/**
 * The operators' commands: `npm run -s cli -- <command> …`. Exit codes: 0 done, 1 the service refused, 2 the command line is
 * wrong, 3 the service or its storage was not reached.
 */
import { parseArgs } from "node:util";
import { Fault, options, type Run, usage } from "./command-line.ts";
import { summarizeCommands } from "./summarize-file.ts";
import { tenantCommands } from "./tenant.ts";
import { tenantKeyCommands } from "./tenant-key.ts";

/** Loaded when it is asked for: it brings the AWS clients along. */
const operatorKey =
  (act: "create" | "list" | "revoke"): Run =>
  async (words, given) => {
    const { operatorKeyActs } = await import("./operator-key.ts");
    return operatorKeyActs[act](words, given);
  };

const operatorKeyCommands = {
  "operator-key create": operatorKey("create"),
  "operator-key list": operatorKey("list"),
  "operator-key revoke": operatorKey("revoke"),
} as const satisfies Readonly<Record<string, Run>>;

/** Loaded when it is asked for, likewise. */
const keyring =
  (act: "list" | "rotate" | "revoke"): Run =>
  async (words, given) => {
    const { keyringActs } = await import("./keys.ts");
    return keyringActs[act](words, given);
  };

const keyringCommands = {
  "keys list": keyring("list"),
  "keys rotate": keyring("rotate"),
  "keys revoke": keyring("revoke"),
} as const satisfies Readonly<Record<string, Run>>;

/** Every command by its words. */
const commands: ReadonlyMap<string, Run> = new Map(
  Object.entries({ ...tenantCommands, ...tenantKeyCommands, ...operatorKeyCommands, ...keyringCommands, ...summarizeCommands }),
);

const mostWords = 3;

const run = async (args: readonly string[]): Promise<string> => {
  const { values, positionals } = parsed(args);
  const words = Array.from({ length: mostWords }, (_, index) => positionals.slice(0, mostWords - index).join(" "));
  const name = words.find((each) => commands.has(each));
  const command = commands.get(name ?? "");
  if (name === undefined || command === undefined || values.help === true) throw new Fault(2, usage(name));
  return command(positionals.slice(name.split(" ").length), values);
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new Fault(2, `${cause instanceof Error ? cause.message : "The command line is wrong."}\n${usage()}`);
  }
};

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (failure) {
  if (!(failure instanceof Fault)) throw failure;
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = failure.exitCode;
}
