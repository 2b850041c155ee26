import * as z from "zod/mini";
import { examples } from "./examples.ts";
import { livenessAnswer, readinessAnswer } from "./health.ts";
import { oldClearAnswer, oldHealthAnswer, oldSaveAnswer, oldStateAnswer } from "./old-front-end/old-answers.ts";
import { oldOperations, oldSaveBody } from "./old-front-end/old-calls.ts";
import { bodyProblems, chainProblems, conversationProblems, countedHeaders, type Operation } from "./operation.ts";

const oldQuery = z.object({
  action: z.enum(["conversation", "health_check"]),
  operation: z.optional(z.enum(oldOperations)),
});

/** Calls about the service itself, and the calls of the old front end. */
export const serviceOperations = [
  {
    id: "health-check",
    methods: ["GET"],
    paths: ["/v1/health"],
    summary: "Says that a Lambda runs, and nothing else.",
    callers: [],
    answers: { 200: { description: "Alive.", schema: livenessAnswer, example: { status: "pass" } } },
    problems: ["internal-error"],
  },
  {
    id: "health-ready",
    methods: ["GET"],
    paths: ["/v1/health/ready"],
    summary: "What each named check found by doing the thing.",
    callers: ["secretKey"],
    answers: {
      200: {
        description: "Everything works.",
        schema: readinessAnswer,
        headers: countedHeaders,
        example: examples.readinessAnswer,
      },
      503: { description: "At least one check failed.", schema: readinessAnswer, headers: countedHeaders },
    },
    problems: [...chainProblems, "not-allowed", "ledger-unavailable"],
  },
  {
    id: "openapi-get",
    methods: ["GET"],
    paths: ["/v1/openapi.json"],
    summary: "This document.",
    callers: [],
    answers: { 200: { description: "OpenAPI 3.1.", schema: z.record(z.string(), z.unknown()) } },
    problems: ["internal-error"],
  },
  {
    id: "action-dispatch",
    methods: ["GET", "POST", "DELETE"],
    paths: ["/"],
    summary:
      "The old front end's calls: `?action=conversation` with `operation` get, save or clear, and `?action=health_check`, which needs no " +
      "credential. The query alone decides; the methods are alike. The conversation is the token's.",
    callers: ["accessToken"],
    query: oldQuery,
    body: { schema: oldSaveBody, isRequired: false, example: examples.oldSaveBody },
    answers: {
      200: {
        description: "State, save, clear report or health, by the query.",
        schema: z.union([oldStateAnswer, oldSaveAnswer, oldClearAnswer, oldHealthAnswer]),
        example: examples.oldStateAnswer,
      },
      503: { description: "`health_check`: a check failed.", schema: oldHealthAnswer },
    },
    problems: [
      ...chainProblems,
      ...conversationProblems,
      ...bodyProblems,
      "not-found",
      "turn-conflict",
      "conversation-busy",
      "message-blocked",
      "scrub-unavailable",
      "ledger-unavailable",
    ],
    isOld: true,
  },
  {
    id: "cors-preflight",
    methods: ["OPTIONS"],
    paths: ["/", "/{path+}"],
    summary: "The answer to a browser's preflight, on every path. It permits the question; the call itself is judged on its own.",
    callers: [],
    answers: { 204: { description: "The call may be made." } },
    problems: ["origin-not-allowed", "internal-error"],
  },
  {
    id: "route-fallback",
    methods: ["*"],
    paths: ["*"],
    summary: "Every address that is no route.",
    callers: [],
    answers: {},
    problems: ["not-found"],
  },
] as const satisfies readonly Operation[];
