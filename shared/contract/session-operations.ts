import { examples } from "./examples.ts";
import { chainProblems, countedHeaders, type Operation } from "./operation.ts";
import { sessionPageAnswer, sessionPageQuery, sessionPath } from "./session.ts";

/** Calls by which a tenant's server sees and ends sessions. */
export const sessionOperations = [
  {
    id: "session-list",
    methods: ["GET"],
    paths: ["/v1/sessions"],
    summary:
      "The tenant's conversations in use, a page at a time; how many there may be, and on the first page how many there are. " +
      "One that starts or ends while pages are read may be missing or still there.",
    callers: ["secretKey"],
    query: sessionPageQuery,
    answers: {
      200: {
        description: "A page of sessions.",
        schema: sessionPageAnswer,
        headers: countedHeaders,
        example: examples.sessionPageAnswer,
      },
    },
    problems: [...chainProblems, "not-allowed", "invalid-request", "ledger-unavailable"],
  },
  {
    id: "session-end",
    methods: ["DELETE"],
    paths: ["/v1/sessions/{conversationId}"],
    summary:
      "Ends a session: every sign-in of the conversation and its place in the pool. The content stays, and the tenant's server may " +
      "reopen the conversation. Ending it again is the same success.",
    callers: ["secretKey"],
    path: sessionPath,
    answers: { 204: { description: "The session has ended.", headers: countedHeaders } },
    problems: [...chainProblems, "not-allowed", "conversation-not-found", "conversation-busy", "ledger-unavailable"],
  },
] as const satisfies readonly Operation[];
