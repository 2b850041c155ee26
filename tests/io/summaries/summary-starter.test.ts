import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../../shared/config.ts";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { conversationStore, livePorts } from "../../../shared/live-ports.ts";
import { append, issue, said, save } from "../../conversation-steps.ts";
import { type Call, gatewayOf } from "../../gateway.ts";
import { type Service, startService } from "../../service.ts";
import { runSummarize } from "../../summary-steps.ts";
import { type LambdaServer, startLambda } from "./lambda-server.ts";

let service: Service;
let lambda: LambdaServer;
let logged: string[] = [];

beforeAll(async () => {
  [service, lambda] = [await startService(), await startLambda()];
});
afterAll(async () => {
  await Promise.all([service.stop(), lambda.stop()]);
});
beforeEach(() => {
  lambda.invoked.length = 0;
  lambda.fault = undefined;
  logged = [];
});

/** A process that knows where the function that summarises is. */
const inProcess = async (): Promise<Call> => {
  const place = { SUMMARIZE_FUNCTION: "picasso-context-local-conversation-summarize", LAMBDA_ENDPOINT: lambda.endpoint };
  const { dynamo, clock } = service;
  const ports = livePorts(loadConfig({ ...process.env, ...place }), {
    dynamo,
    now: () => clock.ms,
    writeLine: (line) => void logged.push(line),
  });
  return gatewayOf({ ...ports, conversations: conversationStore(ports) }, clock);
};

const start = () => issue(service.call, service.tenants[0].secretKey);
const saveTurns = async (call: Call, token: TokenAnswer, [from, to]: readonly [number, number]) => {
  for (let turn = from; turn <= to; turn += 1)
    expect((await save(call, token, [turn, `quiet tall lamp ${turn}`])).status).toBe(201);
};
const eventsLogged = () => logged.map((line) => JSON.parse(line)).filter(({ event }) => event === "summary.not-started");

describe("a save", () => {
  test("hands the conversation over once ten messages are not summarised, signed, by its ids alone", async () => {
    const [call, token] = [await inProcess(), await start()];
    await saveTurns(call, token, [1, 9]);
    expect(lambda.invoked).toEqual([]);
    await saveTurns(call, token, [10, 10]);
    const { tenantId } = service.tenants[0];
    expect(lambda.invoked).toEqual([
      {
        path: "POST /2015-03-31/functions/picasso-context-local-conversation-summarize/invocations",
        type: "Event",
        signed: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/lambda\/aws4_request, /),
        body: JSON.stringify({ tenantId, conversationId: token.conversationId }),
      },
    ]);
  });

  test("does so at once for eight kilobytes, also in an append and in the old front end's save", async () => {
    const call = await inProcess();
    const long = "I slept badly again. ".repeat(400);
    const [one, two, three] = [await start(), await start(), await start()];
    await save(call, one, [1, long]);
    await append(call, two, ["k", long]);
    await call("POST /?action=conversation&operation=save", {
      token: three.accessToken,
      body: { sessionId: three.conversationId, turn: 0, delta: { appendUser: { text: long } } },
    });
    expect(lambda.invoked.map(({ body }) => JSON.parse(body).conversationId)).toEqual(
      [one, two, three].map(({ conversationId }) => conversationId),
    );
  });

  test("notices a run that was missed, and stays quiet after one that was not", async () => {
    const [call, token] = [await inProcess(), await start()];
    await saveTurns(call, token, [1, 11]);
    expect(lambda.invoked).toHaveLength(1);
    service.clock.ms += 6000;
    await saveTurns(call, token, [12, 12]);
    expect(lambda.invoked).toHaveLength(2);
    await runSummarize(service, token);
    service.clock.ms += 6000;
    await saveTurns(call, token, [13, 21]);
    expect(lambda.invoked).toHaveLength(2);
    await saveTurns(call, token, [22, 22]);
    expect(lambda.invoked).toHaveLength(3);
  });

  test("that is a repeat hands nothing over", async () => {
    const [call, token] = [await inProcess(), await start()];
    await saveTurns(call, token, [1, 10]);
    const path = `PUT /v1/conversations/${token.conversationId}/turns/10`;
    expect((await call(path, { token: token.accessToken, body: said("quiet tall lamp 10") })).status).toBe(200);
    expect(lambda.invoked).toHaveLength(1);
  });
});

const faults: readonly (readonly [string, (response: ServerResponse) => void, string | RegExp])[] = [
  [
    "refuses",
    (response) => void response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException" }).end(),
    "AccessDeniedException",
  ],
  [
    "is throttled",
    (response) => void response.writeHead(429, { "x-amzn-errortype": "TooManyRequestsException:" }).end(),
    "TooManyRequestsException",
  ],
  ["breaks", (response) => void response.writeHead(500).end("quiet tall lamp"), "Http500"],
  ["cuts the connection", (response) => void response.destroy(), /./],
  ["does not answer", () => undefined, /TimeoutError|AbortError/],
];

describe("when Lambda", () => {
  test.each(faults)("%s, a save is the same success, and the failure is a log line and a metric", async (_what, fault, cause) => {
    const [call, token] = [await inProcess(), await start()];
    await saveTurns(call, token, [1, 9]);
    lambda.fault = fault;
    await saveTurns(call, token, [10, 10]);
    const [line] = eventsLogged();
    expect(line).toMatchObject({ level: "warn", tenantId: service.tenants[0].tenantId, SummaryNotStarted: 1 });
    expect(String(line.causes[0])).toMatch(cause);
    expect(logged.join()).not.toContain("quiet tall lamp");
  });

  test("is down, saves soon stop asking it", async () => {
    const [call, token] = [await inProcess(), await start()];
    lambda.fault = (response) => void response.writeHead(503).end();
    await saveTurns(call, token, [1, 9]);
    for (let turn = 10; turn <= 16; turn += 1) {
      service.clock.ms += 6000;
      await saveTurns(call, token, [turn, turn]);
    }
    expect([lambda.invoked.length, eventsLogged().length]).toEqual([3, 7]);
  });
});
