import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { identify } from "../../../shared/domain/dlp/identify.ts";
import { scrubValue } from "../../../shared/domain/dlp/scrub-value.ts";
import { type Comprehend, type ComprehendNeeds, comprehend } from "../../../shared/io/deidentification/comprehend.ts";
import { lineLog } from "../../../shared/log.ts";
import { requestMetrics } from "../../../shared/metrics.ts";
import { type ComprehendServer, faults, startComprehend } from "../comprehend-server.ts";

/** No local detector knows it. */
const phrase = "quiet tall lamp";

let server: ComprehendServer;
let nowMs = 0;
let lines: string[] = [];

beforeAll(async () => {
  server = await startComprehend();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.known.set(phrase, { phi: "NAME", pii: "NAME" });
  lines = [];
});
afterEach(() => {
  server.faultFor = () => undefined;
  server.known.clear();
  server.asked.length = 0;
});

const asking = (more: Partial<ComprehendNeeds> = {}): Comprehend =>
  comprehend({
    region: "us-east-1",
    endpoints: { comprehend: server.endpoint, comprehendMedical: server.endpoint },
    now: () => nowMs,
    log: lineLog((line) => lines.push(line), { now: () => nowMs, metrics: requestMetrics("staging", () => nowMs) }),
    ...more,
  });

/** What is found in a text, as it stands there. */
const foundIn = async (text: string, ask = asking()): Promise<readonly string[]> => {
  const spans = identify(text, { further: [await ask("north-clinic", text)] });
  return spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
};
const logged = (): readonly object[] => lines.map((line) => JSON.parse(line));

describe("a lookup", () => {
  test("asks both services once, each over its own protocol, and finds what they found", async () => {
    server.known.set("red door nine", { pii: "DRIVER_ID" });
    expect(await foundIn(`it was ${phrase} with red door nine`)).toEqual([`NAME ${phrase}`, "LICENSE_NUMBER red door nine"]);
    expect(server.asked.map(({ target }) => target).sort()).toEqual([
      "ComprehendMedical_20181030.DetectPHI",
      "Comprehend_20171127.DetectPiiEntities",
    ]);
    expect(lines).toEqual([]);
  });

  test("adds to what is found here, and takes nothing away", async () => {
    server.known.set("jane@example.com", { phi: "NAME" });
    expect(await foundIn(`write ${phrase} to jane@example.com`)).toEqual([`NAME ${phrase}`, "EMAIL_ADDRESS jane@example.com"]);
    server.known.set("example.com", { pii: "URL" });
    expect(await foundIn("write to jane@example.com")).toEqual(["EMAIL_ADDRESS jane@example.com"]);
  });

  test.each([
    ["emoji of two and of eleven units", "👋 👩‍❤️‍💋‍👨 "],
    ["combining marks", "e\u0301 n\u0303 a\u0323\u0302 "],
    ["letters outside the first plane", "𝒳𝒴 𐐷 "],
    ["invisible characters and a direction mark", "a\u200Bb\u2060 \u202Ec "],
    ["HTML entities", "&amp; &#64; "],
    ["characters that become several", "½ ﬃ ㎏ "],
    ["a flag and a keycap", "🇨🇭 4️⃣ "],
  ])("counts in code points, past %s", async (_, before) => {
    expect(await foundIn(`${before}${phrase}${before}`)).toEqual([`NAME ${phrase}`]);
  });

  test("asks about a body as one text, each string once, and knows the strings again under their keys", async () => {
    const body = {
      messages: [
        { role: "assistant", content: "Which one?" },
        { role: "user", content: `the ${phrase}`, name: phrase },
        { role: "user", content: "Which one?" },
      ],
      metadata: { seenBy: phrase, count: 3 },
    };
    const { value } = scrubValue(body, { further: [await asking()("north-clinic", body)] });
    expect(value).toMatchObject({
      messages: [{ content: "Which one?" }, { content: "the [NAME]", name: "[NAME]" }, { content: "Which one?" }],
      metadata: { seenBy: "[NAME]" },
    });
    expect(server.asked.map(({ text }) => text)).toEqual(Array(2).fill(`Which one?\nthe ${phrase}\n${phrase}`));
  });

  test("asks nothing where nobody wrote anything", async () => {
    await asking()("north-clinic", { messages: [{ role: "user", content: "[NAME_1] ?" }], metadata: { count: 3, isNew: true } });
    expect(server.asked).toEqual([]);
  });

  test("drops what the services are not sure of", async () => {
    server.known.set(phrase, { phi: "NAME", pii: "NAME", score: 0.49 });
    expect(await foundIn(phrase)).toEqual([]);
  });
});

describe("a long text", () => {
  const filler = (length: number): string => "the sun was warm. ".repeat(Math.ceil(length / 18)).slice(0, length);

  test("is asked about in chunks that the services take, and a finding across a cut is whole", async () => {
    for (let at = 4700; at <= 5020; at += 9) {
      expect(await foundIn(`${filler(at)} ${phrase} ${filler(7000)}`)).toEqual([`NAME ${phrase}`]);
    }
    expect(Math.max(...server.asked.map(({ text }) => Buffer.byteLength(text)))).toBeLessThanOrEqual(5000);
  });

  test("of letters that take three bytes is cut by bytes", async () => {
    expect(await foundIn(`${"漢字 ".repeat(3000)}${phrase}`)).toEqual([`NAME ${phrase}`]);
    expect(server.asked.length).toBeGreaterThanOrEqual(2 * 5);
    expect(Math.max(...server.asked.map(({ text }) => Buffer.byteLength(text)))).toBeLessThanOrEqual(5000);
  });

  test("of which one chunk is not answered keeps what the others found", async () => {
    server.known.set("red door nine", { phi: "NAME" });
    server.faultFor = ({ text }) => (text.includes(phrase) ? faults.broken : undefined);
    expect(await foundIn(`${phrase} ${filler(9000)} red door nine`)).toEqual(["NAME red door nine"]);
  });
});

describe("when Comprehend does not answer", () => {
  const local = ["EMAIL_ADDRESS jane@example.com"];
  const text = `${phrase} jane@example.com`;
  const unavailable = (reason: string, cause: string) => ({ event: "comprehend.unavailable", reason, causes: [cause] });

  test.each([
    ["it throttles", faults.throttled, "ThrottlingException"],
    ["it fails", faults.broken, "InternalServerException"],
    ["it cuts the connection", faults.cut, "ECONNRESET"],
    ["it answers no JSON", faults.notJson, "SyntaxError"],
    ["it answers JSON of another form", faults.notAnAnswer, "$ZodError"],
  ])("because %s, the local result stands, and the metric counts", async (_, fault, cause) => {
    server.faultFor = () => fault;
    expect(await foundIn(text)).toEqual(local);
    expect(server.asked.length).toBe(2);
    expect(logged()).toMatchObject([unavailable("comprehendmedical", cause), unavailable("comprehend", cause)]);
    expect(logged()[0]).toMatchObject({ level: "warn", tenantId: "north-clinic", stage: "staging", ComprehendUnavailable: 1 });
    expect(lines.join()).not.toMatch(/quiet|lamp|jane|html/);
  });

  test.each([
    ["is silent", faults.silent],
    ["stops in mid-answer", faults.stalled],
  ])("because it %s, the local result stands when the budget is over", async (_, fault) => {
    server.faultFor = () => fault;
    const began = performance.now();
    expect(await foundIn(text, asking({ budgetMs: 60 }))).toEqual(local);
    expect(performance.now() - began).toBeLessThan(700);
    expect(logged()).toMatchObject([unavailable("comprehendmedical", "TimeoutError"), unavailable("comprehend", "TimeoutError")]);
  });

  test("because nobody is there, the local result stands", async () => {
    const gone = await startComprehend();
    await gone.stop();
    const ask = asking({ endpoints: { comprehend: gone.endpoint, comprehendMedical: gone.endpoint } });
    expect(await foundIn(text, ask)).toEqual(local);
    expect(logged()).toMatchObject([{ causes: ["ECONNREFUSED"] }, { causes: ["ECONNREFUSED"] }]);
  });

  test("the other service's findings count", async () => {
    server.faultFor = ({ target }) => (target.endsWith("DetectPHI") ? faults.throttled : undefined);
    expect(await foundIn(text)).toEqual([`NAME ${phrase}`, ...local]);
    expect(logged()).toMatchObject([unavailable("comprehendmedical", "ThrottlingException")]);
  });

  test("it is left alone after five failures in a row, tried once after half a minute, and used again once that went well", async () => {
    const ask = asking();
    server.faultFor = () => faults.broken;
    for (let times = 0; times < 7; times += 1) await foundIn(text, ask);
    expect(server.asked.length).toBe(10);
    expect(logged().at(-1)).toMatchObject(unavailable("comprehend", "CircuitOpen"));
    nowMs += 30_000;
    for (const _ of [1, 2]) await foundIn(text, ask);
    expect(server.asked.length).toBe(12);
    server.faultFor = () => undefined;
    nowMs += 29_999;
    expect(await foundIn(text, ask)).toEqual(local);
    nowMs += 1;
    for (const _ of [1, 2]) expect(await foundIn(text, ask)).toEqual([`NAME ${phrase}`, ...local]);
    expect(server.asked.length).toBe(16);
  });

  test("because the process has no credentials, the local result stands and nothing is sent", async () => {
    const { AWS_ACCESS_KEY_ID, ...rest } = process.env;
    process.env = rest;
    expect(await foundIn(text)).toEqual(local);
    process.env = { ...rest, AWS_ACCESS_KEY_ID };
    expect(server.asked).toEqual([]);
    expect(logged()).toMatchObject([{ causes: ["CredentialsProviderError"] }, { causes: ["CredentialsProviderError"] }]);
  });
});
