import { Problem, unproven } from "../../problem.ts";
import { retentionOf } from "../conversation-forgetting/hold.ts";
import type { CallContext } from "../identity/call-context.ts";
import type { Caller } from "../identity/caller.ts";
import { bindingFault, type Family, isAlive, type SignInMoment, signInRulesOf } from "../identity/family.ts";
import type { Tenant } from "../identity/tenant.ts";
import type { Head } from "./head.ts";
import { isOver, underRetention } from "./head-life.ts";

/** Who asks, and under which rules. */
type Asking = Pick<CallContext, "caller" | "tenant" | "proof">;

/** The head unless it is gone or closed to this caller; throws the problem that says so. Every call passes here, so ended sign-ins stop at once. */
export const admit = (head: Head | undefined, call: Asking, nowMs: number): Head => {
  const living = admitToRemains(head, call, nowMs);
  if (living.status === "cleared") throw new Problem("conversation-cleared");
  return living;
};

/** The head of a conversation that lives, for the service itself, which nobody called. */
export const admitService = (head: Head | undefined, tenant: Tenant, nowMs: number): Head => {
  const living = head === undefined ? undefined : livingHead(head, tenant, nowMs);
  if (living === undefined) throw new Problem("conversation-not-found");
  if (living.status === "cleared") throw new Problem("conversation-cleared");
  return living;
};

/** As `admit`, but also to what is left of a cleared conversation: for those who may clear it, to finish or repeat that. */
export const admitToRemains = (head: Head | undefined, call: Asking, nowMs: number): Head => {
  const found = findFor(head, call, nowMs);
  const { caller, tenant, proof } = call;
  if ("family" in caller) {
    checkSignIn(found.families.get(caller.family), { nowMs, rules: signInRulesOf(tenant), provenKey: proof?.thumbprint });
  }
  return found;
};

/** A bound sign-in is of no use without its key: not even a refresh token that came twice tells a thief more than that. */
const checkSignIn = (family: Family | undefined, at: SignInMoment & { readonly provenKey: string | undefined }): void => {
  const reason = isAlive(family, at) ? bindingFault(family, at.provenKey) : "sign-in-ended";
  if (reason !== undefined) throw unproven(reason);
};

/** The head if it is there and the caller's own, whatever became of the caller's sign-in. Enough to end a sign-in, for nothing else. */
export const findFor = (head: Head | undefined, { caller, tenant }: Asking, nowMs: number): Head => {
  const isTheirs = head !== undefined && head.tenantId === caller.tenantId && isOf(head, caller);
  if (!isTheirs) throw new Problem("conversation-not-found");
  const living = livingHead(head, tenant, nowMs);
  if (living === undefined) throw new Problem("conversation-not-found");
  return living;
};

/** The head as the tenant's retention has it today; undefined when its time is over. */
const livingHead = (head: Head, tenant: Tenant, nowMs: number): Head | undefined => {
  const retention = retentionOf(tenant);
  const ruled = underRetention(head, retention);
  return isOver(ruled, retention, nowMs) ? undefined : ruled;
};

const isOf = (head: Head, caller: Caller): boolean =>
  !("conversationId" in caller) ||
  (caller.conversationId === head.conversationId && (caller.kind !== "access-token" || caller.subject === head.subject));
