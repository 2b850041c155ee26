import * as z from "zod/mini";
import { text } from "../message.ts";

const oldMessage = z.strictObject({ text: text({ min: 1, max: 131_072 }), pending_action: z.optional(z.nullable(z.string())) });

/**
 * The body of the old front end's save: `turn` is the newest turn it knows, `delta` what comes after it. Facts and summary are
 * kept by the service itself now; what an old client sends of them is accepted and not stored.
 */
export const oldSaveBody = z.strictObject({
  sessionId: z.optional(z.string().check(z.maxLength(128))),
  turn: z.int().check(z.gte(0), z.lte(999_999_998)),
  delta: z
    .strictObject({
      appendUser: z.optional(oldMessage),
      appendAssistant: z.optional(oldMessage),
      facts_update: z.optional(z.record(z.string(), z.unknown())),
      summary_update: z.optional(z.nullable(z.string())),
    })
    .check(z.refine((delta) => delta.appendUser !== undefined || delta.appendAssistant !== undefined)),
});

export type OldSaveBody = z.infer<typeof oldSaveBody>;

/** The operations of `?action=conversation`. */
export const oldOperations = ["get", "save", "clear"] as const;
export type OldOperation = (typeof oldOperations)[number];
