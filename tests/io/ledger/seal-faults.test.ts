import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readExport } from "../../../shared/domain/ledger/export-lines.ts";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import { ledgerArchive } from "../../../shared/io/ledger/ledger-archive.ts";
import type { ObjectArchive } from "../../../shared/io/ledger/object-archive.ts";
import { ledgersOf } from "../../../shared/live-ledger.ts";
import { ledgerKeeping } from "../../../shared/live-ledger-keeping.ts";
import { type Service, startService } from "../../service.ts";
import { hourMs, live, minuteMs, publicKeys, sealNow, verify as verifySince } from "./keeping.ts";

/** The reads of the day index are many at once and all alike: of them only some are made to fail. */
type Kind = "index" | "other";
type Fault = { readonly kind: Kind; readonly call: number; readonly isDone: boolean };

let service: Service;
let createHandler: typeof import("../../../functions/audit-seal.ts").createHandler;
let calls = { index: 0, other: 0 };
let failing: Fault | undefined;
const tenantId = "north-clinic";
const verify = () => verifySince(service, tenantId, { sinceMs: service.clock.ms - 30 * hourMs });

const lost = () => Object.assign(new Error("fault"), { name: "TimeoutError" });

/** A call to storage that fails, unseen or after it was done; none of its retries helps. */
const failIfDue = async <Result>(kind: Kind, next: () => Promise<Result>): Promise<Result> => {
  calls[kind] += 1;
  const isDue = failing?.kind === kind && failing.call === calls[kind];
  if (isDue && !failing?.isDone) throw lost();
  const result = await next();
  if (isDue) throw lost();
  return result;
};

beforeAll(async () => {
  service = await startService();
  await live(service);
  createHandler = (await import("../../../functions/audit-seal.ts")).createHandler;
});
afterAll(() => service.stop());

const watch = () => {
  service.dynamo.middlewareStack.add(
    (next) => (args) => failIfDue("IndexName" in args.input ? "index" : "other", () => next(args)),
    { step: "initialize", name: "fault" },
  );
};
const unwatch = () => service.dynamo.middlewareStack.remove("fault");

/** An archive in memory whose calls fail like the tables'. */
const faultyArchive = (): ObjectArchive & { readonly kept: ReadonlyMap<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    put: (name, body) => failIfDue("other", async () => void (kept.has(name) || kept.set(name, body))),
    get: async (name) => kept.get(name),
  };
};
const objects = faultyArchive();

const run = async () => {
  const needs = { ...service.ports, ...ledgersOf(service.ports), objects };
  await sealNow(service, tenantId);
  return ledgerArchive(needs).archive(tenantId, () => true);
};

/** Runs sealing and archiving with a fault; says whether it came to that call. */
const runWithFault = async (fault: Fault): Promise<boolean> => {
  calls = { index: 0, other: 0 };
  failing = fault;
  watch();
  await run().catch((failure) => failure);
  unwatch();
  failing = undefined;
  return calls[fault.kind] >= fault.call;
};

/** The ledger after a run with this fault, and after the next one; undefined when the run made fewer calls. */
const around = async (fault: Fault) => {
  service.clock.ms += 4 * hourMs;
  await live(service);
  const before = (await verify()).checkpoints;
  if (!(await runWithFault(fault))) return undefined;
  const broken = await verify();
  await run();
  return { broken, before, after: await verify() };
};

/** Faults at each call of this kind, until a run makes fewer. */
const faultsAt = async (kind: Kind, isDone: boolean, numbers: Iterable<number>) => {
  const all: NonNullable<Awaited<ReturnType<typeof around>>>[] = [];
  for (const call of numbers) {
    const looked = await around({ kind, call, isDone });
    if (looked === undefined) break;
    all.push(looked);
  }
  return all;
};

const many = Array.from({ length: 60 }, (_, index) => index + 1);

describe.each([
  ["never came in", false],
  ["came in and whose answer was lost", true],
])("a call to storage that %s", (_, isDone) => {
  test("leaves every ledger readable and verifiable, whichever call it is, and the next run completes it", async () => {
    const looked = [...(await faultsAt("other", isDone, many)), ...(await faultsAt("index", isDone, [1, 33, 64, 65]))];
    expect(looked.length).toBeGreaterThan(12);
    expect(looked.flatMap(({ broken, after }) => [...broken.findings, ...after.findings])).toEqual([]);
    expect(looked.filter(({ after, before }) => after.sealed !== after.records || after.checkpoints <= before)).toEqual([]);
    const lines = [...objects.kept.keys()].sort().flatMap((name) => (objects.kept.get(name) ?? "").trimEnd().split("\n"));
    await run();
    const archived = verifyLedger(readExport(lines, await publicKeys(service)));
    expect(archived.findings).toEqual([]);
    expect(archived.checkpoints).toBeGreaterThan(looked.length);
  }, 240_000);
});

describe("the scheduled run", () => {
  const context = (leftMs: number) => ({ getRemainingTimeInMillis: () => leftMs });

  test("seals and archives every ledger, and says so without a word of what is in it", async () => {
    service.clock.ms += 5 * minuteMs;
    service.logged.length = 0;
    await createHandler({ ...service.ports, ...ledgerKeeping(service.ports) })(undefined, context(600_000));
    const lines = service.logged.map((line) => JSON.parse(line));
    expect(lines.map(({ event }) => event)).toEqual(lines.map(() => "ledger.sealed"));
    expect(lines.map((line) => line.tenantId).sort()).toEqual(["", "@operators", "north-clinic", "south-clinic", "west-dental"]);
  });

  test("begins nothing when no time is left", async () => {
    await live(service);
    service.clock.ms += 5 * minuteMs;
    service.logged.length = 0;
    await createHandler({ ...service.ports, ...ledgerKeeping(service.ports) })(undefined, context(30_000));
    expect(service.logged).toEqual([]);
  });

  test("tells of a ledger that it could not seal, counts it, and seals the others", async () => {
    service.logged.length = 0;
    const keeping = ledgerKeeping(service.ports);
    const statementKeys = () => Promise.reject(Object.assign(new Error("secret"), { name: "AccessDeniedException" }));
    const failingKeeping = ledgerKeeping({ ...service.ports, statementKeys });
    await createHandler({ ...service.ports, keepAll: failingKeeping.keepAll })(undefined, context(600_000));
    const failed = service.logged.map((line) => JSON.parse(line)).filter(({ event }) => event === "ledger.seal-failed");
    expect(failed[0]).toMatchObject({ level: "error", tenantId, causes: ["AccessDeniedException"], LedgerSealFailed: 1 });
    expect(service.logged.join("")).not.toContain("secret");
    await createHandler({ ...service.ports, keepAll: keeping.keepAll })(undefined, context(600_000));
    expect((await verify()).findings).toEqual([]);
  });
});
