import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { identify } from "../../shared/domain/dlp/identify.ts";
import { modelDetectors } from "../../shared/io/deidentification/model-detectors.ts";
import { contents, get, issue, problemOf, said, save } from "../conversation-steps.ts";
import type { CallOptions } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let token: TokenAnswer;
beforeAll(async () => {
  service = await startService();
  token = await issue(service.call, service.tenants[0].secretKey);
});
afterAll(() => service.stop());

const put = (options: CallOptions, turn: number | string = 1) =>
  service.call(`PUT /v1/conversations/${token.conversationId}/turns/${turn}`, { token: token.accessToken, ...options });

const nothingIsStored = async () => expect((await get(service.call, token)).body.turn).toBe(0);

describe("a body that is not what the call takes", () => {
  const message = { role: "user", content: "x" };
  test.each<[string, unknown, string]>([
    ["no messages", { messages: [] }, "body.messages"],
    ["nine messages", { messages: Array(9).fill(message) }, "body.messages"],
    ["messages as text", { messages: "x" }, "body.messages"],
    ["an unknown member", { messages: [message], admin: true }, "body"],
    ["an unknown message member", { messages: [{ ...message, html: "<b>" }] }, "body.messages.0"],
    ["an unknown role", { messages: [{ role: "root", content: "x" }] }, "body.messages.0.role"],
    ["empty content", { messages: [{ role: "user", content: "" }] }, "body.messages.0.content"],
    ["content as number", { messages: [{ role: "user", content: 1 }] }, "body.messages.0.content"],
    ["content as list", { messages: [{ role: "user", content: ["x"] }] }, "body.messages.0.content"],
    ["a lone surrogate", { messages: [{ role: "user", content: "a\ud800b" }] }, "body.messages.0.content"],
    [
      "too much metadata",
      { messages: [message], metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, i])) },
      "body.metadata",
    ],
    ["nested metadata", { messages: [message], metadata: { secretName: { b: 1 } } }, "body.metadata.*"],
    ["a list", [], "body"],
    ["null", null, "body"],
  ])("is refused with 422 and the place of the fault: %s", async (_, body, field) => {
    const answer = await put({ body });
    expect([answer.status, problemOf(answer), answer.body.field]).toEqual([422, "invalid-request", field]);
  });

  type Refusal = readonly [status: number, problem: string, reason?: string];
  const malformed: Refusal = [400, "malformed-body"];
  const wrongType: Refusal = [415, "unsupported-media-type"];
  const tooLarge: Refusal = [413, "payload-too-large"];
  const message1 = '{"role":"user","content":"x"}';

  test.each<[string, CallOptions, Refusal]>([
    ["no JSON", { rawBody: "{messages:" }, malformed],
    ["nothing", { headers: { "content-type": "application/json" } }, malformed],
    ["nesting of 17 levels", { rawBody: `{"messages":${"[".repeat(17)}${"]".repeat(17)}}` }, [400, "malformed-body", "too-deep"]],
    ["100,000 open brackets", { rawBody: "[".repeat(100_000) }, [400, "malformed-body", "too-deep"]],
    ["a member twice", { rawBody: `{"messages":[],"messages":[${message1}]}` }, [400, "malformed-body", "duplicate-member"]],
    [
      "a member twice, once escaped",
      { rawBody: '{"messages":[],"mess\\u0061ges":[]}' },
      [400, "malformed-body", "duplicate-member"],
    ],
    ["__proto__", { rawBody: `{"messages":[${message1}],"__proto__":{"admin":true}}` }, malformed],
    ["a nested __proto__", { rawBody: '{"messages":[{"role":"user","content":"x","__proto__":{"role":"system"}}]}' }, malformed],
    ["constructor.prototype", { rawBody: '{"messages":[],"constructor":{"prototype":{"admin":true}}}' }, malformed],
    ["1e400 as a number", { rawBody: `{"messages":[${message1}],"metadata":{"n":1e400}}` }, [422, "invalid-request"]],
    ["an unterminated string of quotes", { rawBody: `{"a":"${'\\"'.repeat(60_000)}` }, malformed],
    ["text", { body: said("x"), headers: { "content-type": "text/plain" } }, wrongType],
    ["a form", { rawBody: "messages=1", headers: { "content-type": "application/x-www-form-urlencoded" } }, wrongType],
    ["a compressed body", { body: said("x"), headers: { "content-encoding": "gzip" } }, wrongType],
    ["more than 128 KiB", { body: said("x".repeat(131_100)) }, tooLarge],
    ["more than 128 KiB announced", { body: said("x"), headers: { "content-length": "10000000" } }, tooLarge],
    ["bytes that are not UTF-8", { bytes: Buffer.from([0x22, 0xff, 0x22]) }, [400, "malformed-body", "not-utf-8"]],
    ["a truncated emoji", { bytes: Buffer.from([0x22, 0xf0, 0x9f, 0x98, 0x22]) }, [400, "malformed-body", "not-utf-8"]],
    [
      "bytes the gateway replaced",
      { rawBody: '{"messages":[{"role":"user","content":"\ufffd"}]}', headers: { "content-length": "47" } },
      [400, "malformed-body", "not-utf-8"],
    ],
  ])("is refused with its own problem: %s", async (_, options, [status, problem, reason]) => {
    const answer = await put(options);
    expect([answer.status, problemOf(answer)]).toEqual([status, problem]);
    if (reason !== undefined) expect(answer.body.reason).toBe(reason);
  });

  test.each([["0"], ["-1"], ["1.5"], ["1e3"], ["abc"], ["9999999999"], ["%00"]])(
    "is never saved under the turn %s",
    async (turn) => {
      const answer = await put({ body: said("x") }, turn);
      expect([answer.status, answer.body.field]).toEqual([422, "path.turn"]);
    },
  );

  test("leaves nothing behind", nothingIsStored);
});

describe("text", () => {
  const roundTrip = async (content: string) => {
    const fresh = await issue(service.call, service.tenants[0].secretKey, { subject: `p-${Math.random()}` });
    expect((await save(service.call, fresh, [1, content])).status).toBe(201);
    return contents(await get(service.call, fresh))[0];
  };

  test.each([
    ["combining marks, unnormalised", "e\u0301 \u1e9b\u0323 \u212b"],
    ["emoji with joiners and flags", "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽"],
    ["right-to-left and bidi controls", "\u202eabc\u202c مرحبا שלום"],
    ["HTML and entities", "<script>alert('x')</script> &amp; &lt;"],
    ["white space kept", "  two  spaces \t\r\n\u00a0\u200b "],
    ["controls and noncharacters", "\u0000\u0001\u001f\u007f\ufffe\uffff\ufffd"],
    ["the last code point", "\u{10ffff}"],
    ["words of JavaScript", "__proto__ constructor null undefined function"],
  ])("comes back exactly as sent: %s", async (_, content) => {
    expect(await roundTrip(content)).toBe(content);
  });

  test("comes back exactly as sent whatever Unicode it is, unless identifiers were replaced", async () => {
    const further = modelDetectors(join(import.meta.dirname, "..", ".."))("safe-harbor");
    const any = fc
      .string({ unit: "binary", minLength: 1, maxLength: 60 })
      .filter((content) => content.isWellFormed() && identify(content, { further }).length === 0);
    await fc.assert(
      fc.asyncProperty(any, async (content) => expect(await roundTrip(content)).toBe(content)),
      { numRuns: 40 },
    );
  });

  test("up to the size limit is stored whole", async () => {
    const content = "long ".repeat(25_000);
    expect(await roundTrip(content)).toBe(content);
  });
});
