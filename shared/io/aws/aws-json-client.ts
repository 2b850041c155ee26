import { type AwsPlace, refusalIn, signedHttp } from "./signed-http.ts";

/** Sends one request of an AWS service's JSON 1.1 protocol and gives the answer's body, as it came. No retries. */
export type AwsJsonClient = (target: string, body: object, signal: AbortSignal) => Promise<unknown>;

/** A client for a service of which one action is used: a third of the size of the service's own, of the same parts (ADR 0024). */
export const awsJsonClient = (place: AwsPlace): AwsJsonClient => {
  const post = signedHttp(place);
  return async (target, content, signal) => {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const answer = await post({ path: "/", headers, body: JSON.stringify(content) }, signal);
    if (answer.status !== 200) throw refusalIn(answer);
    return JSON.parse(answer.text);
  };
};
