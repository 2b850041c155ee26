import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** How often a request to storage goes wrong: refused unseen, or done with its answer lost. */
export type FaultRates = { readonly throttled: number; readonly answerLost: number };

/** Faults that were put into a client, by kind. */
export type FaultCount = { throttled: number; answerLost: number };

const fault = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(name), { name, $fault: "client", $metadata: { httpStatusCode } });

/** Numbers in [0, 1) that are the same for the same seed. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

type Faults = { readonly rates: FaultRates; readonly random: () => number; readonly count: FaultCount };

/** Makes single attempts of a client's requests fail, below its own retries, as a network and a busy table do. */
export const injectFaults = (dynamo: DynamoDBClient, { rates, random, count }: Faults): void =>
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      const lot = random();
      if (lot < rates.throttled) {
        count.throttled += 1;
        throw fault("ProvisionedThroughputExceededException", 400);
      }
      const result = await next(args);
      if (lot >= rates.throttled + rates.answerLost) return result;
      count.answerLost += 1;
      throw fault("TimeoutError", 503);
    },
    { step: "finalizeRequest", priority: "low", name: "faults" },
  );

/** Which request of a client fails, counted from 0 since `requests` was set to 0; `isDone`: it is done all the same, and only its answer lost. */
export type CutOff = { requests: number; failingAt: number; isDone: boolean };

/** Makes one request of a client fail for good, above its own retries. */
export const cutOffRequest = (dynamo: DynamoDBClient): CutOff => {
  const cut: CutOff = { requests: 0, failingAt: -1, isDone: false };
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      cut.requests += 1;
      if (cut.requests - 1 !== cut.failingAt) return next(args);
      if (cut.isDone) await next(args);
      throw Object.assign(new Error("x"), { name: "TimeoutError" });
    },
    { step: "initialize", name: "cut-off" },
  );
  return cut;
};
