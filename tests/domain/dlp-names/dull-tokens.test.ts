import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { worthReading } from "../../../shared/domain/dlp-names/dull-tokens.ts";
import { readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";
import { readContext } from "../../../shared/domain/dlp-names/read-context.ts";
import { readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";

const model = readNameModel(readFileSync(join(import.meta.dirname, "../../../shared/models/names.bin")));
const worth = (text: string): string => worthReading(readContext(readTokens(text), model)).join("");

describe("tokens that are read for names", () => {
  test("are none in ordinary words, numbers and signs", () => {
    expect(worth("i have been taking it with water for 3 days, and it is better")).toMatch(/^0+$/);
    expect(worth("The pain is worse when I walk")).toMatch(/^0+$/);
  });

  test("are unknown words with two on either side", () => {
    expect(worth("i have been with xqzvwk for a long time")).toBe("001111100");
  });

  test("are what follows a word that announces a place, be it as ordinary as it may", () => {
    expect(worth("my boss at food market says no and i go home")).toBe("00111110000");
    expect(worth("i stay home. we take water")).toMatch(/^0+$/);
  });

  test("are names, and capitals within a sentence", () => {
    expect(worth("maria")).toBe("1");
    expect(worth("it was Water")).toContain("1");
  });
});
