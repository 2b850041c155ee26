import type { ConversationRef } from "../../domain/conversation/head.ts";
import { refusalIn, signedHttp } from "../aws/signed-http.ts";
import { circuitBreaker } from "../circuit-breaker.ts";

/** Hands a conversation over to another function, which Lambda runs some time later; rejects when it was not taken. */
export type FunctionInvoker = (ref: ConversationRef) => Promise<void>;

type Needs = {
  readonly functionName: string;
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly now: () => number;
  readonly budgetMs?: number;
};

/** A save waits for this, though not for long: a process may be frozen once it has answered, and with it what it had not sent. */
const defaultBudgetMs = 300;
const breaking = { failures: 3, pauseMs: 30_000 };
const accepted = 202;

/** Lambda's Invoke, asynchronously: one attempt within 300 ms, none while the service is down. */
export const functionInvoker = ({ functionName, region, endpoint, now, budgetMs = defaultBudgetMs }: Needs): FunctionInvoker => {
  const post = signedHttp({ service: "lambda", region, endpoint });
  const circuit = circuitBreaker({ ...breaking, now });
  const headers = { "content-type": "application/json", "x-amz-invocation-type": "Event" };
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  return ({ tenantId, conversationId }) =>
    circuit.run(async () => {
      const body = JSON.stringify({ tenantId, conversationId });
      const answer = await post({ path, headers, body }, AbortSignal.timeout(budgetMs));
      if (answer.status !== accepted) throw refusalIn(answer);
    });
};
