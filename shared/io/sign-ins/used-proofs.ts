import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { DpopProof } from "../../domain/identity-dpop/dpop-proof.ts";
import { reached } from "../../problem.ts";
import { number, text } from "../attributes.ts";
import { limitKeys, type Tables } from "../keys.ts";

/** One use of a proof. `requestId` tells a repeat of our own request from a second call. */
export type ProofUse = { readonly tenantId: string; readonly proof: DpopProof; readonly requestId: string };

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/**
 * Whether this is the first call that uses the proof, in whatever process: one conditional write beside the counters, kept for
 * longer than the proof is good. 503 when that cannot be found out.
 */
export const usedProofs =
  ({ dynamo, tables }: Needs): ((use: ProofUse) => Promise<boolean>) =>
  ({ tenantId, proof, requestId }) => {
    const firstUse = new UpdateItemCommand({
      TableName: tables.limits,
      Key: { pk: text(limitKeys.usedProof(tenantId, proof.digest)) },
      UpdateExpression: "SET usedBy = :call, expiresAt = :expiresAt",
      ConditionExpression: "attribute_not_exists(usedBy) OR usedBy = :call",
      ExpressionAttributeValues: { ":call": text(requestId), ":expiresAt": number(proof.expiresAt) },
    });
    return reached(noMemory, () => dynamo.send(firstUse).then(() => true, isSecondUse));
  };

const isSecondUse = (failure: unknown): boolean => {
  if (failure instanceof ConditionalCheckFailedException) return false;
  throw failure;
};

const noMemory = { code: "rate-limiter-unavailable", retryAfterSeconds: 1 } as const;
