import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { modelDetectors } from "../../../shared/io/deidentification/model-detectors.ts";

const further = modelDetectors(join(import.meta.dirname, "../../.."))("safe-harbor");
/** The text with what is found between {}. */
const marked = (text: string): string => scrub(text, { further, operate: ({ value }) => `{${value}}` }).redacted;

const removed: readonly string[] = [
  "the patient {allen foley} went home",
  "{Allen McGrath} called about her results",
  "the patient {sam apgar} went home",
  "took my mother to {Memorial} instead of to you",
  "I get that one at the {VA} in {Loma Linda}, so please",
  "a D&C at {Baptist} in {Kendall} and we have",
  "lost my wallet at {parkland} {mon 10/7}, ins card",
  "{melissa} at the {toledo clinic} said three point one",
  "walk you over to {gage county imaging}.",
  "a kindergarten teacher at {PS 89}, and two",
  "{elk street pharmacy} says no refills till then",
  "to open the bakery on {Chestnut}.",
  "I live around the corner on {Beacon}. {Noreen}",
  "dont send it to the one on {elm} anymore",
  "new office on {Wornall}, not there",
  "the chemist on {smith st} is shut",
  "Blue Cross, with a new ID: {YPX 900 412 776}, group {70331}. It's",
  "s/c {40 12 06} a/c {71884320}",
  "NI no. {hg 773920 c}",
  "{GIR 0AA}",
  "tél. {514-555-0128, poste 402}",
  "{Dec/31/2018}",
  "{9th July '16}: appendectomy",
  "fell in {hagerstown} on {the fourth of june} x ray shows no fracture",
  "i got my depo shot {3/12} when is the next one due",
  "level on {4/30} was 1.1, creatinine 1.5",
  "need a sick line from {20/2} to {5/3} pls",
  "show me the echo from {march}.",
  "two pounds from {august} i'd like",
  "the move to {gorey} in {may} its through the roof",
  "born {1/31/1934}, now {90}. He's out",
  "Mrs {Edith Cartwright}, who at {90} still drives",
  "One of our community, {96}, needs her vaccine",
  "[doctor] how old are you now {geraldine}\n[patient] {ninety} i was",
  "that's how they get to {ninety-six}.",
  "u have my zip wrong thats why it went to the wrong store. its {97215} not {97251}.",
  "Does your travel clinic in {Bethesda} do that?",
];

const people: readonly string[] = [
  "i saw {max} in the waiting room",
  "{Georgia} and {Jordan} came with me",
  "we met {Oscar} there",
  "Ms. {Molina} called",
  "{Anh} and {An Nguyen}",
  "an appointment for {w. ashford iv}",
  "The {Beacon} have sent a bill",
  "I live in {Lebanon}, NH",
];

const kept: readonly string[] = [
  "the patient had a foley catheter placed",
  "allen test positive, apgar 8 and 9",
  "my job is makin me get a tb test",
  "a fever wiv every feed",
  "ummm is it normal",
  "Ontario covers it, Alberta doesn't.",
  "config.yaml line 88 has a tab",
  "README.md says python 3.11 or later",
  "wanna bring all 4 kids at once after school",
  "I work at the front desk of a dental office",
  "Epley manoeuvre worked for the BPPV",
  "talk to someone about hospice for my father",
  "My father-in-law was a welder for forty years and",
  "The dataset has 219074416 rows.",
  "The population of the catchment is 412558903 according to that slide",
  "The deficit is 536221780, give or take.",
  "commit 3f9a2c1 fixed the parser",
  "GCS E3V4M6, 13",
  "C6H12O6 is glucose",
  "group 70331 of the trial",
  "not the clinic on Monday.",
  "my coverage switched to Aetna",
  "do I go to the sexual health clinic",
  "We were in Peru for half the year",
];

describe("what people write of themselves", () => {
  test.each(removed)("%j", (text) => {
    expect(marked(text.replace(/[{}]/g, ""))).toBe(text);
  });
});

describe("people and places called like words, firms and countries", () => {
  test.each(people)("%j", (text) => {
    expect(marked(text.replace(/[{}]/g, ""))).toBe(text);
  });
});

describe("what looks like it and stays", () => {
  test.each(kept)("%j", (text) => {
    expect(marked(text)).toBe(text);
  });
});
