import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "@jest/globals";
import { type KeyringSource, keyringSource } from "../../../shared/io/key-material/keyring-source.ts";

const entry = (kid: string) => ({ kid, secret: randomBytes(32).toString("base64url"), createdAt: "2026-11-01T00:00:00Z" });
const textOf = (...kids: string[]) => JSON.stringify({ keys: kids.map(entry) });

let nowMs: number;
let text: string;
let reads: number;
let isDown: boolean;
let source: KeyringSource;
beforeEach(() => {
  nowMs = 1_800_000_000_000;
  text = textOf("a");
  reads = 0;
  isDown = false;
  source = keyringSource(
    async () => {
      reads += 1;
      if (isDown) throw new Error("down");
      return text;
    },
    () => nowMs,
  );
});

const kids = async () => [...(await source.keyring()).byKid.keys()];

test("a change of the keyring is known 45 seconds later at the latest, and read no sooner without need", async () => {
  expect(await kids()).toEqual(["a"]);
  text = textOf("b");
  nowMs += 44_999;
  expect([await kids(), reads]).toEqual([["a"], 1]);
  nowMs += 1;
  expect([await kids(), reads]).toEqual([["b"], 2]);
});

test("a key nobody knows has the keyring read at once, and then not again for a minute", async () => {
  await kids();
  text = textOf("b", "a");
  nowMs += 1000;
  expect((await source.keyringKnowing("b")).byKid.has("b")).toBe(true);
  const before = reads;
  for (let second = 0; second < 40; second += 1) {
    nowMs += 1000;
    await source.keyringKnowing(`forged-${second}`);
  }
  expect(reads - before).toBe(0);
  nowMs += 20_000;
  await Promise.all(Array.from({ length: 50 }, (_, index) => source.keyringKnowing(`forged-${index}`)));
  expect(reads - before).toBeLessThanOrEqual(2);
});

test("calls that come together share one reading", async () => {
  await Promise.all(Array.from({ length: 20 }, () => source.keyring()));
  expect(reads).toBe(1);
});

test("the last good keys serve for a day while the source is down, which is asked every five seconds at most", async () => {
  await kids();
  isDown = true;
  for (let minutes = 0; minutes < 24 * 60 - 1; minutes += 1) {
    nowMs += 60_000;
    expect(await kids()).toEqual(["a"]);
  }
  const before = reads;
  await kids();
  nowMs += 4000;
  await kids();
  expect(reads).toBe(before);
  nowMs += 60_000;
  await expect(kids()).rejects.toThrow("down");
  isDown = false;
  expect(await kids()).toEqual(["a"]);
});

test("a keyring that cannot be read does not replace a good one", async () => {
  await kids();
  text = "{";
  nowMs += 60_000;
  expect(await kids()).toEqual(["a"]);
});
