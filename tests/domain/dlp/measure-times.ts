/**
 * `node measure-times.ts UNITS`, a JSON array of texts: prints how many milliseconds of processor time it takes to search 12,500
 * and 50,000 characters of each, repeated, and 50,000 of ordinary messages. A process of its own, because the test runner slows every access to a global down.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scrubValue } from "../../../shared/domain/dlp/scrub-value.ts";
import { modelDetectors } from "../../../shared/io/deidentification/model-detectors.ts";
import { parseMarkedSet } from "../../sets/marked-set.ts";

const length = 50_000;
const further = modelDetectors(join(import.meta.dirname, "../../.."))("safe-harbor");

/** A user's answer, so that what is done with bare answers counts too. */
const cpuMs = (content: string): number => {
  const dialogue = [
    { role: "assistant", content: "What is your name?" },
    { role: "user", content },
  ];
  const before = process.cpuUsage();
  scrubValue(dialogue, { further });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

const longestMs = 100;

/** The best of three where the first is slow, so that a busy machine or a garbage collection does not decide. */
const bestCpuMs = (text: string): number => {
  const first = cpuMs(text);
  return first < longestMs ? first : Math.min(first, cpuMs(text), cpuMs(text));
};

const units: readonly string[] = JSON.parse(process.argv[2] ?? "[]");
const messages = parseMarkedSet(readFileSync(join(import.meta.dirname, "../../sets/clinical-chat/development.txt"), "utf8"), "d");
const talk = fill(messages.map(({ text }) => text).join("\n"), length);
const ordinary = (): number => bestCpuMs(talk);

const before = ordinary();
const readings = units.map((unit) => {
  const quarters = [fill(unit, length / 4), fill(unit, length / 4)].map(bestCpuMs);
  return { quarter: Math.max(...quarters), whole: bestCpuMs(fill(unit, length)) };
});
process.stdout.write(JSON.stringify({ ordinary: Math.min(before, ordinary()), hostile: readings }));
