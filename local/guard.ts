import { spawn } from "node:child_process";
import { join } from "node:path";

/** Ends the given processes when we are gone, however we went. */
export type Guard = { readonly watch: (pid: number) => void; readonly release: () => void };

/** Starts the watchdog. Release it only after everything it watches has ended. */
export const startGuard = (): Guard => {
  const watchdog = spawn(process.execPath, [join(import.meta.dirname, "watchdog.ts")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.unref();
  watchdog.stdin.on("error", () => undefined);
  return {
    watch: (pid) => {
      watchdog.stdin.write(`${pid}\n`);
    },
    release: () => {
      watchdog.stdin.end("release\n");
    },
  };
};
