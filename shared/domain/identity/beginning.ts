import type { KeyObject } from "node:crypto";
import type { TokenIssueBody } from "../../contract/token.ts";
import { Problem } from "../../problem.ts";
import type { Beginning } from "../conversation/head.ts";
import type { Caller } from "./caller.ts";
import { anonymousPseudonym, conversationIdOf, subjectPseudonym } from "./conversation-id.ts";
import { tokenPolicy } from "./token-policy.ts";

/** What a request for tokens asks for. */
export type TokenRequest =
  | ({ readonly kind: "start" } & Beginning)
  | { readonly kind: "reopen"; readonly conversationId: string; readonly subject: string; readonly family: string };

export type BeginningPorts = {
  readonly conversationKey: KeyObject;
  readonly subjectKey: KeyObject;
  readonly nowMs: number;
  /** Id of the new sign-in: 16 base64url characters. */
  readonly family: string;
};

/** 128 bits in base64url. */
const visitorNonceChars = 22;

/** The request in a body, by what the caller's key may ask for; 422 or 403 otherwise. */
export const tokenRequestOf = (body: TokenIssueBody, caller: Caller, ports: BeginningPorts): TokenRequest => {
  const isVisitor = caller.kind === "publishable-key";
  if (body.conversationId !== undefined) return reopening(body, caller, ports);
  const subject = isVisitor ? visitorOf(body, caller.tenantId, ports) : namedSubjectOf(body, caller.tenantId, ports);
  const startedAtMs = startOf(body, ports.nowMs);
  const start = { tenantId: caller.tenantId, subject, startedAtMs, clientNonce: body.clientNonce ?? "" };
  const { tenantId } = caller;
  return {
    kind: "start",
    tenantId,
    conversationId: conversationIdOf(ports.conversationKey, start),
    subject,
    startedAtMs,
    family: ports.family,
  };
};

const reopening = (body: TokenIssueBody, caller: Caller, ports: BeginningPorts): TokenRequest => {
  if (caller.kind !== "secret-key") throw new Problem("not-allowed");
  if (body.startedAt !== undefined || body.clientNonce !== undefined)
    throw new Problem("invalid-request", { field: "body.conversationId" });
  const subject = namedSubjectOf(body, caller.tenantId, ports);
  return { kind: "reopen", conversationId: body.conversationId ?? "", subject, family: ports.family };
};

const namedSubjectOf = (body: TokenIssueBody, tenantId: string, ports: BeginningPorts): string => {
  if (body.subject === undefined) throw new Problem("invalid-request", { field: "body.subject" });
  return subjectPseudonym(ports.subjectKey, tenantId, body.subject);
};

const visitorOf = (body: TokenIssueBody, tenantId: string, ports: BeginningPorts): string => {
  if (body.subject !== undefined) throw new Problem("invalid-request", { field: "body.subject" });
  if ((body.clientNonce ?? "").length < visitorNonceChars) throw new Problem("invalid-request", { field: "body.clientNonce" });
  return anonymousPseudonym(ports.subjectKey, tenantId, body.clientNonce ?? "");
};

const startOf = (body: TokenIssueBody, nowMs: number): number => {
  const startedAtMs = body.startedAt === undefined ? nowMs : Date.parse(body.startedAt);
  const isInFuture = startedAtMs > nowMs + tokenPolicy.leewaySeconds * 1000;
  if (Number.isNaN(startedAtMs) || isInFuture) throw new Problem("invalid-request", { field: "body.startedAt" });
  return startedAtMs;
};
