import type { Actor } from "../ledger/record.ts";

/** Under which the operators' keys are stored and what operators do is recorded. No tenant id has this form. */
export const operatorsId = "@operators";

/** Who makes a call, as far as it was proven. The tenant of everything that follows is this one. */
export type Caller =
  | {
      readonly kind: "access-token";
      readonly tenantId: string;
      readonly subject: string;
      readonly conversationId: string;
      readonly family: string;
      readonly generation: number;
      readonly issuedAtMs: number;
      readonly expiresAtMs: number;
    }
  | {
      readonly kind: "refresh-token";
      readonly tenantId: string;
      readonly conversationId: string;
      readonly family: string;
      readonly generation: number;
    }
  | { readonly kind: "secret-key" | "publishable-key" | "operator-key"; readonly tenantId: string; readonly keyId: string };

export type CallerKind = Caller["kind"];

/** The pseudonym of whom a token belongs to; a key stands for nobody in particular. */
export const subjectOf = (caller: Caller | undefined): { readonly subject?: string } =>
  caller?.kind === "access-token" ? { subject: caller.subject } : {};

/** The caller as the ledger names it: kind and non-secret id. */
export const actorOf = (caller: Caller | undefined): Actor => {
  if (caller === undefined) return { kind: "unproven", id: "" };
  return { kind: caller.kind, id: "family" in caller ? caller.family : caller.keyId };
};
