import { describe, expect, test } from "@jest/globals";
import { diceOf } from "../../../scripts/name-training/dice.ts";
import { textOf } from "../../../scripts/name-training/marked-text.ts";
import { makeCopy } from "../../../scripts/name-training/messages/make-copy.ts";
import { everydayWords, termsOf } from "../../../scripts/name-training/messages/message-words.ts";
import { isChosenBy, messageOf, readMessages } from "../../../scripts/name-training/messages/read-messages.ts";
import { parseMarkedSet } from "../../sets/marked-set.ts";

const parsed = (text: string) => parseMarkedSet(text, "set");
const one = (text: string) => parsed(text).map(messageOf)[0] ?? [];

describe("marked messages to train on", () => {
  test("tag who and what is named, and mask identifiers of other kinds", () => {
    expect(one("hi {{NAME|ana}} of {{LOCATION|Leeds}}, {{PHONE_NUMBER|555-0100}}").filter(({ text }) => text !== "")).toEqual([
      { text: "hi ", tag: "OTHER", isMasked: false },
      { text: "ana", tag: "NAME", isMasked: false },
      { text: " of ", tag: "OTHER", isMasked: false },
      { text: "Leeds", tag: "LOCATION", isMasked: false },
      { text: ", ", tag: "OTHER", isMasked: false },
      { text: "555-0100", tag: "OTHER", isMasked: true },
    ]);
  });

  test("leave out a fifth of most sets, the same each time", () => {
    const all = readMessages(false);
    const left = readMessages(true);
    const out = all.length - left.length;
    expect(out).toBeGreaterThan(all.length / 15);
    expect(out).toBeLessThan(all.length / 5);
    expect(
      left.filter(({ id, text }) => /^(?:messages|patients|talk|everyday|dictated|clinic-day)/.test(id) && isChosenBy(text)),
    ).toEqual([]);
  });

  test("give clinical terms and everyday words, which name nobody", () => {
    const messages = parsed("{{NAME|rose}} walks, {{KEEP|foley}} rose\n---\nshe walks\n---\nhe walks, rose\n---\na rose");
    expect(termsOf(messages)).toEqual(["foley"]);
    expect(everydayWords(messages, (word) => word)).toEqual(["walks"]);
  });
});

describe("a copy of a message", () => {
  const message = one("I moved from {{LOCATION|Leeds}} to Ohio with {{NAME|Ana}}. {{NAME|Ana}} is fine.");
  const fill = (slot: string) => [
    { text: slot === "city" ? "Texas" : "Bo", tag: slot === "city" ? ("REGION" as const) : ("NAME" as const) },
  ];
  const copies = Array.from({ length: 60 }, (_, seed) => makeCopy(message, fill, diceOf(seed)));

  test("names other people, who keep their name, and never a state for a city", () => {
    for (const copy of copies) {
      const people = copy.filter(({ tag }) => tag === "NAME").map(({ text }) => text.toLowerCase());
      expect(new Set(people).size).toBe(1);
      expect(copy.find(({ tag }) => tag === "LOCATION")?.text).toMatch(/^leeds$/i);
    }
    expect(copies.some((copy) => /bo/i.test(textOf(copy)))).toBe(true);
  });

  test("tags states by a tag of their own", () => {
    for (const copy of copies) expect(copy.find(({ tag }) => tag === "REGION")?.text).toMatch(/^ohio$/i);
  });
});
