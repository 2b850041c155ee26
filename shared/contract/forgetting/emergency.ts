import * as z from "zod/mini";
import { turn, wholeNumberText } from "../conversation.ts";
import { conversationIdForm } from "../conversation-id.ts";
import { text } from "../message.ts";
import { tenantIdForm } from "../tenant-id.ts";

/** What emergency access is for. */
export const emergencyPurposes = ["patient-safety", "security-incident", "legal-duty", "service-failure"] as const;

/** `reason` is not kept: the ledger gets a keyed digest of it. `minutes`: how long the grant is good, at most an hour. */
export const emergencyBody = z.strictObject({
  tenantId: z.string().check(z.regex(tenantIdForm)),
  conversationId: z.string().check(z.regex(conversationIdForm)),
  purpose: z.enum(emergencyPurposes),
  reason: text({ min: 10, max: 1000 }),
  minutes: z._default(z.int().check(z.gte(1), z.lte(60)), 15),
});

export type EmergencyBody = z.infer<typeof emergencyBody>;

/** A grant: good for its maker alone, for this conversation, to read. */
export const emergencyAnswer = z.object({
  grantId: z.string(),
  tenantId: z.string(),
  conversationId: z.string(),
  purpose: z.enum(emergencyPurposes),
  expiresAt: z.iso.datetime(),
});

export const emergencyPath = z.object({ grantId: z.string().check(z.regex(/^eg_\d{1,7}_\d_[A-Za-z0-9_-]{12}$/)) });

export const emergencyQuery = z.object({ before: z.optional(wholeNumberText({ min: 1, max: 1_000_000_000 })) });

/** Newest turns first, page by page, each page oldest turn first. */
export const emergencyReadAnswer = z.object({
  conversationId: z.string(),
  turns: z.array(turn),
  nextBefore: z.nullable(z.int()),
});
