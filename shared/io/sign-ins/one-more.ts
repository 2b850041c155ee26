import type { Head } from "../../domain/conversation/head.ts";
import { withSignIn } from "../../domain/conversation/transitions.ts";
import { retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { signInRulesOf } from "../../domain/identity/family.ts";
import type { Decision } from "../head-store.ts";

type Clock = { readonly now: () => number };

/** The change that signs in once more. */
export const withOneMore = (
  needs: Clock,
  head: Head,
  { call, familyId }: { readonly call: CallContext; readonly familyId: string },
): Decision => ({
  head: withSignIn(head, familyId, { ...signInAt(call, needs), boundTo: call.proof?.thumbprint }),
  event: done(call),
});

export const done = (call: CallContext) => ledgerEventOf(call, { outcome: "done" });

/** Time and rules of a call's sign-ins. */
export const signInAt = ({ tenant }: CallContext, needs: Clock) => ({
  nowMs: needs.now(),
  rules: signInRulesOf(tenant),
  retention: retentionOf(tenant),
});
