import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { scrubValue } from "../shared/domain/dlp/scrub-value.ts";
import { modelDetectors } from "../shared/io/deidentification/model-detectors.ts";
import { hostile } from "../tests/domain/dlp/hostile-texts.ts";
import { parseMarkedSet } from "../tests/sets/marked-set.ts";
import { addedToFunction } from "./engine-cost.ts";
import { type Row, rounded, type Section, verdict } from "./report.ts";
import { identifyingText, plainText, turnContent } from "./samples.ts";
import { median } from "./stats.ts";

const root = join(import.meta.dirname, "..");
const marked = "tests/sets/clinical-chat/development.txt";
const bars = { perSecond: 500_000, shortMs: 3, longMs: 40, kilobytes: 200, startMs: 30, hostileMs: 250 };
const sizes = { short: 300, long: 16_384, hostile: 50_000 };
const rounds = 5;
/** Rounds over all texts before anything counts: V8 compiles what it runs often. */
const warmUp = 20;

/** Speed of the engine with its models, warm, and what it adds to a function. */
export const deidentification = async (): Promise<Section> => {
  const further = modelDetectors(root)("safe-harbor");
  const search = (text: string): void => void scrubValue(text, { further });
  const dense = parseMarkedSet(await readFile(join(root, marked), "utf8"), "dense").map(({ text }) => text);
  const talk = Array.from({ length: 64 }, (_, turn) => turnContent(turn).messages.map(({ content }) => content)).flat();
  const added = await addedToFunction();
  const rows = [
    ...["messages full of identifiers", "plain talk"].map((name, index) => speedRow(name, index === 0 ? dense : talk, search)),
    bodyRow("body of 300 characters, none", () => void scrubValue(bodyOf(plainText), { further })),
    bodyRow("body of 300 characters, three", () => void scrubValue(bodyOf(identifyingText), { further })),
  ];
  // Last: V8 would compile for these texts what the rows measure on ordinary ones.
  const slowestMs = Math.max(...hostile.map((unit) => bestMs(() => search(unit.repeat(sizes.hostile / unit.length)))));
  return {
    title: "De-identification: speed with its models, and what it adds to a function",
    rows,
    notes: [
      `At least ${bars.perSecond} characters a second, 300 characters in ${bars.shortMs} ms (p99), 16 KB in ${bars.longMs} ms, of processor time, once warm.`,
      `At first: in the first ${rounds} rounds over these texts, while V8 still compiles.`,
      `Of ${hostile.length} texts made to be slow, ${sizes.hostile} characters each, the slowest takes ${rounded(slowestMs, 0)} ms, at most ${bars.hostileMs}: ${verdict(slowestMs, bars.hostileMs)}.`,
      `The engine without its models: ${rounded(added.kilobytes, 0)} KB, at most ${bars.kilobytes}: ${verdict(added.kilobytes, bars.kilobytes)}; loading it takes ${rounded(added.startMs, 0)} ms of CPU, at most ${bars.startMs}: ${verdict(added.startMs, bars.startMs)}.`,
    ],
  };
};

const bodyOf = (content: string) => ({ messages: [{ role: "user", content }] });

const speedRow = (name: string, texts: readonly string[], search: (text: string) => void): Row => {
  const whole = texts.join("\n");
  const shorts = piecesOf(whole, sizes.short);
  const longs = piecesOf(whole.length < sizes.long ? whole.repeat(4) : whole, sizes.long);
  const cold = Array.from({ length: rounds }, () => cpuMs(() => texts.forEach(search)));
  repeat(warmUp, () => texts.forEach(search));
  const all = Array.from({ length: rounds }, () => texts.map((text) => cpuMs(() => search(text))));
  const perSecondIn = (ms: number): number => (1000 * texts.join("").length) / ms;
  const perSecond = perSecondIn(Math.min(...all.map(sum)));
  const shortMs = p99(Array.from({ length: rounds }, () => shorts.map((text) => cpuMs(() => search(text)))).flat());
  const longMs = median(Array.from({ length: rounds }, () => longs.map((text) => cpuMs(() => search(text)))).flat());
  return {
    text: name,
    "characters/s": rounded(perSecond, 0),
    speed: verdict(bars.perSecond, perSecond),
    "at first": rounded(perSecondIn(Math.min(...cold.slice(1))), 0),
    "300 ch p99 ms": rounded(shortMs),
    short: verdict(shortMs, bars.shortMs),
    "16 KB ms": rounded(longMs, 1),
    long: verdict(longMs, bars.longMs),
  };
};

const bodyRow = (name: string, work: () => void): Row => {
  const each = 200;
  const readings = Array.from({ length: 4 * rounds }, () => cpuMs(() => repeat(each, work)) / each);
  const ms = median(readings.slice(rounds));
  return {
    text: name,
    "characters/s": rounded((1000 * sizes.short) / ms, 0),
    speed: "",
    "at first": "",
    "300 ch p99 ms": rounded(ms, 3),
    short: "(median)",
    "16 KB ms": "",
    long: "",
  };
};

const repeat = (count: number, work: () => void): void => {
  for (let call = 0; call < count; call += 1) work();
};

const piecesOf = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.floor(text.length / size) }, (_, piece) => text.slice(piece * size, (piece + 1) * size));

/** Processor time of the process, with its threads that compile: that of one thread is counted in ticks of four milliseconds. */
const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const bestMs = (work: () => void): number => Math.min(...Array.from({ length: 3 }, () => cpuMs(work)));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const p99 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
