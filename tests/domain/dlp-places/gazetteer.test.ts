import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openGazetteer, packGazetteer } from "../../../shared/domain/dlp-places/gazetteer.ts";

const path = join(import.meta.dirname, "../../../shared/models/places.bin");
const shipped = openGazetteer(new Uint8Array(readFileSync(path)));

describe("the gazetteer", () => {
  test("knows what it was packed with, and nothing of what it was told never to know", () => {
    const keys = new Map([
      ["large", ["tulsa"]],
      ["doubtful", ["reading"]],
    ] as const);
    const tiny = packGazetteer(keys, { bitsPerKey: 1, hashes: 1, never: ["pain", "knee", "swallow", "sleep", "normal"] });
    const { kindOf } = openGazetteer(tiny);
    expect(kindOf("Tulsa")).toBe("large");
    expect(kindOf("reading")).toBeDefined();
    expect(["pain", "knee", "swallow", "sleep", "normal"].map(kindOf)).toEqual(Array(5).fill(undefined));
  });

  test("reads a file that starts in the middle of a buffer", () => {
    const file = packGazetteer(new Map([["sure", ["taos"]]] as const), { bitsPerKey: 20, hashes: 12, never: [] });
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(openGazetteer(shifted.subarray(3)).kindOf("Taos")).toBe("sure");
  });

  test("refuses another file", () => {
    expect(() => openGazetteer(new TextEncoder().encode("PNG and more than a header's worth of bytes"))).toThrow(TypeError);
  });

  test.each([
    ["Tulsa", "large"],
    ["Trois-Rivi\u00e8res", "large"],
    ["trois rivieres", "large"],
    ["St. Paul", "large"],
    ["Saint Paul", "large"],
    ["Blaenau Ffestiniog", "sure"],
    ["Houston", "named"],
    ["reading", "doubtful"],
    ["lyme", "doubtful"],
  ])("knows %s", (name, kind) => {
    expect(shipped.kindOf(name)).toBe(kind);
  });

  test.each(["pain", "swallow", "metformin", "texas", "norway", "headache", "lisinopril", "appointment", "tomorrow", "shoulder"])(
    "does not know %s",
    (word) => {
      expect(shipped.kindOf(word)).toBeUndefined();
    },
  );

  test("stays within its size", () => {
    expect(readFileSync(path).length).toBeLessThanOrEqual(200 * 1024);
  });
});
