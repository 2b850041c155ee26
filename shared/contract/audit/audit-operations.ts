import { chainProblems, countedHeaders, type Operation } from "../operation.ts";
import {
  checkpointAnswer,
  checkpointQuery,
  consistencyAnswer,
  consistencyQuery,
  eventPageAnswer,
  eventPageQuery,
  inclusionAnswer,
  inclusionQuery,
  reportAnswer,
  reportQuery,
  statementKeysAnswer,
} from "./audit.ts";

const root = "L5jvZ9jzE2iYkqzGm7H0bZk0yC1pQ7s3VnX4uTtWc9M";
const statement = {
  type: "picasso-ledger-checkpoint/1",
  tenantId: "north-clinic",
  number: 2,
  size: 3,
  root,
  at: "2026-11-23T11:00:02.000Z",
  sealedThrough: "2026-11-23T10:58:00.000Z",
  previous: root,
  keyId: "3f9c2b7a51de",
} as const;
const signature = {
  algorithm: "EdDSA",
  keyId: "3f9c2b7a51de",
  publicKey: "base64url of 32 bytes",
  value: "base64url of 64 bytes",
} as const;
const checkpoint = { statement, signature };
const event = {
  key: "E#2026-11-23T10:00:00.000Z#u3T1qk0Zs9aB",
  record: {
    action: "session.list",
    actor: { id: "k_7Yq2", kind: "secret-key" },
    at: "2026-11-23T10:00:00.000Z",
    conversationId: "",
    outcome: "done",
    requestId: "8ba9f861-6d8f-471a-a732-e99a7d25dd9c",
    tenantId: "north-clinic",
  },
};

const auditExamples = {
  eventPageAnswer: { events: [event], nextCursor: null },
  checkpointAnswer: { checkpoint, isArchived: true },
  inclusionAnswer: { entry: event, leafHash: root, leafIndex: 2, proof: [root], checkpoint },
  consistencyAnswer: { from: { statement: { ...statement, number: 1, size: 2 }, signature }, to: checkpoint, proof: [root] },
  statementKeysAnswer: {
    keys: [
      {
        keyId: "3f9c2b7a51de",
        algorithm: "EdDSA",
        publicKey: "base64url of 32 bytes",
        createdAt: "2026-11-01T00:00:00.000Z",
        retiredAt: null,
      },
    ],
  },
} as const;

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
    id: "compliance-report-get",
    methods: ["GET"],
    paths: ["/v1/compliance/report"],
    summary:
      "What happened with the tenant's conversations in a period, from its ledger: volumes, refusals, identifiers removed, erasures, " +
      "holds, integrity, key age, anomalies, the rows of 45 CFR 164.312 and 164.528. With `Accept: text/html` a page for people. A " +
      "period with more than 100,000 records is refused; the monthly report in the archive has no such bound.",
    callers,
    query: reportQuery,
    answers: { 200: { description: "The report.", schema: reportAnswer, headers: countedHeaders } },
    problems: [...problems, "integrity-violation"],
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
