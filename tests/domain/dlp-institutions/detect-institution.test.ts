import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { findInstitutions } from "../../../shared/domain/dlp-institutions/detect-institution.ts";
import { readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { openTerms } from "../../../shared/domain/dlp-terms/term-table.ts";

const open = (name: string) =>
  openTerms(new Uint8Array(readFileSync(join(import.meta.dirname, `../../../shared/models/${name}.bin`))));
const tables = { care: open("care"), employers: open("employers") };
const found = (text: string) =>
  findInstitutions(text, readTokens(text), tables).map(({ start, end, type }) => [type, text.slice(start, end)]);

describe("institutions known by name", () => {
  test.each([
    ["she was seen at cedars sinai on monday", "FACILITY", "cedars sinai"],
    ["He was transferred to Mass General overnight.", "FACILITY", "Mass General"],
    ["kadlec or trios", "FACILITY", "kadlec"],
    ["got my stent at the royal free", "FACILITY", "royal free"],
    ["i was at banner overnight", "FACILITY", "banner"],
    ["admitted to Mercy, room 9", "FACILITY", "Mercy"],
    ["mayo wants me there by noon", "FACILITY", "mayo"],
    ["sick kids discharged my boy", "FACILITY", "sick kids"],
    ["the er at temple gave me a pamphlet", "FACILITY", "temple"],
    ["been to childrens 4 times", "FACILITY", "childrens"],
    ["i drive for uber and my back hurts", "ORGANIZATION", "uber"],
    ["my boss at ups says i need paper", "ORGANIZATION", "ups"],
    ["mom works at walmart deli", "ORGANIZATION", "walmart"],
    ["laid off from the home depot in march", "ORGANIZATION", "home depot"],
  ])("are found in %j", (text, type, name) => {
    expect(found(text)).toContainEqual([type, name]);
  });

  test.each([
    "there was a banner that said free shots",
    "have mercy on me",
    "how have you been feeling in general with this?",
    "not at the moment. all right",
    "take them at the right time, ok",
    "no lifting at work for the next 2 weeks",
    "county fairs are fun",
    "at rush hour the bus is full",
    "is ozempic cheaper at that target price point",
    "walmart insulin is cheaper",
    "back to general questions please",
    "i work at night",
  ])("are not taken from %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("are judged where the name ends, not somewhere within a word", () => {
    expect(found("at bannerman he says")).toEqual([]);
    expect(found("at kadlecky he says")).toEqual([]);
  });
});
