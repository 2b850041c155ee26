import { fromEnv } from "@aws-sdk/credential-provider-env";
import { Sha256 } from "@smithy/core/checksum";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";

/** Sends one request of an AWS service's JSON 1.1 protocol and gives the answer's body, as it came. No retries. */
export type AwsJsonClient = (target: string, body: object, signal: AbortSignal) => Promise<unknown>;

type Place = {
  /** As in the signature and in front of the host name. */
  readonly service: string;
  readonly region: string;
  readonly endpoint: string | undefined;
};

/** What a service answered instead of a result. Its name is the service's code; what the service wrote is not kept, it may quote the text. */
export class AwsRefusal extends Error {
  constructor(code: string) {
    super("the service refused");
    this.name = code;
  }
}

const longestAnswer = 4 * 1024 * 1024;

/** A client for a service of which one action is used: a third of the size of the service's own, of the same parts (ADR 0024). */
export const awsJsonClient = ({ service, region, endpoint }: Place): AwsJsonClient => {
  const { protocol, hostname, port } = new URL(endpoint ?? `https://${service}.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service, region, credentials: fromEnv(), sha256: Sha256 });
  // A connection kept over a freeze of the process may be gone, and a request lost with it is not sent again.
  const agent = { keepAlive: false, maxSockets: 50 };
  const http = new NodeHttpHandler({ connectionTimeout: 500, httpAgent: agent, httpsAgent: agent });
  return async (target, content, abortSignal) => {
    const body = JSON.stringify(content);
    const headers = {
      host: port === "" ? hostname : `${hostname}:${port}`,
      "content-type": "application/x-amz-json-1.1",
      "content-length": String(Buffer.byteLength(body)),
      "x-amz-target": target,
    };
    const at = { protocol, hostname, path: "/", ...(port === "" ? {} : { port: Number(port) }) };
    const request = await signer.sign(new HttpRequest({ ...at, method: "POST", headers, body }));
    const { response } = await http.handle(HttpRequest.clone(request), { abortSignal });
    const text = await textOf(response.body);
    if (response.statusCode !== 200) throw new AwsRefusal(codeOf(response.headers, text) ?? `Http${response.statusCode}`);
    return JSON.parse(text);
  };
};

const textOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > longestAnswer) throw new RangeError("the answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
};

/** The error code as the protocol has it, `prefix#Code:address`: letters only, so that nothing else can pass for one. */
const codeOf = (headers: Readonly<Record<string, string>>, text: string): string | undefined => {
  const named = headers["x-amzn-errortype"] ?? /"__type"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1];
  return /(?:^|#)([A-Za-z]{1,64})(?=$|:)/.exec(named ?? "")?.[1];
};
