import * as z from "zod/mini";

/** A conversation's state as the old front end reads it. `state.turn` goes back as `turn` of the next save. */
export const oldStateAnswer = z.object({
  sessionId: z.string(),
  state: z.object({
    summary: z.string(),
    lastMessages: z.array(z.object({ role: z.string(), text: z.string() })),
    facts_ledger: z.record(z.string(), z.unknown()),
    pending_action: z.nullable(z.string()),
    turn: z.int(),
  }),
  stateToken: z.string(),
});

/** `stateToken` is the presented token, or a new one in the refresh window. */
export const oldSaveAnswer = z.object({ stateToken: z.string(), turn: z.int() });

export const oldClearAnswer = z.object({
  sessionId: z.string(),
  report: z.object({ messages_deleted: z.int(), summaries_deleted: z.int(), verified: z.literal(true) }),
  stateToken: z.null(),
});

/** Each check by name: true when it works. */
export const oldHealthAnswer = z.object({
  status: z.enum(["healthy", "unhealthy"]),
  checks: z.record(z.string(), z.boolean()),
});
