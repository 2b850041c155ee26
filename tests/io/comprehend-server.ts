import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { readonly target: string; readonly text: string };

/** What the service does instead of answering. */
export type Fault = (response: ServerResponse) => void;

/** Amazon Comprehend and Comprehend Medical as far as they are used, over their own wire protocol (AWS JSON 1.1, signature version 4). */
export type ComprehendServer = {
  readonly endpoint: string;
  readonly asked: Asked[];
  /** Phrases that are found, with the type each service gives them and, if it is not 0.99, the score. */
  readonly known: Map<string, { readonly phi?: string; readonly pii?: string; readonly score?: number }>;
  /** The fault for a request, if any. */
  faultFor: (asked: Asked) => Fault | undefined;
  readonly stop: () => Promise<void>;
};

const json = { "content-type": "application/x-amz-json-1.1" };
const refuse =
  (status: number, code: string, message: string): Fault =>
  (response) =>
    void response.writeHead(status, json).end(JSON.stringify({ __type: `com.amazonaws.comprehend#${code}`, Message: message }));

export const faults = {
  throttled: refuse(429, "ThrottlingException", "Rate exceeded for quiet tall lamp"),
  broken: refuse(500, "InternalServerException", "quiet tall lamp"),
  silent: () => undefined,
  stalled: (response) => void response.writeHead(200, json).write('{"Entities": ['),
  cut: (response) => void response.destroy(),
  notJson: (response) => void response.writeHead(200, json).end("quiet tall lamp <html>"),
  notAnAnswer: (response) => void response.writeHead(200, json).end('{"Entities": [{"Type": "NAME", "BeginOffset": "quiet"}]}'),
} as const satisfies Readonly<Record<string, Fault>>;

const targets = {
  "ComprehendMedical_20181030.DetectPHI": { service: "comprehendmedical", kind: "phi", maxBytes: 19_999 },
  "Comprehend_20171127.DetectPiiEntities": { service: "comprehend", kind: "pii", maxBytes: 100_000 },
} as const;

export const startComprehend = async (): Promise<ComprehendServer> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    reply({ request, response, body: Buffer.concat(chunks), state });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: ComprehendServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    known: new Map(),
    faultFor: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
};

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly state: ComprehendServer;
};

const reply = ({ request, response, body, state }: Exchange): void => {
  const target = String(request.headers["x-amz-target"]);
  const { Text = "", LanguageCode } = JSON.parse(body.toString("utf8")) as { Text?: string; LanguageCode?: string };
  state.asked.push({ target, text: Text });
  const rules = targets[target as keyof typeof targets];
  const isWrong = rules === undefined || (rules.kind === "pii") !== (LanguageCode === "en") || Text === "";
  if (isWrong || Buffer.byteLength(Text) > rules.maxBytes) refuse(400, "ValidationException", "")(response);
  else if (!isSigned(request, body, rules.service)) refuse(403, "InvalidSignatureException", "")(response);
  else (state.faultFor({ target, text: Text }) ?? answering(entitiesIn(Text, rules.kind, state)))(response);
};

const answering =
  (Entities: readonly object[]): Fault =>
  (response) =>
    void response.writeHead(200, json).end(JSON.stringify({ Entities }));

const entitiesIn = (text: string, kind: "phi" | "pii", { known }: ComprehendServer): readonly object[] =>
  [...known].flatMap(([phrase, { [kind]: Type, score = 0.99 }]) => {
    if (Type === undefined) return [];
    return [...text.matchAll(new RegExp(phrase, "g"))].map(({ index }) => {
      const BeginOffset = [...text.slice(0, index)].length;
      const found = { BeginOffset, EndOffset: BeginOffset + [...phrase].length, Score: score, Type };
      return kind === "pii" ? found : { ...found, Id: 0, Text: phrase, Category: "PROTECTED_HEALTH_INFORMATION", Traits: [] };
    });
  });

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, content: string): Buffer => createHmac("sha256", key).update(content).digest();

/** Whether the request bears the signature of the key "test" for the service in us-east-1. */
const isSigned = ({ headers }: IncomingMessage, body: Buffer, service: string): boolean => {
  const [, date = "", names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=test\/(\d{8})\/\S+, SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      String(headers.authorization),
    ) ?? [];
  const scope = `${date}/us-east-1/${service}/aws4_request`;
  const lines = names.split(";").map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = ["us-east-1", service, "aws4_request"].reduce(hmac, hmac("AWS4test", date));
  return names.includes("x-amz-target") && hmac(key, toSign).toString("hex") === signature;
};
