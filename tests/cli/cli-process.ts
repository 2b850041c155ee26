import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs one command of the CLI to its end. */
export const runCli = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { PICASSO_OPERATOR_KEY: _, PICASSO_URL: __, ...inherited } = process.env;
    const child = spawn(process.execPath, ["cli/main.ts", ...args], { cwd: root, env: { ...inherited, ...env } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (piece) => {
      out += String(piece);
    });
    child.stderr.on("data", (piece) => {
      err += String(piece);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out: out.trimEnd(), err: err.trimEnd() }));
  });
