import * as z from "zod/mini";

/** Why a vaulted value may be needed (45 CFR 164.506, 164.510, 164.512). */
const purposes = ["treatment", "payment", "operations", "patient-request", "public-health", "safety", "legal"] as const;

/** What it is needed for. Codes and no text: what somebody writes about a patient would stand in the ledger. */
const reasons = [
  "identity-check",
  "call-back",
  "appointment",
  "referral",
  "prescription",
  "record-correction",
  "billing-question",
  "complaint",
  "incident",
  "court-order",
] as const;

/** `placeholder` as it stands in the text, e.g. `[NAME_2]`. */
export const vaultRevealBody = z.strictObject({
  placeholder: z.string().check(z.regex(/^\[[A-Z_]{2,16}_\d{1,4}\]$/)),
  purpose: z.enum(purposes),
  reason: z.enum(reasons),
});

export type VaultRevealBody = z.infer<typeof vaultRevealBody>;

/** The ways the value was written, each once. */
export const vaultRevealAnswer = z.object({ placeholder: z.string(), values: z.array(z.string()) });
