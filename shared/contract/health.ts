import * as z from "zod/mini";

export const livenessAnswer = z.object({ status: z.literal("pass") });

/** What one check found by doing what it is named after. `warn`: it works, but somebody should look. */
export const checkAnswer = z.object({
  status: z.enum(["pass", "warn", "fail"]),
  durationMs: z.int(),
  /** Numbers the check measured, e.g. `currentKeyAgeDays`. */
  found: z.optional(z.record(z.string(), z.number())),
  /** Name of the error, or `timeout`. */
  error: z.optional(z.string()),
});

export type CheckAnswer = z.infer<typeof checkAnswer>;

export const readinessAnswer = z.object({
  status: z.enum(["pass", "warn", "fail"]),
  checks: z.record(z.string(), checkAnswer),
});

export type ReadinessAnswer = z.infer<typeof readinessAnswer>;
