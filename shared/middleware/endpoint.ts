import middy from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod/mini";
import { conversationIdForm } from "../contract/conversation-id.ts";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { noTraces, type Traces } from "../domain/dlp-policy/traces.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { CallerKind } from "../domain/identity/caller.ts";
import type { HttpAnswer } from "../http.ts";
import { Problem } from "../problem.ts";
import { type Beside, type ChainPorts, type ChainRules, chainOf } from "./chain.ts";
import { type ApiEvent, type ChainContext, headerOf, presentedCredential, provenCall } from "./chain-state.ts";
import { checked } from "./validate.ts";

/** A call as a handler sees it: proven, counted, validated, scrubbed. */
export type EndpointCall<Body = unknown> = {
  readonly context: CallContext;
  readonly body: Body;
  /** Canonical text of the body before de-identification; only to be digested. */
  readonly bodyText: string;
  /** What de-identification found in the body. */
  readonly scrubbed: Traces;
  /** The credential that was presented. */
  readonly credential: string;
  readonly header: (name: string) => string | undefined;
  /** A part of path and query in the form a schema gives it; 422 otherwise. */
  readonly query: <Schema extends z.ZodMiniType>(schema: Schema) => z.infer<Schema>;
  readonly pathParameter: (name: string) => string;
};

export type ConversationCall<Body = unknown> = EndpointCall<Body> & { readonly conversation: ConversationRef };

export type Handler = (event: ApiEvent, context: Context) => Promise<HttpAnswer>;

type Rules<Schema extends z.ZodMiniType> = Omit<ChainRules, "body"> & { readonly body?: Schema; readonly beside?: Beside };

/** A Lambda handler: the chain around `handle`. */
export const endpoint = <Schema extends z.ZodMiniType = z.ZodMiniType>(
  { beside, ...rules }: Rules<Schema>,
  ports: ChainPorts,
  handle: (call: EndpointCall<z.infer<Schema>>) => Promise<HttpAnswer>,
): Handler => {
  const places = chainOf(rules, ports, beside);
  const base = async (event: ApiEvent, context: ChainContext) => handle(callOf<z.infer<Schema>>(event, context));
  const run = middy<ApiEvent, HttpAnswer, Error, ChainContext>(base, { timeoutEarlyInMillis: 0 }).use(
    places.map((place) => place.middleware),
  );
  return (event, context) => run(event, context as ChainContext);
};

/** An endpoint of one conversation, which is the caller's own: anybody else's is 404, as if there were none. */
export const conversationEndpoint = <Schema extends z.ZodMiniType = z.ZodMiniType>(
  rules: Omit<Rules<Schema>, "accepts" | "isRecordedByStore"> & { readonly accepts?: readonly CallerKind[] },
  ports: ChainPorts,
  handle: (call: ConversationCall<z.infer<Schema>>) => Promise<HttpAnswer>,
): Handler =>
  endpoint<Schema>(
    { accepts: ["access-token", "secret-key"], ...rules, isRecordedByStore: true } as Rules<Schema>,
    ports,
    (call) => handle({ ...call, conversation: conversationOf(call) }),
  );

/** The conversation a call may touch: the path's, if the caller's token is for it or its key is the tenant's. */
const conversationOf = ({ context, pathParameter }: EndpointCall): ConversationRef => {
  const conversationId = pathParameter("conversationId");
  const { caller } = context;
  const isTheirs = !("conversationId" in caller) || caller.conversationId === conversationId;
  if (!isTheirs || !conversationIdForm.test(conversationId)) throw new Problem("conversation-not-found");
  return { tenantId: caller.tenantId, conversationId };
};

const callOf = <Body>(event: ApiEvent, context: ChainContext): EndpointCall<Body> => {
  const { body, bodyText, scrubbed } = context.chain;
  return {
    context: provenCall(context.chain),
    body: body as Body,
    bodyText: bodyText ?? "",
    scrubbed: scrubbed ?? noTraces,
    credential: presentedCredential(headerOf(event, "authorization"))?.credential ?? "",
    header: (name) => headerOf(event, name),
    query: (schema) => checked(schema, event.queryStringParameters ?? {}, "query"),
    pathParameter: (name) => event.pathParameters?.[name] ?? "",
  };
};
