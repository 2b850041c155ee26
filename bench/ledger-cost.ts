import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { withRecord } from "../shared/io/ledger-store.ts";
import { ledgerKeeping } from "../shared/live-ledger-keeping.ts";
import { type Recorder, record } from "./recorder.ts";
import { type Row, rounded, type Section } from "./report.ts";
import type { Needs, World } from "./world.ts";

const records = 4000;
const atOnce = 20;
const tenantId = "bench-ledger";
const settledMs = 10 * 60_000;
const mayGoOn = () => true;

/** What keeping a ledger provable costs beside writing it: sealing into the tree, archiving, and a run that finds nothing new. */
export const ledgerCost = async (world: World): Promise<Section> => {
  const [units, bytes] = [await costs(world, { isMetered: true }), await costs(world, { isMetered: false })];
  return {
    title: `Sealing and archiving a ledger of ${records} records, per 1,000 of them`,
    rows: units.map((row, index) => ({ ...row, "bytes sent": bytes[index]?.["bytes sent"] ?? 0 })),
    notes: [
      "The last row is a whole run that finds nothing new. What a record costs a call is in storageCost: nothing of its own on a save.",
    ],
  };
};

const costs = async (world: World, metering: { readonly isMetered: boolean }): Promise<readonly Row[]> => {
  const dynamo = world.bareClient();
  const ports = world.needs(dynamo);
  const startMs = ports.now();
  const ledger = `${tenantId}-${metering.isMetered ? "metered" : "bare"}`;
  await writeRecords(ports, dynamo, ledger);
  world.clock.offsetMs += settledMs;
  const keeping = ledgerKeeping(ports);
  const seal = () => keeping.seal({ tenantId: ledger, sinceMs: startMs, mayGoOn });
  const recorder = record(dynamo, metering);
  const thousands = records / 1000;
  const rows = [
    await measured(recorder, { name: "seal", per: thousands, run: seal }),
    await measured(recorder, { name: "archive", per: thousands, run: () => keeping.archive(ledger, mayGoOn) }),
    await measured(recorder, { name: "seal, nothing new", per: 1, run: seal }),
  ];
  world.clock.offsetMs -= settledMs;
  dynamo.destroy();
  return rows;
};

const writeRecords = async (ports: Needs, dynamo: DynamoDBClient, ledger: string): Promise<void> => {
  const place = { tenantId: ledger, conversationId: "" };
  for (let written = 0; written < records; written += atOnce) {
    const batch = Array.from({ length: atOnce }, (_, at) => {
      const event = {
        action: "test.read",
        outcome: "done",
        actor: { kind: "service", id: "bench" },
        requestId: `r${written + at}`,
      } as const;
      return withRecord(ports, { place, event, nowMs: ports.now() }, ({ Put }) => dynamo.send(new PutItemCommand(Put)));
    });
    await Promise.all(batch);
  }
};

type Step = { readonly name: string; readonly per: number; readonly run: () => Promise<unknown> };

const measured = async (recorder: Recorder, { name, per, run }: Step): Promise<Row> => {
  recorder.take();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  const requests = recorder.take();
  const sum = (member: "readUnits" | "writeUnits" | "requestBytes") =>
    rounded(requests.reduce((total, request) => total + request[member], 0) / per, 1);
  return {
    step: name,
    requests: rounded(requests.length / per, 1),
    "read units": sum("readUnits"),
    "write units": sum("writeUnits"),
    "bytes sent": sum("requestBytes"),
    "CPU ms": rounded((user + system) / 1000 / per, 1),
  };
};
