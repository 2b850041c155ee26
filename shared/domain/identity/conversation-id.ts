import type { KeyObject } from "node:crypto";
import { macOfParts } from "../../parts.ts";
import { Problem } from "../../problem.ts";

export type ConversationStart = {
  readonly tenantId: string;
  /** The subject's pseudonym, as `subjectPseudonym` gives it. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly clientNonce: string;
};

/**
 * The id of the conversation that began with this start: `cv_` and 43 base64url characters.
 * The same start gives the same id on every path (ADR-002); the MAC key keeps ids unguessable.
 */
export const conversationIdOf = (key: KeyObject, start: ConversationStart): string =>
  `cv_${macOfParts(key, start.tenantId, start.subject, start.startedAtMs, start.clientNonce).toString("base64url")}`;

/** The pseudonym under which a tenant's subject is known here; the tenant's own name for the subject is never stored. */
export const subjectPseudonym = (key: KeyObject, tenantId: string, subject: string): string =>
  `sb_${macOfParts(key, tenantId, "named", subject).subarray(0, 18).toString("base64url")}`;

/** The pseudonym of an anonymous visitor, who is known by the nonce of one conversation only. */
export const anonymousPseudonym = (key: KeyObject, tenantId: string, clientNonce: string): string =>
  `sb_${macOfParts(key, tenantId, "anonymous", clientNonce).subarray(0, 18).toString("base64url")}`;

/** The pseudonym of a subject that a tenant's server names: by the tenant's own name for it, or by the pseudonym itself. */
export const subjectOf = (key: KeyObject, tenantId: string, named: string): string => {
  if (/^sb_[A-Za-z0-9_-]{24}$/.test(named)) return named;
  if (named.length === 0 || named.length > longestName) throw new Problem("invalid-request", { field: "path.subject" });
  return subjectPseudonym(key, tenantId, named);
};

const longestName = 256;
