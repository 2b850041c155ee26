import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { modelBytes } from "../../../shared/domain/dlp-names/model-layout.ts";
import { NameModelUnusable, readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";
import { readModelFile } from "../../../shared/io/deidentification/model-file.ts";

const root = join(import.meta.dirname, "../../..");
const shipped = (): Uint8Array => Uint8Array.from(readFileSync(join(root, "shared/models/names.bin")));

const changed = (at: number): Uint8Array => {
  const bytes = shipped();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

describe("the name model", () => {
  test("that is shipped is whole and at most a million bytes", () => {
    expect(() => readNameModel(shipped())).not.toThrow();
    expect(modelBytes).toBeLessThanOrEqual(1_000_000);
  });

  test("is read from bytes at any offset of a buffer", () => {
    const shifted = new Uint8Array(modelBytes + 1);
    shifted.set(shipped(), 1);
    expect(readNameModel(shifted.subarray(1)).slots).toEqual(readNameModel(shipped()).slots);
  });

  test.each([
    ["cut off", shipped().subarray(0, modelBytes - 4), /bytes, not/],
    ["too long", Uint8Array.from([...shipped(), 0]), /bytes, not/],
    ["something else", changed(0), /does not start as one/],
    ["of another version", changed(4), /of version/],
    ["damaged in its weights", changed(modelBytes - 500), /wrong checksum/],
    ["damaged in its lists", changed(200_000), /wrong checksum/],
    ["empty", new Uint8Array(0), /bytes, not/],
  ])("that is %s is refused with the reason", (_, bytes, reason) => {
    expect(() => readNameModel(bytes)).toThrow(NameModelUnusable);
    expect(() => readNameModel(bytes)).toThrow(reason);
  });

  test("is read from the folder it is packaged in, and missed anywhere else", () => {
    expect(readModelFile(root, "names").byteLength).toBe(modelBytes);
    expect(() => readModelFile(join(root, "nowhere"), "names")).toThrow("ENOENT");
  });
});
