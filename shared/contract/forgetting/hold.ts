import * as z from "zod/mini";
import { text } from "../message.ts";

/** Why a hold is laid or lifted. Codes, because what is said here goes into the ledger. */
export const holdReasons = [
  "litigation",
  "investigation",
  "regulatory-request",
  "patient-request",
  "internal-review",
  "matter-closed",
  "laid-in-error",
] as const;

/** What a hold is laid on, and its id: a conversation's, a subject's name or pseudonym, or a tenant's. */
export const holdPath = z.object({
  scope: z.enum(["conversation", "subject", "tenant"]),
  id: text({ min: 1, max: 256 }),
});

/** `note` is not kept: the ledger gets a keyed digest of it, by which whoever has the text can show that it was given. */
export const holdBody = z.strictObject({
  reason: z.enum(holdReasons),
  note: z.optional(text({ min: 1, max: 2000 })),
});

export type HoldBody = z.infer<typeof holdBody>;

/** `cursor`: the `nextCursor` of the call before, for a tenant with more conversations than one call reaches. */
export const holdQuery = z.object({ cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,400}$/))) });

/** The hold as it is now; null when there is none. `nextCursor`: give it as `cursor` until it is null. */
export const holdAnswer = z.object({
  scope: z.enum(["conversation", "subject", "tenant"]),
  hold: z.nullable(z.object({ since: z.iso.datetime(), reason: z.string(), by: z.string() })),
  nextCursor: z.nullable(z.string()),
});

export type HoldAnswer = z.infer<typeof holdAnswer>;
