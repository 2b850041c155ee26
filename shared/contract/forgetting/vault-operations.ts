import * as z from "zod/mini";
import { conversationIdForm } from "../conversation-id.ts";
import { examples } from "../examples.ts";
import { bodyProblems, chainProblems, conversationProblems, countedHeaders, type Operation } from "../operation.ts";
import { vaultRevealAnswer, vaultRevealBody } from "./vault.ts";

/** Calls about values that a tenant's policy keeps sealed. */
export const vaultOperations = [
  {
    id: "vault-reveal",
    methods: ["POST"],
    paths: ["/v1/conversations/{conversationId}/vault/reveal"],
    summary:
      "The value behind a placeholder, where the tenant's policy vaults such values. Only for the secret keys that an operator names in " +
      "`dlp.revealKeys`, at most ten times a minute each. Purpose and reason are on record in the ledger before the value leaves.",
    callers: ["secretKey"],
    path: z.object({ conversationId: z.string().check(z.regex(conversationIdForm)) }),
    body: { schema: vaultRevealBody, isRequired: true, example: examples.vaultRevealBody },
    answers: {
      200: {
        description: "The value, as often as it was written differently.",
        schema: vaultRevealAnswer,
        headers: countedHeaders,
        example: examples.vaultRevealAnswer,
      },
    },
    problems: [...chainProblems, ...conversationProblems, ...bodyProblems, "vault-value-not-found", "ledger-unavailable"],
  },
] as const satisfies readonly Operation[];
