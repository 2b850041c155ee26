/**
 * The operators' commands: `npm run -s cli -- <command> …`. Exit codes: 0 done, 1 the service refused, 2 the command line is
 * wrong, 3 the service or its storage was not reached.
 */
import { parseArgs } from "node:util";
import { Fault, options, type Run, usage } from "./command-line.ts";
import { holdCommands } from "./hold.ts";
import { keyCommands } from "./keys/key-commands.ts";
import { proofCommands } from "./proof/proof-commands.ts";
import { reportCommands } from "./report.ts";
import { scrubCommands } from "./scrubbing/scrub-commands.ts";
import { summarizeCommands } from "./summarize-file.ts";
import { tenantCommands } from "./tenant.ts";
import { tenantKeyCommands } from "./tenant-key.ts";

/** Every command by its words. */
const commands: ReadonlyMap<string, Run> = new Map(
  Object.entries({
    ...tenantCommands,
    ...tenantKeyCommands,
    ...keyCommands,
    ...proofCommands,
    ...scrubCommands,
    ...holdCommands,
    ...reportCommands,
    ...summarizeCommands,
  }),
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
