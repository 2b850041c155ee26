import { createSecretKey, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { genesisHash } from "../../../shared/domain/conversation/head.ts";
import { pack, packText, unpack, unpackText } from "../../../shared/domain/conversation/pack.ts";
import { packWords } from "../../../shared/domain/conversation/pack-words.ts";
import { SealBroken, type SealContext, seal, unseal } from "../../../shared/domain/conversation/seal.ts";
import type { TurnContent } from "../../../shared/domain/conversation/turn.ts";
import { isIntactChain, openTurn, sealTurn } from "../../../shared/domain/conversation/turn-seal.ts";

const key = { secret: createSecretKey(randomBytes(32)), version: 1 };
const ref = { tenantId: "north-clinic", conversationId: `cv_${"c".repeat(43)}` };
const context: SealContext = { ...ref, epoch: 1, turn: 3, attribute: "turn", keyVersion: 1 };
const plaintext = Buffer.from("two tablets after dinner");
const nonce = Buffer.alloc(12, 9);
const sealed = seal(key, plaintext, { context, nonce });

describe("a sealed value", () => {
  test("has the documented layout: format, key version, nonce, ciphertext, tag", () => {
    expect([sealed[0], sealed[1], sealed.subarray(2, 14).equals(nonce), sealed.length]).toEqual([
      1,
      1,
      true,
      2 + 12 + plaintext.length + 16,
    ]);
    expect(sealed.includes(plaintext)).toBe(false);
    expect(unseal(key, sealed, context)).toEqual(plaintext);
  });

  test.each<[string, Partial<SealContext>]>([
    ["tenant", { tenantId: "south-clinic" }],
    ["conversation", { conversationId: `cv_${"d".repeat(43)}` }],
    ["epoch", { epoch: 2 }],
    ["turn", { turn: 4 }],
    ["attribute", { attribute: "summary" }],
  ])("does not open in the place of another %s", (_, other) => {
    expect(() => unseal(key, sealed, { ...context, ...other })).toThrow(SealBroken);
  });

  test("does not open with any bit flipped, cut at any length, extended, or under another key", () => {
    const flipped = [...sealed].map((byte, index) => Buffer.from(sealed.with(index, byte ^ 1)));
    const cut = [...sealed].map((_, length) => sealed.subarray(0, length));
    const opened = [...flipped, ...cut, Buffer.concat([sealed, Buffer.from([0])])].filter((damaged) => {
      try {
        return unseal(key, damaged, context) !== undefined;
      } catch (failure) {
        return !(failure instanceof SealBroken);
      }
    });
    expect(opened).toEqual([]);
    expect(() => unseal({ ...key, secret: createSecretKey(randomBytes(32)) }, sealed, context)).toThrow(SealBroken);
  });

  test("is refused without a 96-bit nonce or with a key version that fits no byte", () => {
    expect(() => seal(key, plaintext, { context, nonce: Buffer.alloc(11) })).toThrow(RangeError);
    expect(() => seal({ ...key, version: 256 }, plaintext, { context, nonce })).toThrow(RangeError);
  });
});

describe("packing", () => {
  test("gives back every JSON value", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(unpack(pack(value))).toEqual(JSON.parse(JSON.stringify(value)))));
  });

  test("makes a short chat turn smaller and never stores more than one byte over the text", () => {
    const turn = { messages: [{ role: "user", content: "How long should I take the medication?" }] };
    expect(pack(turn).length).toBeLessThan(JSON.stringify(turn).length * 0.7);
    expect(pack(1)).toEqual(Buffer.from([0, 0x31]));
  });

  test("makes a short chat turn half as long, and a text that says the same twice hardly longer than once", () => {
    const turn = {
      messages: [{ role: "user", content: "Hi, I have had a sore throat and a fever since yesterday. Should I take something?" }],
    };
    expect(pack(turn).length).toBeLessThan(JSON.stringify(turn).length * 0.5);
    const ledger = JSON.stringify(
      Array.from({ length: 150 }, (_, index) => ({ turn: index, text: `dose ${index * 7919} of drug ${index * 104_729}` })),
    );
    expect(packText(`${ledger}\n${ledger}`).length).toBeLessThan(packText(ledger).length + 100);
  });

  test("gives back every text", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => expect(unpackText(packText(text))).toBe(text)));
  });

  test("still opens what was packed with the first dictionary", () => {
    const deflated = deflateRawSync('{"messages":[{"role":"user","content":"hello"}]}', {
      dictionary: Buffer.from(packWords.first),
    });
    const turn = { messages: [{ role: "user", content: "hello" }] };
    expect(unpack(Buffer.concat([Buffer.from([1]), deflated]))).toEqual(turn);
  });

  test("refuses bytes it did not make and more than a mebibyte", () => {
    expect(() => unpack(Buffer.from([7, 1]))).toThrow(RangeError);
    expect(() => unpack(pack("x".repeat(1024 * 1024 + 1)))).toThrow();
    expect(() => unpackText(packText("x".repeat(1024 * 1024 + 1)))).toThrow();
  });
});

describe("turns in a chain", () => {
  const write = (content: TurnContent, turn: number, previousHash: Buffer) => {
    const place = { ...ref, turn, epoch: 1, atMs: 1000 * turn, expiresAt: 99, previousHash, writeId: Buffer.alloc(16, turn) };
    return sealTurn(content, place, { key, nonce: randomBytes(12) });
  };
  const said = (content: string): TurnContent => ({ messages: [{ role: "user", content }] });
  const first = write(said("one"), 1, genesisHash);
  const second = write(said("two"), 2, first.hash);
  const third = write(said("three"), 3, second.hash);
  const turns = [first, second, third];

  test("come back as they were sent, with number and time", () => {
    expect(openTurn(ref, second, key)).toEqual({
      turn: 2,
      messages: [{ role: "user", content: "two" }],
      at: "1970-01-01T00:00:02.000Z",
    });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (content) => {
        expect(openTurn(ref, write(said(content), 1, genesisHash), key).messages[0]?.content).toBe(content);
      }),
    );
  });

  test("are intact when each one follows the one before and the last is the head's", () => {
    expect([
      isIntactChain(ref, turns, third.hash),
      isIntactChain(ref, turns.slice(1), third.hash),
      isIntactChain(ref, [], third.hash),
    ]).toEqual([true, true, true]);
  });

  test.each([
    ["a missing turn", [first, third]],
    ["turns exchanged", [second, first, third]],
    ["a turn twice", [first, second, second, third]],
    ["the tail cut off", [first, second]],
    ["another time", [first, { ...second, atMs: 1 }, third]],
    ["another content", [first, { ...second, sealed: third.sealed }, third]],
    ["another write id", [first, second, { ...third, writeId: Buffer.alloc(16) }]],
    ["another predecessor", [first, second, { ...third, previousHash: first.hash }]],
  ])("show %s", (_, damaged) => {
    expect(isIntactChain(ref, damaged, third.hash)).toBe(false);
  });

  test("of another conversation are not intact", () => {
    expect(isIntactChain({ ...ref, tenantId: "south-clinic" }, turns, third.hash)).toBe(false);
  });
});
