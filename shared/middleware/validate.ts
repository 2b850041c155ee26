import type * as z from "zod/mini";
import { Problem } from "../problem.ts";
import type { Middleware } from "./chain-state.ts";

/** Checks the body against its shape in the contract: 422 with the place of the first fault, never with its value. */
export const validate = (schema: z.ZodMiniType | undefined): Middleware => ({
  before: (request) => {
    const { chain } = request.context;
    if (schema === undefined || chain.body === undefined) return;
    chain.body = checked(schema, chain.body, "body");
  },
});

/** The value in the form a schema gives it; 422 `invalid-request` with the `field` at fault otherwise. */
export const checked = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown, place: string): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem("invalid-request", { field: fieldOf(result.error.issues[0], place) });
};

/** A path of member names of ours and indexes: names the caller made up are theirs and stay out of the answer. */
const fieldOf = (issue: z.core.$ZodIssue | undefined, place: string): string =>
  [
    place,
    ...(issue?.path ?? []).map((step) => (typeof step === "number" || knownNames.has(String(step)) ? String(step) : "*")),
  ].join(".");

const knownNames = new Set([
  "messages",
  "metadata",
  "role",
  "content",
  "name",
  "toolCallId",
  "subject",
  "startedAt",
  "clientNonce",
  "conversationId",
  "all",
  "turn",
  "recent",
  "fields",
  "before",
  "limit",
  "after",
  "tenantId",
  "status",
  "origins",
  "limits",
  "callsPerMinute",
  "callsPerConversationPerMinute",
  "callsPerTenantPerMinute",
  "tokensPerMinute",
  "tokensPerAddressPerMinute",
  "tokensPerOriginPerMinute",
  "sessions",
  "maxConcurrent",
  "tokens",
  "familyIdleSeconds",
  "familyLifeSeconds",
  "requiresDpop",
  "retention",
  "conversationSeconds",
  "turnSeconds",
  "dlp",
  "profile",
  "operators",
  "patterns",
  "pattern",
  "comprehend",
  "kind",
  "label",
  "expiresAt",
  "overlapSeconds",
  "cursor",
  "format",
  "scope",
  "id",
  "reason",
  "note",
  "purpose",
  "minutes",
  "grantId",
]);
