import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nameTagger } from "../../../shared/domain/dlp-names/name-tagger.ts";

const model = readFileSync(join(import.meta.dirname, "../../../shared/models/names.bin"));
const tagger = nameTagger(model);
const found = (text: string): readonly string[] =>
  tagger.find(text).map(({ start, end, type }) => `${type}:${text.slice(start, end)}`);
const names = (text: string): readonly string[] =>
  found(text)
    .filter((each) => each.startsWith("NAME:"))
    .map((each) => each.slice(5));

describe("the name tagger", () => {
  test.each([
    ["Hi, my name is Maria Gonzalez and I need a refill.", ["Maria Gonzalez"]],
    ["hi my name is maria gonzalez and i need a refill", ["maria gonzalez"]],
    ["Dr. Okafor prescribed metformin 500 mg.", ["Okafor"]],
    ["[doctor] hi , brian . how are you ?", ["brian"]],
    ["[doctor] so , brian is a 58 year old male", ["brian"]],
    ["My daughter's name is Siobhan O'Brien.", ["Siobhan O'Brien"]],
    ["Patient: Nguyen, Linh\nDOB: 03/04/1971", ["Nguyen, Linh"]],
    ["PATIENT NAME: JOSEPH KOWALSKI", ["JOSEPH KOWALSKI"]],
    ["Thanks,\nPriya", ["Priya"]],
    ["Jane Doe 22", ["Jane Doe"]],
    ["John Smith 2: hello", ["John Smith"]],
    ["Mary Jones 3\nPaul Young 4", ["Mary Jones", "Paul Young"]],
    ["Patient: LONG, MEI-LING", ["LONG, MEI-LING"]],
    ["Ms. May-Thurner called", ["May-Thurner"]],
    ["im jolene haskew for 2pm", ["jolene haskew"]],
    ["they call me red. okay red and on paper", ["red", "red"]],
    ["next patient is paul edwards , 59", ["paul edwards"]],
    ["Vincent Young is a 56-year-old male", ["Vincent Young"]],
    ["borrower Terrence Abdul-Rahim, co-borrower Simone Abdul-Rahim", ["Terrence Abdul-Rahim", "Simone Abdul-Rahim"]],
    ["Bed alarm on. - LT, RN", ["LT"]],
    ["RK psych liaison. Asked to see him", ["RK"]],
    ["OK to use. TJM RN, 0800", ["TJM"]],
    ["visit log: patient j.fitzwilliam, 14:02", ["j.fitzwilliam"]],
    ["I saw dr.fitzwilliam today", ["fitzwilliam"]],
    ["my sister Blessing called. I told Blessing to rest", ["Blessing", "Blessing"]],
  ])("finds people: %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    "Parkinson's disease and Crohn's run in my family.",
    "Notice of Change of Address",
    "Memorandum of Transfer\nSending facility below",
    "City: unknown",
    "a 2021 Ford Transit was towed",
    "Plan: Delta Dental",
    "Blue Cross Blue Shield of Illinois",
    "Laya Healthcare claim form",
    "France was super fun to visit",
    "suite 4\nSweden",
    "A. Notifier:\nB. Patient name:\nC. Identification number:",
    "2 histamine, 3 D. pteronyssinus, 4 D. farinae",
    "Insurer: Southern Cross, membership 9302651",
    "Payer: Dean Health",
    "foley catheter in place, glasgow coma scale 15",
    "positive babinski, negative romberg",
    "Impression: Wolff-Parkinson-White",
    "Child-Pugh B with ascites",
    "She'd like a Heller by spring, and a Hartmann's after",
    "Apgar 9, Clark III, Braden 11",
    "started Norvasc and Cozaar daily",
    "Zorvelix 10 mg was stopped, Zorvelix cream too",
    "covers Rickettsia, Coxiella and Borrelia",
    "im waitin on my results and cant stop scratchin",
    "Doctor: Exactly. So either Fosamax weekly or an infusion.",
    "is that what you call hemianopia",
    "i will mark it on the calendar",
    "may i have a refill of lisinopril 10 mg",
    "i hope the bill is not too high",
    "a rash rose on my cheeks last summer",
    "The patient denies chest pain, nausea, or vomiting.",
    "مرحبا שלום",
    "é ẛ̣ Å",
    "K",
    "turn 1",
  ])("leaves alone what identifies nobody: %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("leaves title and possessive outside", () => {
    expect(names("I saw Dr. Patel's nurse yesterday.")).toEqual(["Patel"]);
  });

  test("answers spans inside the text that split no surrogate pair", () => {
    const pieces = fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(" Maria ", "dr. ", "😀", "\uFFFC", "\n", "'s ")),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        for (const { start, end } of tagger.find(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(/^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(start - 1, start + 1))).toBe(false);
          expect(/^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(end - 1, end + 1))).toBe(false);
        }
      }),
    );
  });
});

describe("a text that nothing else tells of somebody", () => {
  const note = "POD 2 s/p ORIF, tolerating diet, Foley out, ambulating with walker, wound clean, HCT stable, Lovenox. ";
  test("leans from names where it is full of medicine", () => {
    expect(names(`${note}Whitcombe changed.`)).toEqual([]);
  });

  test("no longer once somebody was taken out of it", () => {
    expect(names(`${note}Whitcombe changed. \uFFFC seen.`)).toContain("Whitcombe");
  });

  test("has names all the same where a title or a cue says so", () => {
    expect(names(`${note}Seen by Dr. Whitcombe.`)).toEqual(["Whitcombe"]);
  });
});

describe("a person found once", () => {
  test("is found at other mentions, in small letters and possessive", () => {
    const text = "My name is Wojciech Zielinski. please tell zielinski's daughter that wojciech called";
    expect(names(text)).toEqual(["Wojciech Zielinski", "zielinski", "wojciech"]);
  });

  test("leaves a common word alone that was a name before", () => {
    expect(names("Dr. May called. it may be the flu, may i come in")).toEqual(["May"]);
  });
});

describe("states and countries", () => {
  test("stay unless they are asked for", () => {
    const text = "I moved from Ohio to Canada last year.";
    const regions = nameTagger(model, { findsRegions: true }).find(text);
    expect(found(text)).toEqual([]);
    expect(regions.map(({ start, end, type }) => [type, text.slice(start, end)])).toEqual([
      ["LOCATION", "Ohio"],
      ["LOCATION", "Canada"],
    ]);
  });
});

describe("time", () => {
  const cpuMsFor = (text: string): number => {
    const before = process.cpuUsage();
    tagger.find(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };

  test.each([
    ["one long word", "a"],
    ["capitals", "Ab "],
    ["masks", "\uFFFC "],
    ["apostrophes", "'s"],
    ["lines", "\n \n"],
    ["names", "Maria Gonzalez, "],
  ])("grows linearly with the text: %s", (_, unit) => {
    const repeated = (length: number): string => unit.repeat(Math.ceil(length / unit.length));
    cpuMsFor(repeated(50_000));
    const short = Math.min(...[1, 2, 3].map(() => cpuMsFor(repeated(12_500))));
    const long = Math.min(...[1, 2, 3].map(() => cpuMsFor(repeated(200_000))));
    // 16 times the text: the square would be 256 times the time, memory that runs short costs a few times.
    expect(long).toBeLessThan(100 * Math.max(short, 1));
  });
});
