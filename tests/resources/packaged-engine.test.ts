import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { stop } from "esbuild";
import { buildLateModules } from "../../scripts/late-modules.ts";
import { liveDeidentify } from "../../shared/live-deidentification.ts";
import { type Service, startService } from "../service.ts";
import { fourthOfAll } from "../sets/read-sets.ts";

type Packaged = { readonly liveDeidentify: typeof liveDeidentify };

let dir: string;
let service: Service;
let packaged: Packaged;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-engine-"));
  await mkdir(join(dir, "shared"));
  [service] = await Promise.all([
    startService(),
    buildLateModules(dir),
    symlink(join(import.meta.dirname, "../../shared/models"), join(dir, "shared", "models")),
  ]);
  await stop();
  packaged = (await import(join(dir, "late", "live-deidentification.mjs"))) as Packaged;
}, 120_000);
afterAll(() => Promise.all([service.stop(), rm(dir, { recursive: true, force: true })]));

test("the packaged engine with its models stores what the source stores", async () => {
  const tenant = await service.ports.findTenant(service.tenants[0].tenantId);
  if (tenant === undefined) throw new Error("no tenant");
  const by = { call: { tenant }, ref: undefined, isOutOfTime: () => false };
  const recollections = { recollect: async () => undefined };
  const [bySource, byPackage] = [liveDeidentify, packaged.liveDeidentify].map((make) => make(service.ports, recollections));
  if (bySource === undefined || byPackage === undefined) throw new Error("no engine");
  const texts = fourthOfAll();
  expect(texts.length).toBeGreaterThan(5000);
  for (const text of texts) expect((await byPackage(text, by)).value).toEqual((await bySource(text, by)).value);
}, 240_000);
