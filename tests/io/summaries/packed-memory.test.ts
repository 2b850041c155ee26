import { createSecretKey, randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import type { Head } from "../../../shared/domain/conversation/head.ts";
import { seal } from "../../../shared/domain/conversation/seal.ts";
import { memorise } from "../../../shared/domain/memory/memorise.ts";
import { emptyMemory, type Fact, type MemoryState } from "../../../shared/domain/memory/memory-state.ts";
import { profileOf, summaryOf } from "../../../shared/domain/memory/summarise.ts";
import type { OpenedMemory } from "../../../shared/domain/memory-pack/memory-form.ts";
import type { KeptMemory, Rendering } from "../../../shared/domain/memory-record/memory.ts";
import { memoryNames } from "../../../shared/io/attribute-names.ts";
import { openMemory } from "../../../shared/io/summaries/memory-item.ts";
import { packRows } from "../../../shared/io/summaries/memory-rows.ts";
import { liveMemoryPacking } from "../../../shared/live-memory-packing.ts";
import { aids, turnsOf } from "../../domain/memory/steps.ts";

const { pack, unpack } = await liveMemoryPacking();

const turns = turnsOf([
  "U: I am allergic to latex. I take warfarin 5 mg since last Friday. I love swimming, and my mother has diabetes.",
  "A: Let's go down to warfarin 2.5 mg, Dr. Jones. Is that fine?",
  "U: Yes. No fever, no chills; my blood pressure was 152 over 94. Call me at [PHONE_1].",
  "A: Stop taking ibuprofen. How is the knee?",
]);
const states = turns.map((_, index) => memorise(emptyMemory, turns.slice(0, index + 1), aids));

const memory = (given: Partial<KeptMemory & Rendering> = {}): KeptMemory & Rendering => {
  const [first = emptyMemory, , second = emptyMemory, newest = emptyMemory] = states;
  const before = {
    version: 4,
    through: 3,
    madeAtMs: 1_800_000_000_000,
    engine: "bedrock",
    state: second,
    distrusted: [2],
  } as const;
  const state: MemoryState = given.state ?? newest;
  return {
    version: 5,
    through: 4,
    madeAtMs: 1_800_000_090_000,
    engine: "embedded",
    state,
    distrusted: [2, 1],
    earlier: [before, { ...before, version: 3, through: 1, engine: "embedded", state: first }],
    summary: summaryOf(state, { maxLength: 500, aids }).text,
    profile: profileOf(state, aids),
    ...given,
  };
};

const all = ({ ground, earlier, ...seen }: OpenedMemory): KeptMemory & Rendering => ({
  ...seen,
  ...ground(),
  earlier: earlier(),
});

test("a memory comes back as it was packed, by its phrasebook and in half the bytes of rows", () => {
  const packed = pack(memory());
  expect([...packed.subarray(0, 2)]).toEqual([4, 1]);
  expect(all(unpack(packed))).toEqual(memory());
  expect(packed.length).toBeLessThan(0.6 * packRows(memory()).length);
  expect(pack(memory())).toEqual(packed);
});

test("earlier versions can be read first, and a memory of nothing is one, too", () => {
  expect(unpack(pack(memory())).earlier()).toEqual(memory().earlier);
  const nothing = memory({ state: emptyMemory, summary: "", distrusted: [], earlier: [] });
  expect(all(unpack(pack(nothing)))).toEqual(nothing);
});

test("every member of every kind of fact comes back", () => {
  const ground = { turns: [2, 1], source: "tool", trust: 2, repeatedIn: [4, 3] } as const;
  const facts: readonly Fact[] = [
    { ...ground, kind: "medication", name: "warfarin", dose: "5", unit: "mg", status: "stopped", validFrom: 1, validTo: 4 },
    { ...ground, kind: "allergy", name: "latex", polarity: "denied", of: "mother" },
    { ...ground, kind: "number", value: "152", unit: "mmHg", what: "152 mmHg" },
    { ...ground, kind: "date", said: "Friday", absolute: "2026-01-02", what: "on Friday" },
    { ...ground, kind: "person", name: "Dr. Jones", what: "surgeon" },
    { ...ground, kind: "contact", placeholder: "[PHONE_1]" },
    { ...ground, kind: "preference", what: "swimming", polarity: "affirmed" },
  ];
  const open = {
    turn: 4,
    role: "assistant",
    name: "Dr. Jones",
    text: "how is the knee",
    after: "stop it",
    isWide: true,
  } as const;
  const state: MemoryState = { version: 1, heard: 0, watermark: 4, units: [], facts, open };
  const made = memory({ state });
  expect(all(unpack(pack(made)))).toEqual(made);
});

test("memories that were stored as rows are read, and rows are still written where words would not do", () => {
  expect(all(unpack(packRows(memory())))).toEqual(memory());
  const half = memory({ summary: "half \ud83d of a character" });
  expect(pack(half)[0]).toBe(3);
  const unknown = memory({ engine: "other" as "embedded" });
  expect(pack(unknown)[0]).toBe(3);
  const chinese = memory({ summary: "我昨天开始头痛，吃了药也没有好转，晚上睡不着觉。".repeat(40) });
  expect(all(unpack(pack(chinese)))).toEqual(chinese);
  expect(pack(chinese).length).toBeLessThanOrEqual(packRows(chinese).length);
});

const key = { secret: createSecretKey(randomBytes(32)), version: 1 };
const head = { tenantId: "north-clinic", conversationId: "cv_1", epoch: 2, memoryVersion: 5 } as Head;
const context = { ...head, turn: 5, attribute: "summary", keyVersion: 1 } as const;
const open = (packed: Buffer, at = head) => {
  const body = seal(key, packed, { context, nonce: randomBytes(12) });
  return all(
    openMemory(at, { [memoryNames.version]: { N: "5" }, [memoryNames.body]: { B: body } }, { key, packing: { pack, unpack } }),
  );
};

test("a sealed memory opens in its place", () => {
  expect(open(pack(memory()))).toEqual(memory());
});

test.each([
  ["of an unknown method", Buffer.from([9, 1, 2, 3]), head],
  ["of an unknown phrasebook", Buffer.from([4, 2, 1, 2, 3]), head],
  ["of no phrasebook", Buffer.from([4]), head],
  ["cut short", pack(memory()).subarray(0, 20), head],
  ["of another version", pack(memory()), { ...head, memoryVersion: 4 }],
  ["of another epoch", pack(memory()), { ...head, epoch: 1 }],
  ["of another conversation", pack(memory()), { ...head, conversationId: "cv_2" }],
])("a memory %s is an integrity violation", (_, packed, at) => {
  expect(() => open(packed, at)).toThrow(expect.objectContaining({ code: "integrity-violation" }));
});
