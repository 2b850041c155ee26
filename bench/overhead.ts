import { readFloor, saveFloor } from "./floor.ts";
import { type Client, operationsOf } from "./operations.ts";
import { type Recorded, record } from "./recorder.ts";
import { type Row, rounded, type Section, verdict } from "./report.ts";
import { type Pair, paired } from "./stats.ts";
import type { World } from "./world.ts";

const windowTurns = 10;
const rounds = { warmUps: 300, pairs: 1000 };
const bars = { get: 1.5, save: 2 };

/** What a call costs over the bare requests it makes: chain, cryptography, checks and answer. */
export const overhead = async (world: World): Promise<Section> => {
  const { get, save } = await sampleRequests(world);
  const operations = await operationsOf(world.needs(), world.secretKey);
  const [read, written] = [await started(operations), await started(operations)];
  const bare = world.bareClient();
  const getPair = await paired({ ...rounds, floor: readFloor(bare, get), ours: () => operations.get(read) });
  let turn = windowTurns;
  const ours = () => {
    turn += 1;
    return operations.save(written, turn);
  };
  const savePair = await paired({ ...rounds, floor: saveFloor(bare, save), ours });
  return {
    title: "A warm call over its bare DynamoDB requests (medians of interleaved pairs)",
    rows: [rowOf("GET, ten turns", getPair, bars.get), rowOf("SAVE", savePair, bars.save)],
    notes: [
      `${rounds.pairs} pairs each after ${rounds.warmUps}. The floor sends the very requests of a recorded call, through the same SDK client settings.`,
      "The emulator answers in a fraction of a millisecond; a region takes several, which moves the wall ratio towards 1.",
    ],
  };
};

const rowOf = (name: string, { floor, ours, ratio }: Pair, bar: number): Row => ({
  call: name,
  "floor wall ms": rounded(floor.wallMs, 3),
  "ours wall ms": rounded(ours.wallMs, 3),
  "wall ratio": rounded(ratio.wallMs),
  "floor CPU ms": rounded(floor.cpuMs, 3),
  "ours CPU ms": rounded(ours.cpuMs, 3),
  "CPU ratio": rounded(ratio.cpuMs),
  "at most": bar,
  wall: verdict(ratio.wallMs, bar),
  CPU: verdict(ratio.cpuMs, bar),
});

const started = async (operations: Awaited<ReturnType<typeof operationsOf>>): Promise<Client> => {
  const client = await operations.start();
  for (let turn = 1; turn <= windowTurns; turn += 1) await operations.save(client, turn);
  return client;
};

/** The requests of a warm GET and of a warm SAVE. */
const sampleRequests = async (world: World): Promise<Readonly<Record<"get" | "save", readonly Recorded[]>>> => {
  const dynamo = world.bareClient();
  const recorder = record(dynamo);
  const operations = await operationsOf(world.needs(dynamo), world.secretKey);
  const client = await started(operations);
  recorder.take();
  await operations.get(client);
  const get = recorder.take();
  await operations.save(client, windowTurns + 1);
  return { get, save: recorder.take() };
};
