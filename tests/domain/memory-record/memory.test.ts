import { expect, test } from "@jest/globals";
import type { Head } from "../../../shared/domain/conversation/head.ts";
import { withMemory } from "../../../shared/domain/conversation/with-memory.ts";
import { emptyBook } from "../../../shared/domain/dlp-memory/alias-book.ts";
import { pseudonymised } from "../../../shared/domain/dlp-memory/pseudonymised.ts";
import { emptyMemory } from "../../../shared/domain/memory/memory-state.ts";
import { askedByService } from "../../../shared/domain/memory-record/asked.ts";
import { contextWish } from "../../../shared/domain/memory-record/context-wish.ts";
import { earlierThan, trusted, withoutTurn } from "../../../shared/domain/memory-record/memory.ts";

const ground = { state: emptyMemory, distrusted: [] };

test("a distrusted turn is remembered once, and no more than the newest 500 are", () => {
  const twice = withoutTurn(withoutTurn(ground, 7), 7);
  expect(twice.distrusted).toEqual([7]);
  const many = Array.from({ length: 510 }, (_, turn) => turn).reduce(withoutTurn, ground);
  expect([many.distrusted.length, many.distrusted[0]]).toEqual([500, 10]);
  expect(trusted([{ turn: 6 }, { turn: 7 }], twice.distrusted)).toEqual([{ turn: 6 }]);
});

test("two earlier versions are kept, newest first, without those they came from", () => {
  const version = (number: number) => ({ ...ground, version: number, through: number, madeAtMs: 0, engine: "embedded" as const });
  const kept = { ...version(3), earlier: [version(2), version(1)] };
  expect(earlierThan(kept)).toEqual([version(3), version(2)]);
});

test("a context stands on turns that may be trusted, the newest ten as they were said", () => {
  const turns = Array.from({ length: 12 }, (_, index) => ({ turn: index + 1, atMs: 0, messages: [] }));
  const asked = { query: undefined, maxTokens: 500, format: "text" } as const;
  const wish = contextWish({ memory: { ...ground, distrusted: [12] }, turns }, asked);
  expect([wish.recent.map(({ turn }) => turn), wish.recallable.length, "query" in wish]).toEqual([
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    11,
    false,
  ]);
  expect(contextWish({ memory: undefined, turns: [] }, { ...asked, query: "q" })).toMatchObject({
    state: emptyMemory,
    query: "q",
  });
});

test("the service summarises by itself what lives and is not cleared, and says that it was the service", () => {
  const retention = { conversationSeconds: 5000, turnSeconds: 5000 };
  const run = { tenant: { retention } as never, action: "conversation.summarize", requestId: "r" };
  const asked = askedByService(run, { now: () => 1_000_000, memoryEngine: {} as never });
  expect(asked.event({ outcome: "done", turn: 3 })).toMatchObject({
    actor: { kind: "service", id: "summary" },
    turn: 3,
    requestId: "r",
  });
  const head = {
    status: "active",
    expiresAt: 2000,
    families: new Map(),
    holds: new Map(),
    createdAtMs: 900_000,
    lastTurnAtMs: 0,
  } as unknown as Head;
  expect(asked.admit(head)).toBe(head);
  expect(() => asked.admit({ ...head, expiresAt: 1000 })).toThrow("conversation-not-found");
  expect(() => asked.admit({ ...head, status: "cleared" })).toThrow("conversation-cleared");
  expect(() => asked.admit(undefined)).toThrow("conversation-not-found");
});

test("a memory that covers all waits for the end of its conversation, one that does not keeps what is left due", () => {
  const head = { turn: 9, expiresAt: 5000, unsummarized: { messages: 4, bytes: 100 } } as Head;
  const covered = { messages: 3, bytes: 400 };
  const all = withMemory(head, { version: 2, through: 9, covered, dueAgainAt: 7 });
  expect(all).toMatchObject({
    memoryVersion: 2,
    summarizedThrough: 9,
    unsummarized: { messages: 0, bytes: 0 },
    memoryDueAt: 5000,
  });
  const some = withMemory(head, { version: 2, through: 8, covered, dueAgainAt: 7 });
  expect(some).toMatchObject({ summarizedThrough: 8, unsummarized: { messages: 1, bytes: 0 }, memoryDueAt: 7 });
});

test("a query's mark gets the pseudonym that its conversation has, or would have, and a text that only looks like one stays", () => {
  const mention = { digest: "abcdefghijkl", parts: [], placeholder: "NAME" };
  const text = "see [NAME~abcdefghijkl] and [NAME~mnopqrstuvwx]";
  expect(pseudonymised(text, new Map([[mention.digest, mention]]), emptyBook)).toBe("see [NAME_1] and [NAME~mnopqrstuvwx]");
});
