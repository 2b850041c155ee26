import * as z from "zod/mini";
import { saveAnswer, saveTurnBody, stateAnswer, stateQuery, turnPageAnswer, turnPageQuery, turnPath } from "./conversation.ts";
import { examples } from "./examples.ts";
import { clearAnswer } from "./forgetting/forgetting.ts";
import { forgettingExamples } from "./forgetting/forgetting-examples.ts";
import { bodyProblems, chainProblems, conversationProblems, countedHeaders, type Operation } from "./operation.ts";

const callers = ["accessToken", "boundAccessToken", "secretKey"] as const;
const problems = [...chainProblems, ...conversationProblems] as const;
const writeProblems = [...problems, ...bodyProblems, "message-blocked", "scrub-unavailable", "conversation-busy"] as const;

const conversationPath = z.object({ conversationId: z.string().check(z.regex(/^cv_[A-Za-z0-9_-]{43}$/)) });
const body = { schema: saveTurnBody, isRequired: true, example: examples.saveTurnBody };
const conversation = "/v1/conversations/{conversationId}";

const saved = (first: string) => ({
  200: { description: "A repeat: the answer the first one got.", schema: saveAnswer, headers: countedHeaders },
  201: { description: first, schema: saveAnswer, headers: countedHeaders, example: examples.saveAnswer },
});

/** Calls about one conversation. */
export const conversationOperations = [
  {
    id: "conversation-get",
    methods: ["GET"],
    paths: [conversation],
    summary:
      "The state: turn counter, summary, profile and the newest turns, oldest first. `fields` picks members by name, separated by " +
      "commas. In the last five minutes of an access token a new one comes along as `token`.",
    callers,
    path: conversationPath,
    query: stateQuery,
    headers: [{ name: "If-None-Match", description: "Entity tags the caller has; 304 when one is current.", isRequired: false }],
    answers: {
      200: {
        description: "The state.",
        schema: stateAnswer,
        headers: ["ETag", ...countedHeaders],
        example: examples.stateAnswer,
      },
      304: { description: "Nothing has changed since the answer with this tag.", headers: ["ETag", ...countedHeaders] },
    },
    problems: [...problems, "invalid-request", "ledger-unavailable"],
  },
  {
    id: "turn-list",
    methods: ["GET"],
    paths: [`${conversation}/turns`],
    summary:
      "Older turns, newest page first, each page oldest turn first. Give `nextBefore` as `before` to get the next older page.",
    callers,
    path: conversationPath,
    query: turnPageQuery,
    answers: {
      200: { description: "One page.", schema: turnPageAnswer, headers: countedHeaders, example: examples.turnPageAnswer },
    },
    problems: [...problems, "invalid-request", "ledger-unavailable"],
  },
  {
    id: "conversation-append",
    methods: ["POST"],
    paths: [`${conversation}/turns`],
    summary:
      "Saves the next turn and says which number it got; writers that race are put in order. A repeat with the same Idempotency-Key " +
      "within 24 hours is the same success.",
    callers,
    path: conversationPath,
    headers: [
      { name: "Idempotency-Key", description: "1 to 255 visible ASCII characters, new for each turn.", isRequired: true },
    ],
    body,
    answers: saved("The turn is saved under this number."),
    problems: [...writeProblems, "idempotency-key-missing", "idempotency-key-reused"],
  },
  {
    id: "conversation-save",
    methods: ["PUT"],
    paths: [`${conversation}/turns/{turn}`],
    summary:
      "Saves turn n if turn n - 1 is the newest. The loser of a race gets `turn-conflict` with the turns it missed. The same body " +
      "again is the same success.",
    callers,
    path: z.extend(conversationPath, turnPath.shape),
    body,
    answers: saved("The turn is saved."),
    problems: [...writeProblems, "turn-conflict"],
  },
  {
    id: "conversation-clear",
    methods: ["DELETE"],
    paths: [conversation],
    summary:
      "Forgets a conversation: invisible at once, key and content deleted, looked for again, and a signed statement of it all. " +
      "Running it again resumes or repeats it.",
    callers,
    path: conversationPath,
    answers: {
      200: {
        description:
          "A signed receipt, the same at every repeat; the signature (Ed25519) covers the statement's canonical JSON text (RFC 8785).",
        schema: clearAnswer,
        headers: countedHeaders,
        example: forgettingExamples.clearAnswer,
      },
    },
    problems: [
      ...chainProblems,
      "not-allowed",
      "conversation-not-found",
      "conversation-busy",
      "integrity-violation",
      "ledger-unavailable",
      "legal-hold",
      "unfinished",
    ],
  },
] as const satisfies readonly Operation[];
