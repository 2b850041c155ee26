import { type Client, type Operations, operationsOf } from "./operations.ts";
import { type Recorded, record } from "./recorder.ts";
import type { Row, Section } from "./report.ts";
import type { World } from "./world.ts";

const levels = [10, 100, 1000];

type Sums = {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly sentBytes: number;
  readonly gotBytes: number;
};
type Step = { readonly name: string; readonly run: (operations: Operations, client: Client, turn: number) => Promise<unknown> };

/** One after the other on one conversation; `turn` is the number of its newest turn at the start. */
const steps: readonly Step[] = [
  { name: "token-issue (reopen)", run: (operations, client) => operations.reopen(client) },
  { name: "conversation-get", run: (operations, client) => operations.get(client) },
  { name: "conversation-save", run: (operations, client, turn) => operations.save(client, turn + 1) },
  { name: "conversation-append", run: (operations, client, turn) => operations.append(client, turn + 2) },
  { name: "token-refresh", run: (operations, client) => operations.refresh(client) },
  { name: "conversation-clear", run: (operations, client) => operations.clear(client) },
];

/** What each operation asks of DynamoDB when its conversation is ten, a hundred and a thousand turns old. */
export const storageCost = async (world: World): Promise<Section> => {
  const rows: Row[] = [];
  world.clock.stillAtMs = quietMoment(Date.now());
  for (const turns of levels) {
    const units = await costs(world, turns, { isMetered: true });
    const bytes = await costs(world, turns, { isMetered: false });
    rows.push(...steps.map(({ name }, index) => rowOf({ name, turns }, units[index], bytes[index])));
  }
  delete world.clock.stillAtMs;
  const byOperation = steps.flatMap(({ name }) => rows.filter((row) => row.operation === name));
  return {
    title: "DynamoDB per operation, by age of the conversation (warm: tenant, head and data key are in memory)",
    rows: byOperation,
    notes: [
      "Bytes are of HTTP bodies, without headers. A cold process adds one read each for tenant and data key, and for the head where it writes;",
      "a tenant is read again every second, and in one minute of 32 the limiter reads its earlier counters.",
      "Clear deletes every stored turn: its cost is the conversation's size by nature, once in its life.",
    ],
  };
};

/** A moment in the middle of the limiter's 32-minute stretch, on a clock that stands still: no cache ends between two operations. */
const quietMoment = (nowMs: number): number => {
  const stretchMs = 32 * 60_000;
  return Math.floor(nowMs / stretchMs) * stretchMs + stretchMs / 2;
};

const rowOf = (at: { readonly name: string; readonly turns: number }, units?: Sums, bytes?: Sums): Row => ({
  operation: at.name,
  "at turn": at.turns,
  requests: bytes?.requests ?? 0,
  "read units": units?.readUnits ?? 0,
  "write units": units?.writeUnits ?? 0,
  "bytes sent": bytes?.sentBytes ?? 0,
  "bytes received": bytes?.gotBytes ?? 0,
});

/** What each step costs on a conversation of its own. */
const costs = async (world: World, turns: number, metering: { readonly isMetered: boolean }): Promise<readonly Sums[]> => {
  const dynamo = world.bareClient();
  const recorder = record(dynamo, metering);
  const operations = await operationsOf(world.needs(dynamo), world.secretKey);
  const client = await operations.start();
  for (let turn = 1; turn <= turns; turn += 1) await operations.save(client, turn);
  const sums: Sums[] = [];
  for (const { run } of steps) {
    recorder.take();
    await run(operations, client, turns);
    sums.push(sumOf(recorder.take()));
  }
  dynamo.destroy();
  return sums;
};

const sumOf = (requests: readonly Recorded[]): Sums => {
  const total = (name: "readUnits" | "writeUnits" | "requestBytes" | "responseBytes") =>
    requests.reduce((sum, request) => sum + request[name], 0);
  return {
    requests: requests.length,
    readUnits: total("readUnits"),
    writeUnits: total("writeUnits"),
    sentBytes: total("requestBytes"),
    gotBytes: total("responseBytes"),
  };
};
