import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readExport } from "../../../shared/domain/ledger/export-lines.ts";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import { ledgerArchive } from "../../../shared/io/ledger/ledger-archive.ts";
import type { ObjectArchive } from "../../../shared/io/ledger/object-archive.ts";
import { ledgersOf } from "../../../shared/live-ledger.ts";
import { ledgerKeeping } from "../../../shared/live-ledger-keeping.ts";
import { issue, said } from "../../conversation-steps.ts";
import { scanAll, textOfItem } from "../../raw-scan.ts";
import { type Service, startService } from "../../service.ts";
import { live, minuteMs, publicKeys, verify as verifySince } from "./keeping.ts";

/** The reads of the day index come many at once; everything else in the order of the work. */
type Kind = "index" | "other";
type Fault = { readonly kind: Kind; readonly call: number; readonly isDone: boolean };

let service: Service;
let createHandler: typeof import("../../../functions/audit-seal.ts").createHandler;
let calls = { index: 0, other: 0 };
let failing: Fault | undefined;
let writes = 0;
const tenantId = "north-clinic";
const settledMs = 2 * minuteMs + 1000;
const verify = () => verifySince(service, tenantId, { sinceMs: Date.UTC(2026, 10, 2) });

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

const secret = "the canary sings at dawn";
let conversationId = "";
let acknowledged = 0;

/** One more turn of the one conversation that there is, and a read of it. */
const goOn = async () => {
  const token = service.tenants[0].secretKey;
  const options = { token, body: said(`${secret} ${acknowledged}`), headers: { "idempotency-key": `k${acknowledged}` } };
  expect((await service.call(`POST /v1/conversations/${conversationId}/turns`, options)).status).toBe(201);
  acknowledged += 1;
};

/** Whether every acknowledged turn is there. */
const isReadable = async (): Promise<boolean> => {
  const { body } = await service.call(`GET /v1/conversations/${conversationId}?recent=1`, {
    token: service.tenants[0].secretKey,
  });
  return body.turn === acknowledged && body.turns?.at(-1)?.messages[0]?.content === `${secret} ${acknowledged - 1}`;
};

beforeAll(async () => {
  service = await startService();
  conversationId = (await issue(service.call, service.tenants[0].secretKey)).conversationId;
  await goOn();
  createHandler = (await import("../../../functions/audit-seal.ts")).createHandler;
});
afterAll(() => service.stop());

const watch = () => {
  service.dynamo.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        writes += Number(!/^(Query|GetItem|BatchGetItem|Scan)Command$/.test(commandName));
        return failIfDue("IndexName" in args.input ? "index" : "other", () => next(args));
      },
    { step: "initialize", name: "fault" },
  );
};
const unwatch = () => service.dynamo.middlewareStack.remove("fault");

/** An archive in memory whose calls fail like the tables'. */
const faultyArchive = (): ObjectArchive & { readonly kept: ReadonlyMap<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    put: (name, body) => {
      writes += 1;
      return failIfDue("other", async () => void (kept.has(name) || kept.set(name, body)));
    },
    get: async (name) => kept.get(name),
  };
};
const objects = faultyArchive();

/** Little time passes from run to run, so that all of them are of one day, and each reads no more of the index than it must. */
const run = async () => {
  service.clock.ms += settledMs;
  const keeping = ledgerKeeping(service.ports);
  const sealed = await keeping.seal({ tenantId, sinceMs: Date.UTC(2026, 10, 2), mayGoOn: () => true });
  await ledgerArchive({ ...service.ports, ...ledgersOf(service.ports), objects }).archive(tenantId, () => true);
  return sealed;
};

/** Runs sealing and archiving with a fault; says whether it came to that call. */
const runWithFault = async (fault: Fault): Promise<boolean> => {
  calls = { index: 0, other: 0 };
  writes = 0;
  failing = fault;
  watch();
  await run().catch((failure) => failure);
  unwatch();
  failing = undefined;
  return calls[fault.kind] >= fault.call;
};

/** What is found after a run with this fault, and what the next run makes of it; undefined when the run made fewer calls. */
const around = async (fault: Fault) => {
  await goOn();
  if (!(await runWithFault(fault))) return undefined;
  // A run that wrote nothing left the ledger as it was verified before.
  const findings = writes === 0 ? [] : (await verify()).findings;
  return { ...fault, findings, isReadable: await isReadable(), next: await run() };
};

/** A fault at every call of this kind, until a run makes fewer. */
const faultsAtEach = async (kind: Kind, isDone: boolean) => {
  const all: NonNullable<Awaited<ReturnType<typeof around>>>[] = [];
  for (let call = 1; ; call += 1) {
    const looked = await around({ kind, call, isDone });
    if (looked === undefined) return all;
    all.push(looked);
  }
};

// A read whose answer is lost is a read that was refused, so the many reads of the index fail in one way only.
describe.each([
  ["read of the index, refused", "index", false, 64],
  ["other call to storage or archive, refused unseen", "other", false, 9],
  ["other call to storage or archive, done and its answer lost", "other", true, 9],
] as const)("a fault at any %s", (...[, kind, isDone, least]) => {
  test("leaves the ledger verifiable and acknowledged turns readable, and the next run completes it", async () => {
    const looked = await faultsAtEach(kind, isDone);
    expect(looked.length).toBeGreaterThanOrEqual(least);
    expect(looked.filter((each) => each.findings.length > 0 || !each.isReadable)).toEqual([]);
    expect(looked.filter(({ next }) => next.altered + next.gaps + next.rolledBack > 0)).toEqual([]);
    const whole = await verify();
    expect([whole.findings, whole.sealed]).toEqual([[], whole.records]);
  }, 240_000);
});

test("after all of these faults the archive is the whole ledger, and nothing is stored in clear", async () => {
  const lines = [...objects.kept.keys()].sort().flatMap((name) => (objects.kept.get(name) ?? "").trimEnd().split("\n"));
  const archived = verifyLedger(readExport(lines, await publicKeys(service)));
  const stored = await verify();
  expect([archived.findings, archived.checkpoints, archived.records]).toEqual([[], stored.checkpoints, stored.records]);
  const texts = [...lines, ...(await scanAll(service)).map(({ item }) => textOfItem(item))];
  expect(texts.filter((text) => text.includes("canary"))).toEqual([]);
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
