import { describe, expect, test } from "@jest/globals";
import { roleOf, spokenTurn } from "../../cli/spoken-message.ts";

const saidBy = (message: unknown) => spokenTurn(message, 1).messages[0];
const noon = Date.parse("2023-05-08T12:00:00Z");

describe("a message of a transcript", () => {
  test.each([
    [
      { role: "user", text: "it hurts" },
      { role: "user", content: "it hurts" },
    ],
    [
      { role: "user", content: "it hurts" },
      { role: "user", content: "it hurts" },
    ],
    [
      { role: "user", content: [{ type: "text", text: "it" }, "hurts"] },
      { role: "user", content: "it\nhurts" },
    ],
    [
      { role: "human", text: "hi", name: null },
      { role: "user", content: "hi", name: "human" },
    ],
    [
      { role: "Assistant", text: "hi" },
      { role: "assistant", content: "hi" },
    ],
    [
      { role: "Doctor", text: "hi" },
      { role: "assistant", content: "hi", name: "doctor" },
    ],
    [
      { role: "user", name: "Ann", text: 5 },
      { role: "user", content: "5", name: "Ann" },
    ],
    [{ text: { x: 1 } }, { role: "user", content: "" }],
    ["it hurts", { role: "user", content: "it hurts" }],
    [null, { role: "user", content: "" }],
    [7, { role: "user", content: "" }],
    [[], { role: "user", content: "" }],
  ])("%j is read as %j", (given, expected) => {
    expect(saidBy(given)).toEqual(expected);
  });

  test.each([
    "2023-05-08T12:00:00Z",
    "2023-05-08T14:00:00+02:00",
    "2023-05-08T12:00:00",
    "12:00 pm on 8 May, 2023",
    "8 May 2023 12:00",
    "2023/05/08 12:00",
    "Mon, 08 May 2023 12:00:00 GMT",
    noon,
    noon / 1000,
    String(noon),
  ])("was said at noon: %s", (at) => {
    expect(spokenTurn({ text: "x", at }, 1).atMs).toBe(noon);
  });

  test.each(["", "some day", null, undefined, {}, Number.NaN])("was said at no known time: %s", (at) => {
    expect(spokenTurn({ text: "x", at }, 1).atMs).toBe(0);
  });
});

test("who serves is on the assistant's side, everybody else on the user's", () => {
  expect(["ai", "bot", "Dr. Lee", "nurse", "tool", "aidan", "patient", "customer"].map(roleOf)).toEqual([
    "assistant",
    "assistant",
    "assistant",
    "assistant",
    "tool",
    "user",
    "user",
    "user",
  ]);
});
