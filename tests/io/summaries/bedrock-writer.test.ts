import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { bedrockWriter } from "../../../shared/io/summaries/bedrock-writer.ts";
import { type BedrockServer, faults, startBedrock } from "./bedrock-server.ts";

let bedrock: BedrockServer;

beforeAll(async () => {
  Object.assign(process.env, { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  bedrock = await startBedrock();
});
afterAll(() => bedrock.stop());
beforeEach(() => {
  bedrock.asked.length = 0;
  bedrock.fault = undefined;
  bedrock.statements = [{ text: "Takes metformin 500 mg.", turns: [1] }];
});

const profile = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const guardrail = { id: "abc123", version: "4" };
const writer = (budgetMs = 4000) =>
  bedrockWriter({ profile, guardrail, region: "us-east-1", endpoint: bedrock.endpoint, now: Date.now, budgetMs });
const request = {
  instructions: "Keep notes.",
  known: '<turn number="1" role="user">metformin 500 mg</turn>',
  latest: '<turn number="2" role="user">hello</turn>',
};

test("asks the inference profile once, signed, over HTTP/2, and reads the tool's input out of the event stream", async () => {
  expect(await writer()(request)).toEqual([{ text: "Takes metformin 500 mg.", turns: [1] }]);
  expect(bedrock.asked).toHaveLength(1);
  expect(bedrock.asked[0]).toMatchObject({
    path: `/model/${encodeURIComponent(profile)}/converse-stream`,
    signed: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/bedrock\/aws4_request, /),
    protocol: "h2c",
  });
});

test("asks at temperature 0 for the tool alone, behind a guardrail, with cache points after what stays the same", async () => {
  await writer()(request);
  const { body } = bedrock.asked[0] ?? {};
  expect(body).toMatchObject({
    inferenceConfig: { temperature: 0, maxTokens: 2000 },
    system: [{ text: "Keep notes." }, { cachePoint: { type: "default" } }],
    toolConfig: { toolChoice: { tool: { name: "write_notes" } } },
    guardrailConfig: { guardrailIdentifier: "abc123", guardrailVersion: "4" },
  });
  const [known, point, latest] = body?.messages[0]?.content ?? [];
  expect([known?.text, point?.cachePoint, latest?.text?.startsWith(request.latest)]).toEqual([
    request.known,
    { type: "default" },
    true,
  ]);
});

test("sends no cache point where nothing is known yet", async () => {
  await writer()({ ...request, known: "" });
  expect(bedrock.asked[0]?.body.messages[0]?.content).toHaveLength(1);
});

const reasons = {
  "is throttled": "ThrottlingException",
  "is not ready": "ServiceUnavailableException",
  "does not let us": "AccessDeniedException",
  "finds the request wrong": "ValidationException",
  "does not answer": "AbortError",
  "is throttled in the middle": "ThrottlingException",
  "loses the model in the middle": "ModelStreamErrorException",
  "breaks in the middle": "InternalServerException",
  "falls silent in the middle": "NoAnswer",
  "resets the stream in the middle": "NoAnswer",
  "cuts the connection in the middle": "NoAnswer",
  "cuts the connection at once": "TimeoutError",
  "sends a damaged frame": "Error",
  "writes no JSON": "SyntaxError",
  "writes JSON of another form": "$ZodError",
  "writes too much": "$ZodError",
  "is cut off by its limit": "NoAnswer",
  "is stopped by a guardrail": "NoAnswer",
} as const satisfies Readonly<Record<keyof typeof faults, string>>;

const reasonList = Object.entries(reasons) as [keyof typeof faults, string][];

describe("when Bedrock", () => {
  test.each(reasonList)("%s, it is asked once and the writer gives up in time: %s", async (what, name) => {
    bedrock.fault = faults[what];
    const startedMs = performance.now();
    await expect(writer(700)(request)).rejects.toMatchObject({ name });
    expect(performance.now() - startedMs).toBeLessThan(3000);
    expect(bedrock.asked).toHaveLength(1);
  });

  test("keeps failing, it is left alone for a minute", async () => {
    let nowMs = 1_000_000;
    const write = bedrockWriter({ profile, guardrail, region: "us-east-1", endpoint: bedrock.endpoint, now: () => nowMs });
    bedrock.fault = faults["is throttled"];
    for (const _ of [1, 2, 3, 4, 5]) await expect(write(request)).rejects.toBeDefined();
    expect(bedrock.asked).toHaveLength(3);
    bedrock.fault = undefined;
    nowMs += 61_000;
    expect(await write(request)).toHaveLength(1);
  });
});
