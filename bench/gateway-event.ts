import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";

/** One HTTP call. `path` is what fills the route's parameters. */
export type HttpCall = {
  readonly route: string;
  readonly credential: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
};

/** The event API Gateway makes of a browser's call (HTTP API, payload format 2.0). */
export const gatewayEvent = ({ route, credential, path = {}, body, headers = {}, query }: HttpCall): APIGatewayProxyEventV2 => {
  const [method = "", template = ""] = route.split(" ");
  const rawPath = Object.entries(path).reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), template);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return {
    version: "2.0",
    routeKey: route,
    rawPath,
    rawQueryString: "",
    headers: { ...browserHeaders, ...bodyHeaders(text), authorization: `Bearer ${credential}`, ...headers },
    requestContext: requestContext({ route, method, rawPath }),
    pathParameters: path,
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    isBase64Encoded: false,
    ...(text === undefined ? {} : { body: text }),
  };
};

/** What the Lambda runtime passes beside the event. */
export const lambdaContext = (): Context => ({
  awsRequestId: randomUUID(),
  callbackWaitsForEmptyEventLoop: true,
  functionName: "bench",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:bench",
  logGroupName: "/aws/lambda/bench",
  logStreamName: "bench",
  memoryLimitInMB: "1024",
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

const browserHeaders = {
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en-US,en;q=0.9",
  host: "api.clinic.example",
  origin: "https://clinic.example",
  referer: "https://clinic.example/",
  "sec-fetch-dest": "empty",
  "sec-fetch-mode": "cors",
  "sec-fetch-site": "cross-site",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "x-amzn-trace-id": "Root=1-6900c0de-0123456789abcdef01234567",
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-port": "443",
  "x-forwarded-proto": "https",
};

const bodyHeaders = (text: string | undefined): Readonly<Record<string, string>> =>
  text === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };

const requestContext = (call: { readonly route: string; readonly method: string; readonly rawPath: string }) => ({
  accountId: "123456789012",
  apiId: "bench",
  domainName: "api.clinic.example",
  domainPrefix: "api",
  http: {
    method: call.method,
    path: call.rawPath,
    protocol: "HTTP/1.1",
    sourceIp: "203.0.113.7",
    userAgent: browserHeaders["user-agent"],
  },
  requestId: "JKJaXmPLvHcESHA=",
  routeKey: call.route,
  stage: "$default",
  time: "",
  // The gateway got it now: a call of long ago has no time left for what takes long.
  timeEpoch: Date.now(),
});
