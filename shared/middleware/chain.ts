import type middy from "@middy/core";
import httpErrorHandler from "@middy/http-error-handler";
import type * as z from "zod/mini";
import type { Log } from "../log.ts";
import { type AuditPorts, type AuditRules, audit } from "./audit.ts";
import { type AuthenticationPorts, type AuthenticationRules, authenticate } from "./authenticate.ts";
import type { Middleware } from "./chain-state.ts";
import { type BodyRules, jsonBody } from "./json-body.ts";
import { type ArrivalPorts, problemRenderer } from "./problem-renderer.ts";
import { type KeyUsePorts, type Prepare, type ProofUsePorts, rateLimit } from "./rate-limit.ts";
import { requestLog } from "./request-log.ts";
import { type Deidentify, type ScrubRules, scrubBody } from "./scrub-body.ts";
import { securityHeaders } from "./security-headers.ts";
import { validate } from "./validate.ts";

/** What the chain of one endpoint goes by. */
export type ChainRules = AuditRules &
  AuthenticationRules &
  ScrubRules &
  Omit<BodyRules, "hasBody"> & { readonly body?: z.ZodMiniType };

/** The outside world as the chain sees it. */
export type ChainPorts = ArrivalPorts & AuthenticationPorts & AuditPorts & KeyUsePorts & ProofUsePorts & { readonly log: Log };

/** What an endpoint of one conversation has the chain do for it: reads begin beside the limiter; text is de-identified. */
export type Beside = { readonly prepare?: Prepare; readonly deidentify?: Deidentify };

/** One place of the chain. */
export type Place = { readonly name: string; readonly middleware: middy.MiddlewareObj | Middleware };

/** THE ORDER: what runs around every endpoint. `before` runs downwards, `after` and `onError` upwards. */
export const chainOf = (rules: ChainRules, ports: ChainPorts, beside?: Beside): readonly Place[] => [
  // sends the answer that the next one made of a failure
  { name: "errorHandler", middleware: httpErrorHandler({ logger: false }) },
  // begins the call's state; failure -> RFC 9457 problem
  { name: "problemRenderer", middleware: problemRenderer(ports) },
  // on every answer, also on refusals
  { name: "securityHeaders", middleware: securityHeaders() },
  // one line per call, no bodies
  { name: "requestLog", middleware: requestLog(rules.action, ports) },
  // outside of authentication: refusals are recorded too
  { name: "audit", middleware: audit(rules, ports) },
  // size first, then form: strangers cost little
  { name: "jsonBody", middleware: jsonBody({ ...rules, hasBody: rules.body !== undefined }) },
  // who calls; from here on the tenant is proven
  { name: "authenticate", middleware: authenticate(rules, ports) },
  // counted for the proven identity, while the handler's reads begin
  { name: "rateLimit", middleware: rateLimit(ports, beside?.prepare) },
  // shape by the contract
  { name: "validate", middleware: validate(rules.body) },
  // last: a handler can only ever see scrubbed text
  { name: "scrub", middleware: scrubBody(rules, ports, beside?.deidentify) },
];
