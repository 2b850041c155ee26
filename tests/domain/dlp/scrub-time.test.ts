import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { hostile } from "./hostile-texts.ts";

/** Against as much of ordinary messages, full of identifiers, in the same process: some 250 ms on a quiet machine (bench/ has the figure). */
const mostTimesOrdinary = 3;

type Reading = { readonly quarter: number; readonly whole: number };

type Readings = { readonly ordinary: number; readonly hostile: readonly Reading[] };

const measured = (): Readings => {
  const probe = join(import.meta.dirname, "measure-times.ts");
  return JSON.parse(execFileSync(process.execPath, [probe, JSON.stringify(hostile)], { encoding: "utf8", timeout: 240_000 }));
};

describe("the processor time of the whole engine", () => {
  const { ordinary, hostile: readings } = measured();

  test.each(hostile.map((unit, index) => [unit.slice(0, 20), readings[index]] as const))(
    "is short for 50,000 characters of %j, and grows no faster than the text",
    (_unit, reading) => {
      const { quarter, whole } = reading ?? { quarter: 0, whole: Number.POSITIVE_INFINITY };
      expect(whole).toBeLessThan(mostTimesOrdinary * ordinary);
      expect(whole).toBeLessThan(8 * quarter + 10);
    },
  );
});
