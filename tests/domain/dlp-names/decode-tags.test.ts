import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { findScored, scoreTokens } from "../../../shared/domain/dlp-names/decode-tags.ts";
import { readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";
import { nameTagger } from "../../../shared/domain/dlp-names/name-tagger.ts";
import { readContext } from "../../../shared/domain/dlp-names/read-context.ts";
import { readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { parseMarkedSet } from "../../sets/marked-set.ts";

const root = join(import.meta.dirname, "../../..");
const bytes = new Uint8Array(readFileSync(join(root, "shared/models/names.bin")));
const model = readNameModel(bytes);
const texts = parseMarkedSet(readFileSync(join(root, "tests/sets/clinical-chat/development.txt"), "utf8"), "d")
  .slice(0, 120)
  .map(({ text }) => text);
/** What is left when the words with a capital are taken out. */
const left = (text: string): string => text.replace(/ [A-Z][a-z]+/g, " \uFFFC");
const contextOf = (text: string) => readContext(readTokens(text), model);

describe("tokens of a text that is read again", () => {
  test("score what they do in a text that is read for the first time", () => {
    for (const text of texts) {
      const before = scoreTokens(contextOf(text), model, undefined);
      const again = scoreTokens(contextOf(left(text)), model, findScored(before));
      expect([...again.scores]).toEqual([...scoreTokens(contextOf(left(text)), model, undefined).scores]);
    }
  });

  test("are known but for those near to what was taken out", () => {
    const text = "so i told Maria that the new Metoprolol made Ozzie feel sleepy";
    const known = findScored(scoreTokens(contextOf(text), model, undefined));
    const context = contextOf(text.replace("Maria", "\uFFFC"));
    const scores = new Int32Array(context.count * 6);
    const isKnown = Array.from({ length: context.count }, (_, at) => known(context, at, scores));
    expect(isKnown.slice(0, 5)).toEqual([false, false, false, false, false]);
    expect(isKnown.some(Boolean)).toBe(true);
  });

  test("are found to name whom they name at first sight", () => {
    const tagger = nameTagger(bytes);
    for (const text of texts) {
      const find = tagger.forSearch?.() ?? tagger.find;
      find(text);
      expect(find(left(text))).toEqual(tagger.find(left(text)));
    }
  });
});
