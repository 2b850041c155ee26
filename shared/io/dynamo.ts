import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Problem } from "../problem.ts";

/**
 * The one DynamoDB client of a process: connections kept alive, at most 50, three attempts in all, short time limits.
 * No other layer retries a request (TRAPS 29).
 */
export const dynamoClient = (endpoint?: string): DynamoDBClient => {
  const client = new DynamoDBClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 500,
      requestTimeout: 1200,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 50 },
      httpsAgent: { keepAlive: true, maxSockets: 50 },
    },
  });
  // It logs to nowhere, and for that walks through every request and answer.
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};

const conditionFailures = new Set(["ConditionalCheckFailedException", "TransactionCanceledException"]);

/** Runs a storage call. Failed conditions and problems come through as they are; everything else becomes 503 `storage-unavailable`. */
export const stored = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Problem || (cause instanceof Error && conditionFailures.has(cause.name))) throw cause;
    throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause });
  }
};
