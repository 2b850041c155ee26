import type { TokenRevokeBody } from "../../contract/token.ts";
import { Problem } from "../../problem.ts";
import type { ConversationRef } from "../conversation/head.ts";
import type { Caller } from "./caller.ts";

/** Whose sign-ins end. `subject` is the tenant's own name for a person. */
export type Revocation =
  | { readonly of: "conversation"; readonly ref: ConversationRef; readonly which: "all" | { readonly familyId: string } }
  | { readonly of: "subject"; readonly subject: string }
  | { readonly of: "tenant" };

/** What a caller asks to end: a token its own conversation's sign-ins, a secret key exactly one thing that it names; 422 otherwise. */
export const revocationOf = (caller: Caller, body: TokenRevokeBody): Revocation => {
  const { tenantId } = caller;
  const { conversationId, subject, everything } = body;
  const named = [conversationId, subject, everything].filter((each) => each !== undefined).length;
  if (named !== ("family" in caller ? 0 : 1)) throw new Problem("invalid-request", { field: "body.conversationId" });
  if ("family" in caller) {
    return { of: "conversation", ref: caller, which: body.all === true ? "all" : { familyId: caller.family } };
  }
  if (conversationId !== undefined) return { of: "conversation", ref: { tenantId, conversationId }, which: "all" };
  return subject === undefined ? { of: "tenant" } : { of: "subject", subject };
};
