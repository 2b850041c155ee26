import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { loopback } from "../../local/ports.ts";
import { freePorts, type OfflineInstance, startOffline } from "../http/offline-instance.ts";

const goneWithinMs = 60_000;
let dataDir: string;
let running: OfflineInstance[];

const freshData = async (): Promise<void> => {
  dataDir = await mkdtemp(join(tmpdir(), "picasso-start-"));
  running = [];
};

const stopAll = async (): Promise<void> => {
  for (const instance of running) await instance.stop();
  await rm(dataDir, { recursive: true, force: true });
};

const start = async (choices: Parameters<typeof startOffline>[0] = {}): Promise<OfflineInstance> => {
  const instance = await startOffline({ dataDir, ...choices });
  running.push(instance);
  return instance;
};

const childrenOf = async (): Promise<number[]> => JSON.parse(await readFile(join(dataDir, "run.json"), "utf8")).children;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const allGone = async (pids: readonly number[]): Promise<boolean> => {
  const deadline = Date.now() + goneWithinMs;
  while (pids.some(isAlive) && Date.now() < deadline) await pause(20);
  return !pids.some(isAlive);
};

const isHealthy = async (instance: OfflineInstance): Promise<boolean> => (await fetch(`${instance.baseUrl}/v1/health`)).ok;

describe("one run", () => {
  let instance: OfflineInstance;

  beforeAll(async () => {
    await freshData();
    instance = await start();
  });
  afterAll(stopAll);

  test("answers when it says so, and writes what programs read", async () => {
    expect(await isHealthy(instance)).toBe(true);
    const demoFile = join(dataDir, "demo.json");
    const { baseUrl, tenants } = JSON.parse(await readFile(demoFile, "utf8"));
    expect({ baseUrl, tenants }).toEqual({ baseUrl: instance.baseUrl, tenants: instance.tenants });
    expect(tenants.map((tenant: { tenantId: string }) => tenant.tenantId)).toEqual([
      "demo-clinic",
      "demo-dental",
      "demo-hospital",
    ]);
    expect((await stat(demoFile)).mode & 0o777).toBe(0o600);
  });

  test("is left alone by another one that is refused its data folder", async () => {
    await expect(startOffline({ dataDir })).rejects.toThrow(`process ${instance.pid}`);
    expect(await isHealthy(instance)).toBe(true);
  });

  test("leaves no process behind after SIGTERM", async () => {
    const children = await childrenOf();
    expect(children).toHaveLength(2);
    await instance.stop();
    expect(await allGone([instance.pid, ...children])).toBe(true);
  });
});

describe("several runs", () => {
  beforeEach(freshData);
  afterEach(stopAll);

  test("leaves no process behind when it is killed itself, and starts again on the same data with the same keys", async () => {
    const killed = await start();
    const children = await childrenOf();
    await killed.kill();
    expect(await allGone(children)).toBe(true);
    const again = await start();
    expect(again.tenants).toEqual(killed.tenants);
  });

  test("ends as a whole when one of its parts dies", async () => {
    const instance = await start();
    const children = await childrenOf();
    process.kill(children[1] ?? 0, "SIGKILL");
    expect(await allGone([instance.pid, ...children])).toBe(true);
  });

  test("runs beside another instance with its own data and port", async () => {
    const first = await start();
    const second = await startOffline();
    try {
      expect(await isHealthy(first)).toBe(true);
      expect(await isHealthy(second)).toBe(true);
      expect(second.tenants).not.toEqual(first.tenants);
    } finally {
      await second.stop();
    }
  }, 240_000);

  test("says that a port is in use", async () => {
    const port = await freePorts();
    const stranger = await new Promise<Server>((resolve) => {
      const server = createServer().listen(port, loopback, () => resolve(server));
    });
    try {
      await expect(startOffline({ dataDir, port })).rejects.toThrow(`Port ${port} is in use`);
    } finally {
      stranger.close();
    }
  });

  test("prints a banner whose curl works", async () => {
    const port = await freePorts();
    const env = { ...process.env, PICASSO_DATA: dataDir, PICASSO_PORT: String(port) };
    const child = execFile(process.execPath, ["local/start.ts"], { cwd: join(import.meta.dirname, "../.."), env });
    let printed = "";
    for await (const piece of child.stdout ?? []) {
      printed += String(piece);
      if (printed.includes("Ctrl-C")) break;
    }
    const key = /Bearer (sk_demo-clinic_[A-Za-z0-9_-]{43})'/.exec(printed)?.[1];
    const answer = await fetch(`http://${loopback}:${port}/v1/tokens`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: '{"subject":"patient-1"}',
    });
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exited;
    expect(answer.status).toBe(201);
  });
});
