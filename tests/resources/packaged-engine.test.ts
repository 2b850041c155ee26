import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { bundleFunctions } from "../../local/bundles.ts";
import { liveDeidentify } from "../../shared/live-deidentification.ts";
import { type Service, startService } from "../service.ts";
import { parseMarkedSet } from "../sets/marked-set.ts";

type Packaged = { readonly liveDeidentify: typeof liveDeidentify };

let dir: string;
let service: Service;
let packaged: Packaged;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-engine-"));
  [service] = await Promise.all([startService(), bundleFunctions(dir)]);
  packaged = (await import(join(dir, "late", "live-deidentification.mjs"))) as Packaged;
}, 120_000);
afterAll(() => Promise.all([service.stop(), rm(dir, { recursive: true, force: true })]));

const sets = join(import.meta.dirname, "../sets/clinical-chat");

/** Every fourth message of every set. */
const messages = async (): Promise<readonly string[]> => {
  const names = (await readdir(sets)).filter((name) => name.endsWith(".txt"));
  const read = await Promise.all(names.map(async (name) => parseMarkedSet(await readFile(join(sets, name), "utf8"), name)));
  return read.flat().flatMap(({ text }, index) => (index % 4 === 0 ? [text] : []));
};

test("the packaged engine with its models stores what the source stores", async () => {
  const tenant = await service.ports.findTenant(service.tenants[0].tenantId);
  if (tenant === undefined) throw new Error("no tenant");
  const by = { call: { tenant }, ref: undefined, isOutOfTime: () => false };
  const recollections = { recollect: async () => undefined };
  const [bySource, byPackage] = [liveDeidentify, packaged.liveDeidentify].map((make) => make(service.ports, recollections));
  if (bySource === undefined || byPackage === undefined) throw new Error("no engine");
  const texts = await messages();
  expect(texts.length).toBeGreaterThan(5000);
  for (const text of texts) expect((await byPackage(text, by)).value).toEqual((await bySource(text, by)).value);
}, 240_000);
