import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A program that runs for us. `ended` resolves when it is gone, with the reason; it never rejects. */
export type Child = { readonly pid: number; readonly ended: Promise<string>; readonly stop: () => Promise<void> };

type Program = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** The file that gets what the program prints. */
  readonly logFile: string;
};

const graceMs = 1500;

/**
 * Starts a program in a process group of its own, so that a terminal's Ctrl-C reaches only us and we decide the order of the end.
 */
export const startChild = ({ command, args, cwd, env, logFile }: Program): Child => {
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(command, args, { ...(cwd === undefined ? {} : { cwd }), env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      const isGone = await Promise.race([ended.then(() => true), pause(graceMs, false, { ref: false })]);
      if (!isGone) child.kill("SIGKILL");
      await ended;
    },
  };
};
