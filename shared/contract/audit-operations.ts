import {
  checkpointAnswer,
  checkpointQuery,
  consistencyAnswer,
  consistencyQuery,
  eventPageAnswer,
  eventPageQuery,
  inclusionAnswer,
  inclusionQuery,
  statementKeysAnswer,
} from "./audit.ts";
import { auditExamples } from "./audit-examples.ts";
import { chainProblems, countedHeaders, type Operation } from "./operation.ts";

const callers = ["secretKey", "operatorKey"] as const;
const problems = [...chainProblems, "not-allowed", "tenant-not-found", "invalid-request", "ledger-unavailable"] as const;

/** The audit ledger: what is in it, and the proofs that it is whole. */
export const auditOperations = [
  {
    id: "audit-event-list",
    methods: ["GET"],
    paths: ["/v1/audit/events"],
    summary:
      "The records of the tenant's ledger by time, filtered, a page at a time. Records of the last minute may still be missing. An " +
      "operator names the tenant, or one of the service's own ledgers.",
    callers,
    query: eventPageQuery,
    answers: {
      200: { description: "One page.", schema: eventPageAnswer, headers: countedHeaders, example: auditExamples.eventPageAnswer },
    },
    problems: [...problems, "integrity-violation"],
  },
  {
    id: "audit-checkpoint-get",
    methods: ["GET"],
    paths: ["/v1/audit/checkpoints"],
    summary: "A signed checkpoint of the ledger: the newest, the one of a number, or the first of a tree of at least a size.",
    callers,
    query: checkpointQuery,
    answers: {
      200: {
        description: "The checkpoint.",
        schema: checkpointAnswer,
        headers: countedHeaders,
        example: auditExamples.checkpointAnswer,
      },
    },
    problems: [...problems, "checkpoint-not-found"],
  },
  {
    id: "audit-inclusion-prove",
    methods: ["GET"],
    paths: ["/v1/audit/proofs/inclusion"],
    summary: "A proof that a record is a leaf of the tree that a checkpoint signs (RFC 9162).",
    callers,
    query: inclusionQuery,
    answers: {
      200: {
        description: "Record, proof and checkpoint.",
        schema: inclusionAnswer,
        headers: countedHeaders,
        example: auditExamples.inclusionAnswer,
      },
    },
    problems: [...problems, "checkpoint-not-found", "record-not-found", "record-not-sealed"],
  },
  {
    id: "audit-consistency-prove",
    methods: ["GET"],
    paths: ["/v1/audit/proofs/consistency"],
    summary:
      "A proof that the tree of one checkpoint begins with the tree of an earlier one (RFC 9162): nothing was changed in between.",
    callers,
    query: consistencyQuery,
    answers: {
      200: {
        description: "Both checkpoints and the proof.",
        schema: consistencyAnswer,
        headers: countedHeaders,
        example: auditExamples.consistencyAnswer,
      },
    },
    problems: [...problems, "checkpoint-not-found"],
  },
  {
    id: "audit-key-list",
    methods: ["GET"],
    paths: ["/v1/audit/keys"],
    summary: "The public keys that checkpoints and receipts are verified with, the present one first.",
    callers: [],
    answers: { 200: { description: "Keys.", schema: statementKeysAnswer, example: auditExamples.statementKeysAnswer } },
    problems: ["internal-error", "keys-unavailable"],
  },
] as const satisfies readonly Operation[];
