import { type Ground, noGround } from "../../shared/domain/memory-record/memory.ts";
import { liveMemory } from "../../shared/live-memory.ts";
import { liveMemoryPacking } from "../../shared/live-memory-packing.ts";
import { type Row, rounded, type Section, verdict } from "../report.ts";
import { medianOf, percentile, type Reading, timed } from "../stats.ts";
import type { World } from "../world.ts";
import { dialogue } from "./dialogue.ts";
import { heardOf, tenant } from "./remembered.ts";

const conversationTurns = 50;
const rolledTurns = 3;
const runs = { warmUp: 30, counted: 60 };
const barsMs = { whole: 25, rolled: 5 };

/** What it takes to make a memory: of a whole conversation, and of what a few more turns add to one. */
export const memoryCpu = async (world: World): Promise<Section> => {
  const engine = await liveMemory(world.needs());
  const packing = await liveMemoryPacking();
  const said = await dialogue();
  const learn = (ground: Ground, { from, begin, end }: { readonly from: number; readonly begin: number; readonly end: number }) =>
    engine.learn({ tenant, ground, turns: heardOf(said.slice(from, from + end)).slice(begin), through: end });
  const before = conversationTurns - rolledTurns;
  const whole: Reading[] = [];
  const rolled: Reading[] = [];
  const packed: Reading[] = [];
  for (let run = 0; run < runs.warmUp + runs.counted; run += 1) {
    const from = (run * rolledTurns) % Math.max(1, said.length - conversationTurns);
    const wholeTime = await timed(() => learn(noGround, { from, begin: 0, end: conversationTurns }));
    const ground = structuredClone(await learn(noGround, { from, begin: 0, end: before }));
    const rest = { from, begin: before, end: conversationTurns };
    const learned = await learn(ground, rest);
    const rolledTime = await timed(() => learn(structuredClone(ground), rest));
    const packedTime = await timed(async () =>
      packing.pack({ ...learned, version: 2, through: conversationTurns, madeAtMs: 0, earlier: [] }),
    );
    if (run < runs.warmUp) continue;
    whole.push(wholeTime);
    rolled.push(rolledTime);
    packed.push(packedTime);
  }
  return {
    title: `Making a memory: ledger, summary and profile of ${conversationTurns} turns, warm`,
    rows: [
      rowOf("in one go", whole, barsMs.whole),
      rowOf(`${rolledTurns} turns more`, rolled, barsMs.rolled),
      rowOf("packed to be stored", packed, barsMs.rolled),
    ],
    notes: [`Processor time; medians of ${runs.counted} conversations.`],
  };
};

const rowOf = (what: string, readings: readonly Reading[], barMs: number): Row => {
  const { cpuMs } = medianOf(readings);
  const most = percentile(
    readings.map((reading) => reading.cpuMs),
    95,
  );
  return { what, "CPU ms": rounded(cpuMs), "p95 ms": rounded(most), bar: barMs, verdict: verdict(cpuMs, barMs) };
};
