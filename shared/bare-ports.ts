import { lineLog } from "./log.ts";

/** Writes one log line where Lambda picks it up. */
export const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Ports of endpoints that touch nothing outside the process. */
export const barePorts = () => ({ now: Date.now, log: lineLog(writeLine, { now: Date.now, metrics: () => ({}) }) });
