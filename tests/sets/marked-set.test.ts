import { describe, expect, test } from "@jest/globals";
import { type IdentifierType, identifierTypes } from "../../shared/domain/dlp/identifier-types.ts";
import { parseMarkedSet } from "./marked-set.ts";
import { readMarkedSet, setNames } from "./read-sets.ts";

const only = (marked: string) => {
  const messages = parseMarkedSet(marked, "set");
  expect(messages).toHaveLength(1);
  return messages[0] ?? { id: "", text: "", spans: [], keep: [] };
};

describe("a marked set", () => {
  test("gives the text without marks, and where each mark was", () => {
    expect(only("call {{NAME|Ana}}'s GP about her {{KEEP|Crohn's}} on {{DATE|May 3}}")).toEqual({
      id: "set-001",
      text: "call Ana's GP about her Crohn's on May 3",
      spans: [
        { start: 5, end: 8, type: "NAME" },
        { start: 35, end: 40, type: "DATE" },
      ],
      keep: [{ start: 24, end: 31 }],
    });
  });

  test("counts offsets in UTF-16 units, as JavaScript slices", () => {
    const { text, spans } = only("😀 {{NAME|Zoë 𠮷田}} 👩‍⚕️ {{NAME|Li}}");
    expect(spans.map(({ start, end }) => [start, text.slice(start, end)])).toEqual([
      [3, "Zoë 𠮷田"],
      [17, "Li"],
    ]);
  });

  test("keeps the lines of a message, and marks that run over two", () => {
    const { text, spans } = only("\nAddress: {{STREET_ADDRESS|4 Elm St\nApt 2}}\n\nthanks\n");
    expect(text).toBe("Address: 4 Elm St\nApt 2\n\nthanks");
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["4 Elm St\nApt 2"]);
  });

  test("numbers the blocks and leaves out the remarks at their head", () => {
    const messages = parseMarkedSet("# case: lower\n# from: nurse\nfirst\n---\nsecond\n# not: a remark\n---\n", "part");
    expect(messages.map(({ id, text }) => [id, text])).toEqual([
      ["part-001", "first"],
      ["part-002", "second\n# not: a remark"],
    ]);
  });

  test("takes braces of JSON, marks side by side and bars in a value as they are", () => {
    const { text, spans } = only('{"who":"{{NAME|Ana}}{{AGE|91}}","key":{{SECRET|a|b}}}');
    expect(text).toBe('{"who":"Ana91","key":a|b}');
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["Ana", "91", "a|b"]);
  });

  test.each([
    ["an unknown type", "hi {{NAMES|Ana}}", "set-001 (line 1): no type is called NAMES"],
    ["a mark that stays open", "hi {{NAME|Ana", "a {{ is not closed"],
    ["an end without a mark", "hi Ana}} there", "a }} closes nothing"],
    ["a mark in a mark", "{{NAME|Ana {{NAME|Li}} Wu}}", "a {{ is not closed, or holds another mark"],
    ["a mark without a type", "hi {{Ana}}", "a mark is {{TYPE|value}}, not {{Ana}}"],
    ["an empty value", "hi {{NAME|}}", "the NAME is empty"],
    ["blanks in the mark", "hi {{NAME|Ana }}there", "blanks belong outside the mark"],
    ["an empty message", "one\n---\n\n---\nthree", "set-002 (line 3): the message is empty"],
    ["a block of remarks alone", "# case: lower", "set-001 (line 1): the message is empty"],
  ])("refuses %s and says where", (_fault, marked, message) => {
    expect(() => parseMarkedSet(marked, "set")).toThrow(message);
  });
});

const sets = setNames().map((name) => `${name}.txt`);
const messagesOf = (name: string) => readMarkedSet(name.replace(".txt", ""));

describe.each(sets)("the set %s", (name) => {
  test("parses, and holds each message once", () => {
    const texts = messagesOf(name).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  test("marks known types alone, and values that are whole in the text", () => {
    for (const { text, spans, keep } of messagesOf(name)) {
      for (const { type } of spans) expect(Object.keys(identifierTypes)).toContain(type);
      for (const { start, end } of [...spans, ...keep]) expect(text.slice(start, end)).toMatch(/^\S(?:[\s\S]*\S)?$/);
    }
  });
});

describe("the parts of clinical-chat together", () => {
  const messages = sets.flatMap(messagesOf);
  const marked = new Set(messages.flatMap(({ spans }) => spans.map(({ type }) => type)));

  test("are those to build on, and those to measure by", () => {
    expect(sets.toSorted()).toEqual([
      "americans.txt",
      "another-day.txt",
      "any-day.txt",
      "assistant-queries.txt",
      "bare-notes.txt",
      "bedside-queries.txt",
      "cases.txt",
      "charts.txt",
      "chatter.txt",
      "clinic-day.txt",
      "clinic-week.txt",
      "clinical-queries.txt",
      "clinicians-ask.txt",
      "commonwealth.txt",
      "desks-and-letters.txt",
      "development.txt",
      "dictated-talk.txt",
      "documents.txt",
      "everyday-patients.txt",
      "families.txt",
      "filings.txt",
      "formats.txt",
      "handoffs.txt",
      "held-out.txt",
      "intake.txt",
      "lines.txt",
      "logins.txt",
      "look-alikes.txt",
      "messages.txt",
      "mixed.txt",
      "notes.txt",
      "numbers-and-days.txt",
      "offices.txt",
      "ordinary-day.txt",
      "ordinary.txt",
      "papers.txt",
      "patients.txt",
      "physician-queries.txt",
      "places-of-work.txt",
      "portal-talk.txt",
      "portal.txt",
      "records.txt",
      "registers.txt",
      "rounds.txt",
      "said.txt",
      "sentences.txt",
      "shifts.txt",
      "small-talk.txt",
      "spoken-and-typed.txt",
      "spoken-lines.txt",
      "staff.txt",
      "strangers.txt",
      "surgeries.txt",
      "talk-and-notes.txt",
      "talk.txt",
      "terms-and-names.txt",
      "transcripts.txt",
      "typed.txt",
      "unseen.txt",
      "values.txt",
      "varied.txt",
      "visits.txt",
      "wards.txt",
      "week-notes.txt",
      "week-visits.txt",
      "what-stays.txt",
      "where-people-are.txt",
      "work-and-lists.txt",
      "working-days.txt",
    ]);
  });

  test("hold 600 messages and more, 150 of them without an identifier", () => {
    expect(messages.length).toBeGreaterThanOrEqual(600);
    expect(messages.filter(({ spans }) => spans.length === 0).length).toBeGreaterThanOrEqual(150);
  });

  test("mark every type", () => {
    expect(Object.keys(identifierTypes).filter((type) => !marked.has(type as IdentifierType))).toEqual([]);
  });

  test("share no message of more than a word", () => {
    const texts = messages.map(({ text }) => text.toLowerCase()).filter((text) => /\s/.test(text));
    expect(texts.length - new Set(texts).size).toBe(0);
  });
});
