import { operationsOf } from "../operations.ts";
import { type Row, rounded, type Section, verdict } from "../report.ts";
import { medianOf, type Reading, timed } from "../stats.ts";
import type { World } from "../world.ts";
import { dialogue } from "./dialogue.ts";
import { memoryOperationsOf } from "./memory-operations.ts";

const lengths = [10, 50, 680];
const calls = { warmUp: 10, counted: 40 };
const summarizedEvery = 20;
const barMs = 15;
const query = {
  query: "What did the doctor say about the tablets, and when is the next appointment?",
  maxTokens: "4000",
  format: "anthropic",
};

/** What a context takes, of conversations of different lengths, with all of their turns alive. */
export const contextLoad = async (world: World): Promise<Section> => {
  const rows: Row[] = [];
  for (const length of lengths) rows.push(await rowOf(world, length));
  return {
    title: "GET …/context, warm, one caller (embedded DynamoDB in another process)",
    rows,
    notes: [`Processor time of the whole call in this process; at most ${barMs} ms at ${lengths.at(-1)} turns.`],
  };
};

const rowOf = async (world: World, length: number): Promise<Row> => {
  const needs = world.needs();
  const operations = await operationsOf(needs, world.secretKey);
  const memory = await memoryOperationsOf(needs);
  const client = await operations.start();
  const said = await dialogue();
  for (let turn = 1; turn <= length; turn += 1) {
    const content = said[turn % said.length];
    await operations.append(client, turn, content);
    if (turn % summarizedEvery === 0) await memory.summarize(client);
  }
  const ask = () => memory.context(client, query);
  for (let count = 0; count < calls.warmUp; count += 1) await ask();
  const readings: Reading[] = [];
  for (let count = 0; count < calls.counted; count += 1) readings.push(await timed(ask));
  const { wallMs, cpuMs } = medianOf(readings);
  return { turns: length, "wall ms": rounded(wallMs), "CPU ms": rounded(cpuMs), verdict: verdict(cpuMs, barMs) };
};
