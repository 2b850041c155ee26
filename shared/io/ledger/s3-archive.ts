import { createHash } from "node:crypto";
import { fromEnv } from "@aws-sdk/credential-provider-env";
import { Sha256 } from "@smithy/core/checksum";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ObjectArchive } from "./object-archive.ts";

type Place = {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string | undefined;
};

type Call = {
  readonly method: "GET" | "PUT";
  readonly name: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What S3 answered instead of doing it. Its name is the status: what S3 wrote is not kept. */
export class S3Refusal extends Error {
  constructor(status: number) {
    super("the archive refused");
    this.name = `S3Http${status}`;
  }
}

const attempts = 3;
const patienceMs = 10_000;
const emptyDigest = createHash("sha256").digest("hex");

/**
 * An archive in a bucket with Object Lock, whose default retention locks each object in compliance mode: nobody, not even the
 * account's owner, deletes or replaces it before its time. Two calls of S3 are all it takes: the service's own client would be as big
 * as all the rest of a bundle.
 */
export const s3Archive = ({ bucket, region, endpoint }: Place): ObjectArchive => {
  const { protocol, hostname, port } = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service: "s3", region, credentials: fromEnv(), sha256: Sha256, uriEscapePath: false });
  const http = new NodeHttpHandler({ connectionTimeout: 1000, requestTimeout: patienceMs, throwOnRequestTimeout: true });

  const send = async ({ method, name, body = "", headers = {} }: Call) => {
    const digest = body === "" ? emptyDigest : createHash("sha256").update(body).digest("hex");
    const host = port === "" ? hostname : `${hostname}:${port}`;
    const path = `/${bucket}/${name.split("/").map(encodeURIComponent).join("/")}`;
    const request = new HttpRequest({
      protocol,
      hostname,
      path,
      method,
      ...(port === "" ? {} : { port: Number(port) }),
      headers: { host, "x-amz-content-sha256": digest, ...headers },
      ...(method === "PUT" ? { body } : {}),
    });
    const signed = await signer.sign(request);
    const { response } = await http.handle(HttpRequest.clone(signed));
    return { status: response.statusCode, text: await textOf(response.body) };
  };

  return {
    put: async (name, body) => {
      const headers = {
        "content-length": String(Buffer.byteLength(body)),
        "content-type": "application/jsonl",
        "content-md5": createHash("md5").update(body).digest("base64"),
        "if-none-match": "*",
      };
      const { status } = await retried(() => send({ method: "PUT", name, body, headers }));
      if (status !== 200 && status !== alreadyThere) throw new S3Refusal(status);
    },
    get: async (name) => {
      const { status, text } = await retried(() => send({ method: "GET", name }));
      if (status === 404) return undefined;
      if (status !== 200) throw new S3Refusal(status);
      return text;
    },
  };
};

const alreadyThere = 412;

type Answer = { readonly status: number; readonly text: string };

/** Both calls are the same when they come again, so what failed on the way or by the service's fault is tried again. */
const retried = async (call: () => Promise<Answer>, left = attempts): Promise<Answer> => {
  try {
    const answer = await call();
    return answer.status >= 500 && left > 1 ? retried(call, left - 1) : answer;
  } catch (failure) {
    if (left <= 1) throw failure;
    return retried(call, left - 1);
  }
};

const textOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};
