import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPortFree } from "../../local/ports.ts";

export type DemoTenant = { readonly tenantId: string; readonly publishableKey: string; readonly secretKey: string };

/** A running offline world. `stop` ends it in order, `kill` ends its process at once and keeps the data folder. */
export type OfflineInstance = {
  readonly baseUrl: string;
  readonly webUrl: string;
  readonly operatorKey: string;
  readonly tenants: readonly DemoTenant[];
  readonly dataDir: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
};

/** A port with three free ones after it, below the range that the system hands out to others. */
export const freePorts = async (): Promise<number> => {
  const port = 10_000 + 4 * Math.floor(Math.random() * 5000);
  const areFree = await Promise.all([0, 1, 2, 3].map((step) => isPortFree(port + step)));
  return areFree.every(Boolean) ? port : freePorts();
};

type Choices = {
  /** Kept by `stop` when given; a temporary folder that `stop` removes when not. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly clockOffsetSeconds?: number;
  readonly rateLimits?: "on" | "off";
};

const root = join(import.meta.dirname, "../..");

/** Starts `npm start -- --quiet` on a free port and resolves when it is ready; rejects with what it printed when it fails. */
export const startOffline = async (choices: Choices = {}): Promise<OfflineInstance> => {
  const dataDir = choices.dataDir ?? (await mkdtemp(join(tmpdir(), "picasso-")));
  const child = spawn(process.execPath, ["local/start.ts", "--quiet"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PICASSO_DATA: dataDir,
      PICASSO_PORT: String(choices.port ?? (await freePorts())),
      PICASSO_CLOCK_OFFSET_SECONDS: String(choices.clockOffsetSeconds ?? 0),
      PICASSO_RATE_LIMITS: choices.rateLimits ?? "on",
    },
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  const ready = await readyLine(child, exited);
  return {
    ...ready,
    dataDir,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      if (choices.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

type ReadyLine = {
  readonly baseUrl: string;
  readonly webUrl: string;
  readonly operatorKey: string;
  readonly tenants: readonly DemoTenant[];
  readonly pid: number;
};

const readyLine = (child: ChildProcess, exited: Promise<void>): Promise<ReadyLine> =>
  new Promise((resolve, reject) => {
    let printed = "";
    let complaint = "";
    child.stderr?.on("data", (piece) => {
      complaint += String(piece);
    });
    child.stdout?.on("data", (piece) => {
      printed += String(piece);
      if (printed.endsWith("\n")) resolve(JSON.parse(printed));
    });
    exited.then(() => reject(new Error(`The offline world did not start: ${complaint}`)), reject);
  });
