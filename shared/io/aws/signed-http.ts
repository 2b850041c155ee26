import { fromEnv } from "@aws-sdk/credential-provider-env";
import { Sha256 } from "@smithy/core/checksum";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";

export type AwsPlace = {
  /** As in the signature and in front of the host name. */
  readonly service: string;
  readonly region: string;
  readonly endpoint: string | undefined;
};

export type SignedPost = { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

/** What a service answered instead of a result. Its name is the service's code; what the service wrote is not kept, it may quote the text. */
export class AwsRefusal extends Error {
  constructor(code: string) {
    super("the service refused");
    this.name = code;
  }
}

const longestAnswer = 4 * 1024 * 1024;

/** Sends a signed POST to an AWS service. No retries; any status is an answer. */
export const signedHttp = ({ service, region, endpoint }: AwsPlace) => {
  const { protocol, hostname, port } = new URL(endpoint ?? `https://${service}.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service, region, credentials: fromEnv(), sha256: Sha256 });
  // A connection kept over a freeze of the process may be gone, and a request lost with it is not sent again.
  const agent = { keepAlive: false, maxSockets: 50 };
  const http = new NodeHttpHandler({ connectionTimeout: 500, httpAgent: agent, httpsAgent: agent });
  return async ({ path, headers, body }: SignedPost, abortSignal: AbortSignal): Promise<RawAnswer> => {
    const allHeaders = {
      host: port === "" ? hostname : `${hostname}:${port}`,
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    };
    const at = { protocol, hostname, path, ...(port === "" ? {} : { port: Number(port) }) };
    const request = await signer.sign(new HttpRequest({ ...at, method: "POST", headers: allHeaders, body }));
    const { response } = await http.handle(HttpRequest.clone(request), { abortSignal });
    return { status: response.statusCode, headers: response.headers, text: await textOf(response.body) };
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

/** The refusal in an answer, by the error code as the protocol has it, `prefix#Code:address`: letters only, so that nothing else can pass for one. */
export const refusalIn = ({ status, headers, text }: RawAnswer): AwsRefusal => {
  const named = headers["x-amzn-errortype"] ?? /"__type"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1];
  return new AwsRefusal(/(?:^|#)([A-Za-z]{1,64})(?=$|:)/.exec(named ?? "")?.[1] ?? `Http${status}`);
};
