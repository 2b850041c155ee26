import { bodyProblems, chainProblems, conversationProblems, countedHeaders, type Operation } from "../operation.ts";
import { sessionPath } from "../session.ts";
import { emergencyAnswer, emergencyBody, emergencyPath, emergencyQuery, emergencyReadAnswer } from "./emergency.ts";
import { exportAnswer, exportQuery, subjectEraseAnswer, subjectPath } from "./forgetting.ts";
import { forgettingExamples as examples } from "./forgetting-examples.ts";
import { holdAnswer, holdBody, holdPath, holdQuery } from "./hold.ts";

const exportAnswers = {
  200: { description: "A signed page.", schema: exportAnswer, headers: countedHeaders, example: examples.exportAnswer },
};
const hold = "/v1/holds/{scope}/{id}";
const holdAnswers = {
  200: { description: "The hold as it is now.", schema: holdAnswer, headers: countedHeaders, example: examples.holdAnswer },
};
const holdProblems = [
  ...chainProblems,
  ...bodyProblems,
  "not-allowed",
  "conversation-not-found",
  "conversation-cleared",
  "conversation-busy",
  "tenant-not-found",
  "integrity-violation",
  "ledger-unavailable",
  "unfinished",
] as const;
const holdCall = {
  callers: ["secretKey", "operatorKey"],
  path: holdPath,
  query: holdQuery,
  body: { schema: holdBody, isRequired: true, example: examples.holdBody },
  answers: holdAnswers,
  problems: holdProblems,
} as const;

/** Calls about forgetting, keeping and handing over. */
export const forgettingOperations = [
  {
    id: "conversation-export",
    methods: ["GET"],
    paths: ["/v1/conversations/{conversationId}/export"],
    summary:
      "All that is held of a conversation, signed, a page at a time, oldest turn first; as JSON or, with `format=jsonl` or " +
      "`Accept: application/jsonl`, as JSON Lines. The ledger records the disclosure before anything leaves.",
    callers: ["accessToken", "boundAccessToken", "secretKey"],
    path: sessionPath,
    query: exportQuery,
    answers: exportAnswers,
    problems: [...chainProblems, ...conversationProblems, "invalid-request", "ledger-unavailable"],
  },
  {
    id: "subject-export",
    methods: ["GET"],
    paths: ["/v1/subjects/{subject}/export"],
    summary: "The same for all conversations of a subject, from the index that erasure works by.",
    callers: ["secretKey"],
    path: subjectPath,
    query: exportQuery,
    answers: exportAnswers,
    problems: [...chainProblems, "not-allowed", "invalid-request", "integrity-violation", "ledger-unavailable"],
  },
  {
    id: "subject-erase",
    methods: ["DELETE"],
    paths: ["/v1/subjects/{subject}"],
    summary:
      "Forgets every conversation of a subject: each as a clear would, then one signed receipt for all. With `unfinished` the same call " +
      "goes on; the receipt counts what all of them did.",
    callers: ["secretKey"],
    path: subjectPath,
    answers: {
      200: {
        description: "A signed receipt, the same at every repeat.",
        schema: subjectEraseAnswer,
        headers: countedHeaders,
        example: examples.subjectEraseAnswer,
      },
    },
    problems: [
      ...chainProblems,
      "not-allowed",
      "invalid-request",
      "legal-hold",
      "conversation-busy",
      "integrity-violation",
      "ledger-unavailable",
      "unfinished",
    ],
  },
  {
    id: "hold-set",
    methods: ["PUT"],
    paths: [hold],
    summary:
      "Lays a legal hold on a conversation, a subject or a tenant: nothing of it expires, and to clear or erase it is `legal-hold`. " +
      "Laying it again is the same success, and finishes what was cut off. Tenants hold what is theirs, operators a tenant as a whole.",
    ...holdCall,
  },
  {
    id: "hold-lift",
    methods: ["DELETE"],
    paths: [hold],
    summary:
      "Lifts a hold, with a reason. What has no other hold on it expires from then on as if there had been none. Lifting it again is the " +
      "same success.",
    ...holdCall,
  },
  {
    id: "emergency-open",
    methods: ["POST"],
    paths: ["/v1/emergency-access"],
    summary:
      "Lets an operator read one conversation for at most an hour, for a purpose and with a reason. It is on record in the operators' ledger " +
      "and in the conversation's, counted for an alarm, and possible five times an hour.",
    callers: ["operatorKey"],
    body: { schema: emergencyBody, isRequired: true, example: examples.emergencyBody },
    answers: {
      201: { description: "The grant.", schema: emergencyAnswer, headers: countedHeaders, example: examples.emergencyAnswer },
    },
    problems: [...chainProblems, ...bodyProblems, "not-allowed", "tenant-not-found", "ledger-unavailable"],
  },
  {
    id: "emergency-read",
    methods: ["GET"],
    paths: ["/v1/emergency-access/{grantId}"],
    summary:
      "A page of the conversation that a grant is for, to the operator who holds it; `nextBefore` as `before` gets the next older one.",
    callers: ["operatorKey"],
    path: emergencyPath,
    query: emergencyQuery,
    answers: {
      200: {
        description: "One page.",
        schema: emergencyReadAnswer,
        headers: countedHeaders,
        example: examples.emergencyReadAnswer,
      },
    },
    problems: [...chainProblems, ...conversationProblems, "tenant-not-found", "invalid-request", "ledger-unavailable"],
  },
] as const satisfies readonly Operation[];
