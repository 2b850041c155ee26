import { unproven } from "../../problem.ts";
import type { CallContext } from "../identity/call-context.ts";
import type { Families } from "../identity/family.ts";

type Asking = Pick<CallContext, "caller" | "tenant" | "proof">;

/** Refuses a start that the tenant's settings want bound to a key of the browser when it brings no proof of one. */
export const checkStart = ({ caller, tenant, proof }: Asking): void => {
  const mustBeBound = caller.kind === "publishable-key" && tenant.tokens.requiresDpop;
  if (mustBeBound && proof === undefined) throw unproven("dpop-missing");
};

/**
 * Refuses to repeat a browser's start under another key, or none, once it was made under one: whoever saw the start's nonce would
 * otherwise sign in without the key.
 */
export const checkRepeat = (families: Families, { caller, proof }: Asking): void => {
  const keys = [...families.values()].flatMap(({ boundTo }) => boundTo ?? []);
  if (caller.kind !== "publishable-key" || keys.length === 0) return;
  if (proof === undefined) throw unproven("dpop-missing");
  if (!keys.includes(proof.thumbprint)) throw unproven("dpop-invalid", "jwk");
};
