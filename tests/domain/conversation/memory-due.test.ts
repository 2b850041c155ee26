import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { dueAfterTurn, dueAtClose, isSummaryDue, isTryDue, oldestTried } from "../../../shared/domain/conversation/memory-due.ts";
import { joinParts, splitParts } from "../../../shared/parts.ts";

const atMs = 1_800_000_000_000;
const atSeconds = atMs / 1000;
const retention = { conversationSeconds: 604_800, turnSeconds: 86_400 };

describe("a save has a summary made", () => {
  test.each([
    { messages: 9, bytes: 8191, status: "active", isDue: false },
    { messages: 10, bytes: 0, status: "active", isDue: true },
    { messages: 1, bytes: 8192, status: "active", isDue: true },
    { messages: 99, bytes: 99_999, status: "cleared", isDue: false },
  ] as const)(
    "of $messages messages and $bytes bytes of a conversation that is $status: $isDue",
    ({ isDue, status, ...amount }) => {
      expect(isSummaryDue({ unsummarized: amount, status })).toBe(isDue);
    },
  );
});

describe("the sweep looks after a turn", () => {
  test("a quarter of an hour after the first that is not covered, whatever follows it", () => {
    const first = dueAfterTurn({}, atMs, retention);
    expect(first).toBe(atSeconds + 900);
    expect(dueAfterTurn({ memoryDueAt: first }, atMs + 600_000, retention)).toBe(first);
  });

  test("within a quarter of its life where that is shorter", () => {
    expect(dueAfterTurn({}, atMs, { ...retention, turnSeconds: 300 })).toBe(atSeconds + 75);
  });

  test("anew, when it was given up for more than an hour", () => {
    expect(dueAfterTurn({ memoryDueAt: atSeconds - 3601 }, atMs, retention)).toBe(atSeconds + 900);
    expect(dueAfterTurn({ memoryDueAt: atSeconds - 3599 }, atMs, retention)).toBe(atSeconds - 3599);
  });

  test("at once when nobody is signed in any more, and no sooner than before where all is covered", () => {
    const unsummarized = { messages: 1, bytes: 10 };
    expect(dueAtClose({ unsummarized, memoryDueAt: atSeconds + 900 }, atMs)).toBe(atSeconds);
    expect(dueAtClose({ unsummarized: { messages: 0, bytes: 0 }, memoryDueAt: 7 }, atMs)).toBe(7);
  });

  test("at the first three sweeps, then ever more seldom, for a bit more than a day", () => {
    const sweeps = Array.from({ length: 780 }, (_, sweep) => sweep);
    const tried = sweeps.filter((sweep) => isTryDue(atSeconds - sweep * 120 - 60, atMs));
    expect(tried).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
    expect(oldestTried(atMs)).toBe(atSeconds - 26 * 3600);
  });
});

describe("joined parts", () => {
  test("come apart as they were, whatever is in them", () => {
    fc.assert(fc.property(fc.array(fc.string()), (parts) => expect(splitParts(joinParts(...parts))).toEqual(parts)));
  });

  test.each(["x", "1", "2:a", "1:ab", ":", "-1:a", "01a:b"])("are no other text: %s", (text) => {
    expect(() => splitParts(text)).toThrow("no joined parts");
  });
});
