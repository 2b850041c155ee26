import type { DynamoDBClient, ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { DeserializeMiddleware, InitializeMiddleware } from "@smithy/types";
import * as z from "zod/mini";

/** One DynamoDB request: what was asked, and what it cost. */
export type Recorded = {
  readonly command: string;
  readonly input: ServiceInputTypes;
  requestBytes: number;
  responseBytes: number;
  readUnits: number;
  writeUnits: number;
};

/** Watches a client. */
export type Recorder = {
  /** What was recorded since the last time it was asked. */
  readonly take: () => readonly Recorded[];
};

/**
 * Records all requests of a client from now on. `isMetered`: DynamoDB says what each request consumed, which makes request and
 * answer longer.
 */
export const record = (client: DynamoDBClient, { isMetered } = { isMetered: false }): Recorder => {
  let requests: Recorded[] = [];
  client.middlewareStack.add(
    beginning((request) => requests.push(request)),
    { step: "initialize" },
  );
  client.middlewareStack.add(weighing, { step: "deserialize", priority: "low" });
  if (isMetered) client.middlewareStack.add(metering, { step: "initialize", priority: "low" });
  return {
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
  };
};

/** The SDK gives each request one context object, which all steps of its middleware see. */
const byContext = new WeakMap<object, Recorded>();
const nothing = { requestBytes: 0, responseBytes: 0, readUnits: 0, writeUnits: 0 };

type Initialize = InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes>;
type Deserialize = DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes>;

const beginning =
  (begin: (request: Recorded) => void): Initialize =>
  (next, context) =>
  (args) => {
    const request = { ...nothing, command: context.commandName?.replace("Command", "") ?? "", input: args.input };
    byContext.set(context, request);
    begin(request);
    return next(args);
  };

const sentBody = z.object({ body: z.union([z.string(), z.instanceof(Uint8Array)]) });
const gotHeaders = z.object({ headers: z.object({ "content-length": z.string() }) });

const weighing: Deserialize = (next, context) => async (args) => {
  const result = await next(args);
  const request = byContext.get(context);
  if (request === undefined) return result;
  request.requestBytes = Buffer.byteLength(sentBody.parse(args.request).body);
  request.responseBytes = Number(gotHeaders.parse(result.response).headers["content-length"]);
  return result;
};

const consumed = z.object({ CapacityUnits: z.number() });
const answer = z.object({ ConsumedCapacity: z.optional(z.union([consumed, z.array(consumed)])) });
const writing = /^(Put|Update|Delete|TransactWrite|BatchWrite)/;

const metering: Initialize = (next, context) => async (args) => {
  const result = await next({ ...args, input: Object.assign({}, args.input, { ReturnConsumedCapacity: "TOTAL" as const }) });
  const request = byContext.get(context);
  if (request !== undefined) request[writing.test(request.command) ? "writeUnits" : "readUnits"] = unitsIn(result.output);
  return result;
};

const unitsIn = (output: unknown): number => {
  const { ConsumedCapacity } = answer.parse(output);
  const all = ConsumedCapacity === undefined ? [] : [ConsumedCapacity].flat();
  return all.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};
