import * as z from "zod/mini";
import { examples } from "../examples.ts";
import { bodyProblems, chainProblems, conversationProblems, countedHeaders, type Operation } from "../operation.ts";
import { contextAnswer, contextQuery, rollbackBody, summaryAnswer } from "./summary.ts";

const problems = [...chainProblems, ...conversationProblems, "ledger-unavailable"] as const;
const path = z.object({ conversationId: z.string().check(z.regex(/^cv_[A-Za-z0-9_-]{43}$/)) });
const summary = "/v1/conversations/{conversationId}/summary";
const callers = ["accessToken", "boundAccessToken", "secretKey"] as const;

const answer = (description: string) => ({
  200: { description, schema: summaryAnswer, headers: countedHeaders, example: examples.summaryAnswer },
});

/** Calls about what a conversation remembers. */
export const summaryOperations = [
  {
    id: "summary-create",
    methods: ["POST"],
    paths: [summary],
    summary:
      "Covers every turn up to now and answers summary and profile. It is done anyway some time after a save; a call when there is " +
      "nothing new changes nothing.",
    callers,
    path,
    answers: answer("Summary and profile as they are now; null while there is no turn."),
    problems: [...problems, "conversation-busy"],
  },
  {
    id: "summary-rollback",
    methods: ["POST"],
    paths: [`${summary}/rollback`],
    summary:
      "Removes all that was derived from a turn, from the summary, the profile and every earlier version of them; the turn is not " +
      "learned from again and not recalled. What other turns say as well stays, on their word.",
    callers: ["secretKey"],
    path,
    body: { schema: rollbackBody, isRequired: true, example: examples.rollbackBody },
    answers: answer("Summary and profile without it."),
    problems: [...problems, ...bodyProblems, "conversation-busy"],
  },
  {
    id: "context-get",
    methods: ["GET"],
    paths: ["/v1/conversations/{conversationId}/context"],
    summary:
      "A prompt of profile, summary, recalled and newest turns within a budget, as members of a model's request (`format`) or as " +
      "text. What users said is data in it, marked as such. Safety facts are never left out.",
    callers,
    path,
    query: contextQuery,
    answers: {
      200: { description: "The prompt.", schema: contextAnswer, headers: countedHeaders, example: examples.contextAnswer },
    },
    problems: [...problems, "invalid-request", "message-blocked", "scrub-unavailable"],
  },
] as const satisfies readonly Operation[];
