import { examples } from "./examples.ts";
import { bodyProblems, chainProblems, countedHeaders, type Operation } from "./operation.ts";
import { tenantAnswer, tenantCreateBody, tenantPageAnswer, tenantPageQuery, tenantPatchBody, tenantPath } from "./tenant.ts";
import {
  newTenantKeyAnswer,
  tenantKeyCreateBody,
  tenantKeyListAnswer,
  tenantKeyPath,
  tenantKeyRotateBody,
} from "./tenant-key.ts";

const callers = ["operatorKey"] as const;
const problems = [...chainProblems, "not-allowed", "tenant-not-found", "ledger-unavailable"] as const;
const taggedHeaders = ["ETag", ...countedHeaders] as const;
const tenant = "/v1/tenants/{tenantId}";
const key = `${tenant}/keys/{keyId}`;

/** Administration of tenants and of their keys. */
export const tenantOperations = [
  {
    id: "tenant-create",
    methods: ["POST"],
    paths: ["/v1/tenants"],
    summary: "Registers a tenant. Settings that the body leaves out have their defaults; it has no key yet.",
    callers,
    body: { schema: tenantCreateBody, isRequired: true, example: examples.tenantCreateBody },
    answers: {
      201: {
        description: "The tenant as it is now.",
        schema: tenantAnswer,
        headers: ["Location", ...taggedHeaders],
        example: examples.tenantAnswer,
      },
    },
    problems: [...chainProblems, ...bodyProblems, "not-allowed", "tenant-exists", "ledger-unavailable"],
  },
  {
    id: "tenant-list",
    methods: ["GET"],
    paths: ["/v1/tenants"],
    summary:
      "One page of all tenants, in no particular order. Give `nextAfter` as `after` to get the next page; null: the last one.",
    callers,
    query: tenantPageQuery,
    answers: {
      200: { description: "One page.", schema: tenantPageAnswer, headers: countedHeaders, example: examples.tenantPageAnswer },
    },
    problems: [...chainProblems, "not-allowed", "invalid-request", "ledger-unavailable"],
  },
  {
    id: "tenant-get",
    methods: ["GET"],
    paths: [tenant],
    summary: "A tenant with all its settings. A tenant's secret key may ask for its own tenant.",
    callers: ["operatorKey", "secretKey"],
    path: tenantPath,
    answers: {
      200: { description: "The tenant.", schema: tenantAnswer, headers: taggedHeaders, example: examples.tenantAnswer },
    },
    problems,
  },
  {
    id: "tenant-update",
    methods: ["PATCH"],
    paths: [tenant],
    summary:
      "Changes settings by a JSON merge patch (RFC 7396): what is left out stays, null goes back to the default. With `If-Match` nothing " +
      "happens when somebody changed the tenant since. A suspension holds everywhere within one second.",
    callers,
    path: tenantPath,
    headers: [{ name: "If-Match", description: "The ETag of the tenant as it was read.", isRequired: false }],
    body: { schema: tenantPatchBody, isRequired: true, example: examples.tenantPatchBody },
    answers: {
      200: {
        description: "The tenant as it is now.",
        schema: tenantAnswer,
        headers: taggedHeaders,
        example: examples.tenantAnswer,
      },
    },
    problems: [...problems, ...bodyProblems, "tenant-changed"],
  },
  {
    id: "tenant-key-create",
    methods: ["POST"],
    paths: [`${tenant}/keys`],
    summary:
      "Makes a key, at most 20 a tenant. The answer is the only place where it is ever seen. A label that another key has is refused, so that " +
      "a repeat after a lost answer makes no second one.",
    callers,
    path: tenantPath,
    body: { schema: tenantKeyCreateBody, isRequired: true, example: examples.tenantKeyCreateBody },
    answers: {
      201: {
        description: "The key, for the only time.",
        schema: newTenantKeyAnswer,
        headers: countedHeaders,
        example: examples.newTenantKeyAnswer,
      },
    },
    problems: [...problems, ...bodyProblems, "tenant-key-exists", "too-many-keys"],
  },
  {
    id: "tenant-key-list",
    methods: ["GET"],
    paths: [`${tenant}/keys`],
    summary: "The tenant's keys that have not expired, by id, with the hour of their last use; never the keys themselves.",
    callers,
    path: tenantPath,
    answers: {
      200: {
        description: "The keys.",
        schema: tenantKeyListAnswer,
        headers: countedHeaders,
        example: examples.tenantKeyListAnswer,
      },
    },
    problems,
  },
  {
    id: "tenant-key-rotate",
    methods: ["POST"],
    paths: [`${key}/rotate`],
    summary:
      "Makes a key of the same kind and label in the place of another, which stays good for `overlapSeconds` (24 hours when nothing is said). A key " +
      "is replaced once; a repeat is refused.",
    callers,
    path: tenantKeyPath,
    body: { schema: tenantKeyRotateBody, isRequired: false, example: examples.tenantKeyRotateBody },
    answers: {
      201: {
        description: "The new key, for the only time.",
        schema: newTenantKeyAnswer,
        headers: countedHeaders,
        example: examples.newTenantKeyAnswer,
      },
    },
    problems: [...problems, ...bodyProblems, "tenant-key-not-found", "tenant-key-replaced", "too-many-keys"],
  },
  {
    id: "tenant-key-revoke",
    methods: ["DELETE"],
    paths: [key],
    summary:
      "Ends a key, everywhere within one second. What was issued with it lives on; a suspension or a revocation ends that.",
    callers,
    path: tenantKeyPath,
    answers: { 204: { description: "There is no such key any more.", headers: countedHeaders } },
    problems: [...problems, "tenant-key-not-found"],
  },
] as const satisfies readonly Operation[];
