import type { DynamoDBClient, ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { DeserializeMiddleware, InitializeMiddleware } from "@smithy/types";
import * as z from "zod/mini";

/** One DynamoDB request: what was asked, and what it cost. Bytes are of HTTP bodies. */
export type Recorded = {
  readonly command: string;
  readonly input: ServiceInputTypes;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly readUnits: number;
  readonly writeUnits: number;
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
    recording((request) => requests.push(request)),
    { step: "deserialize", priority: "high" },
  );
  if (isMetered) client.middlewareStack.add(metering, { step: "initialize" });
  return {
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
  };
};

const metering: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (args) =>
  next({ ...args, input: Object.assign({}, args.input, { ReturnConsumedCapacity: "TOTAL" as const }) });

const sentBody = z.object({ body: z.union([z.string(), z.instanceof(Uint8Array)]) });
const gotHeaders = z.object({ headers: z.object({ "content-length": z.string() }) });

const recording =
  (add: (request: Recorded) => void): DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> =>
  (next, context) =>
  async (args) => {
    const result = await next(args);
    const command = context.commandName?.replace("Command", "") ?? "";
    const units = unitsIn(result.output);
    add({
      command,
      input: args.input,
      requestBytes: Buffer.byteLength(sentBody.parse(args.request).body),
      responseBytes: Number(gotHeaders.parse(result.response).headers["content-length"]),
      readUnits: isRead(command) ? units : 0,
      writeUnits: isRead(command) ? 0 : units,
    });
    return result;
  };

const consumed = z.object({ CapacityUnits: z.number() });
const answer = z.object({ ConsumedCapacity: z.optional(z.union([consumed, z.array(consumed)])) });

const unitsIn = (output: unknown): number => {
  const { ConsumedCapacity } = answer.parse(output);
  const all = ConsumedCapacity === undefined ? [] : [ConsumedCapacity].flat();
  return all.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

const isRead = (command: string): boolean => /^(?:Get|BatchGet|Query|Scan)/.test(command);
