import { createServer, type Http2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";

export type Asked = {
  readonly path: string;
  readonly signed: string;
  readonly protocol: string;
  readonly body: {
    readonly inferenceConfig: unknown;
    readonly system: readonly unknown[];
    readonly messages: readonly { readonly content: readonly { readonly text?: string; readonly cachePoint?: unknown }[] }[];
    readonly toolConfig: unknown;
    readonly guardrailConfig?: unknown;
  };
};

type Answering = { readonly stream: ServerHttp2Stream; readonly send: (event: string, content: object) => void };

/** What Bedrock does with one request instead of answering it. */
export type Fault = (answering: Answering) => void;

/** Amazon Bedrock's ConverseStream over its own wire protocol: HTTP/2, JSON in, an event stream out (application/vnd.amazon.eventstream). */
export type BedrockServer = {
  readonly endpoint: string;
  readonly asked: Asked[];
  /** What the model fills the tool in with. */
  statements: readonly { readonly text: string; readonly turns: readonly number[] }[];
  fault: Fault | undefined;
  readonly stop: () => Promise<void>;
};

const eventStream = { ":status": 200, "content-type": "application/vnd.amazon.eventstream" };

export const startBedrock = async (): Promise<BedrockServer> => {
  const server = createServer();
  const sessions = new Set<Http2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("error", () => undefined).on("close", () => sessions.delete(session));
  });
  server.on("stream", async (stream, headers) => {
    stream.on("error", () => undefined);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const [path, signed] = [String(headers[":path"]), String(headers.authorization)];
    state.asked.push({ path, signed, protocol: stream.session?.alpnProtocol ?? "", body });
    const send = (event: string, content: object) => void stream.write(framed("event", event, content));
    (state.fault ?? answer(state.statements))({ stream, send });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: BedrockServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    statements: [],
    fault: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
  return state;
};

const begin = ({ stream, send }: Answering): void => {
  stream.respond(eventStream);
  send("messageStart", { role: "assistant" });
  send("contentBlockStart", { contentBlockIndex: 0, start: { toolUse: { toolUseId: "tool_1", name: "write_notes" } } });
};

const end = ({ stream, send }: Answering, stopReason: string): void => {
  send("contentBlockStop", { contentBlockIndex: 0 });
  send("messageStop", { stopReason });
  send("metadata", { usage: { inputTokens: 10, outputTokens: 10, totalTokens: 20 }, metrics: { latencyMs: 5 } });
  stream.end();
};

const delta = ({ send }: Answering, input: string): void =>
  send("contentBlockDelta", { contentBlockIndex: 0, delta: { toolUse: { input } } });

/** The tool's input in small pieces, as the service sends it. */
const answer =
  (statements: BedrockServer["statements"]): Fault =>
  (answering) => {
    begin(answering);
    for (const piece of JSON.stringify({ statements }).match(/.{1,17}/gsu) ?? []) delta(answering, piece);
    end(answering, "tool_use");
  };

const refuse =
  (status: number, code: string): Fault =>
  ({ stream }) => {
    stream.respond({ ":status": status, "content-type": "application/json", "x-amzn-errortype": code });
    stream.end(JSON.stringify({ message: "quiet tall lamp" }));
  };

const breakOff =
  (code: string): Fault =>
  (answering) => {
    begin(answering);
    delta(answering, '{"statements":[{"text":"quiet');
    answering.stream.write(framed("exception", code, { message: "quiet tall lamp" }));
    answering.stream.end();
  };

const say =
  (input: string, stopReason = "tool_use"): Fault =>
  (answering) => {
    begin(answering);
    delta(answering, input);
    end(answering, stopReason);
  };

export const faults = {
  "is throttled": refuse(429, "ThrottlingException"),
  "is not ready": refuse(503, "ServiceUnavailableException"),
  "does not let us": refuse(403, "AccessDeniedException"),
  "finds the request wrong": refuse(400, "ValidationException"),
  "does not answer": () => undefined,
  "is throttled in the middle": breakOff("throttlingException"),
  "loses the model in the middle": breakOff("modelStreamErrorException"),
  "breaks in the middle": breakOff("internalServerException"),
  "falls silent in the middle": (answering) => {
    begin(answering);
    delta(answering, '{"statements":[');
  },
  "resets the stream in the middle": (answering) => {
    begin(answering);
    delta(answering, '{"statements":[');
    setTimeout(() => answering.stream.close(2), 20);
  },
  "cuts the connection in the middle": (answering) => {
    begin(answering);
    delta(answering, '{"statements":[');
    setTimeout(() => answering.stream.session?.destroy(), 20);
  },
  "cuts the connection at once": ({ stream }) => stream.session?.destroy(),
  "sends a damaged frame": (answering) => {
    answering.stream.respond(eventStream);
    const frame = framed("event", "messageStart", { role: "assistant" });
    frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 1;
    answering.stream.end(frame);
  },
  "writes no JSON": say("quiet tall lamp"),
  "writes JSON of another form": say('{"statements":[{"text":"quiet tall lamp","turns":"1"}]}'),
  "writes too much": say(JSON.stringify({ statements: Array.from({ length: 60 }, () => ({ text: "x", turns: [1] })) })),
  "is cut off by its limit": say('{"statements":[]}', "max_tokens"),
  "is stopped by a guardrail": say('{"statements":[]}', "guardrail_intervened"),
} as const satisfies Readonly<Record<string, Fault>>;

/** A message of the event stream: lengths, their checksum, headers, payload, checksum of it all. */
const framed = (type: "event" | "exception", name: string, content: object): Buffer => {
  const headers = Buffer.concat([
    header(`:${type}-type`, name),
    header(":content-type", "application/json"),
    header(":message-type", type),
  ]);
  const payload = Buffer.from(JSON.stringify(content));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + payload.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const checked = Buffer.concat([prelude, uint32(crc32(prelude)), headers, payload]);
  return Buffer.concat([checked, uint32(crc32(checked))]);
};

const stringType = 7;

const header = (name: string, value: string): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([stringType]), length, Buffer.from(value)]);
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
