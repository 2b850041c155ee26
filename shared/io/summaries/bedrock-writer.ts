import { BedrockRuntimeClient, ConverseStreamCommand, type ConverseStreamCommandInput } from "@aws-sdk/client-bedrock-runtime";
import { fromEnv } from "@aws-sdk/credential-provider-env";
import * as z from "zod/mini";
import {
  type ModelRequest,
  type Statement,
  statementLengthMax,
  statementsMax,
} from "../../domain/memory-bedrock/model-request.ts";
import { circuitBreaker } from "../circuit-breaker.ts";

/** Asks a language model for the notes of a conversation. Rejects, without retries, on whatever is not an answer in time and in form. */
export type BedrockWriter = (request: ModelRequest) => Promise<readonly Statement[]>;

export type BedrockPlace = {
  /** An inference profile of a geography: texts stay within it. */
  readonly profile: string;
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly guardrail: { readonly id: string; readonly version: string } | undefined;
  readonly now: () => number;
  readonly budgetMs?: number;
};

/** Of the ten seconds that a function has. */
const defaultBudgetMs = 6000;
const breaking = { failures: 3, pauseMs: 60_000 };
/** Left out, the model's own maximum would be set aside of the account's quota for each call. */
const maxTokens = 2000;
const toolName = "write_notes";

/** Claude over ConverseStream: its answer is the input of a tool, in the form of the tool's schema. */
export const bedrockWriter = (place: BedrockPlace): BedrockWriter => {
  const client = new BedrockRuntimeClient({
    region: place.region,
    credentials: fromEnv(),
    maxAttempts: 1,
    ...(place.endpoint === undefined ? {} : { endpoint: place.endpoint }),
  });
  // It logs to nowhere, and for that walks through every request and answer.
  client.middlewareStack.remove("loggerMiddleware");
  const circuit = circuitBreaker({ ...breaking, now: place.now });
  return (request) =>
    circuit.run(async () => {
      const abortSignal = AbortSignal.timeout(place.budgetMs ?? defaultBudgetMs);
      const { stream } = await client.send(new ConverseStreamCommand(inputOf(request, place)), { abortSignal });
      return statementsIn(await toolInput(stream ?? none(), abortSignal));
    });
};

const answer = z.object({
  statements: z
    .array(
      z.object({
        text: z.string().check(z.minLength(1), z.maxLength(statementLengthMax)),
        turns: z.array(z.int().check(z.gte(1))).check(z.minLength(1), z.maxLength(statementsMax)),
      }),
    )
    .check(z.maxLength(statementsMax)),
});

/** The schema by which the model fills the tool in; what comes back is checked by `answer` all the same. */
const inputSchema = {
  type: "object",
  properties: {
    statements: {
      type: "array",
      maxItems: statementsMax,
      items: {
        type: "object",
        properties: {
          text: { type: "string", maxLength: statementLengthMax },
          turns: { type: "array", items: { type: "integer" }, minItems: 1, description: "Numbers of the turns it rests on." },
        },
        required: ["text", "turns"],
      },
    },
  },
  required: ["statements"],
};

/** Cache points: after what is the same for all conversations, and after what of this one is known already. */
const inputOf = ({ instructions, known, latest }: ModelRequest, place: BedrockPlace): ConverseStreamCommandInput => ({
  modelId: place.profile,
  inferenceConfig: { temperature: 0, maxTokens },
  system: [{ text: instructions }, { cachePoint: { type: "default" } }],
  messages: [
    {
      role: "user",
      content: [
        ...(known === "" ? [] : [{ text: known }, { cachePoint: { type: "default" } } as const]),
        { text: `${latest}\n\nWrite the notes of all turns above.` },
      ],
    },
  ],
  toolConfig: {
    tools: [{ toolSpec: { name: toolName, description: "Takes the notes.", inputSchema: { json: inputSchema } } }],
    toolChoice: { tool: { name: toolName } },
  },
  ...(place.guardrail === undefined
    ? {}
    : { guardrailConfig: { guardrailIdentifier: place.guardrail.id, guardrailVersion: place.guardrail.version } }),
});

/** An answer that is none: cut off, refused by a guardrail, or without a call of the tool. */
class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const none = (): never => {
  throw new NoAnswer("the model wrote nothing");
};

type StreamEvent = {
  readonly contentBlockDelta?: {
    readonly delta?: { readonly toolUse?: { readonly input?: string | undefined } | undefined } | undefined;
  };
  readonly messageStop?: { readonly stopReason?: string | undefined };
};

const longestInput = 200_000;

const toolInput = async (events: AsyncIterable<StreamEvent>, signal: AbortSignal): Promise<string> => {
  let text = "";
  let stopReason: string | undefined;
  for await (const { contentBlockDelta, messageStop } of events) {
    signal.throwIfAborted();
    text += contentBlockDelta?.delta?.toolUse?.input ?? "";
    stopReason = messageStop?.stopReason ?? stopReason;
    if (text.length > longestInput) none();
  }
  return stopReason === "tool_use" ? text : none();
};

const statementsIn = (text: string): readonly Statement[] => answer.parse(JSON.parse(text)).statements;
