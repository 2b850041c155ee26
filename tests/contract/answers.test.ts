import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { Operation } from "../../shared/contract/operation.ts";
import { operations } from "../../shared/contract/operations.ts";
import { type ProblemCode, problemCodes } from "../../shared/contract/problem-codes.ts";
import { problemMembers } from "../../shared/contract/problem-members.ts";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { issue, problemOf, said } from "../conversation-steps.ts";
import type { Answer, CallOptions } from "../gateway.ts";
import { auditItems, sealNow } from "../io/ledger/keeping.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
let sealedKey: string;
let token: TokenAnswer;
const seen = new Set<string>();

beforeAll(async () => {
  service = await startService();
  await service.call("GET /v1/sessions", { token: service.tenants[0].secretKey });
  await sealNow(service, service.tenants[0].tenantId);
  const sealed = (await auditItems(service)).find((item) => item.record?.S?.includes("session.list"));
  sealedKey = encodeURIComponent(sealed?.sk?.S ?? "");
  token = await issue(service.call, service.tenants[0].secretKey);
});
afterAll(() => service.stop());

const operationOf = (id: string): Operation => {
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  return operation;
};

/** Faults of an answer against what the contract says of its operation: status, headers, every member of the body. */
const faultsOf = (operation: Operation, answer: Answer): readonly unknown[] => {
  const documented = operation.answers[answer.status];
  const isProblem = answer.headers["Content-Type"] === "application/problem+json";
  if (isProblem) return problemFaults(operation, answer);
  if (documented === undefined) return [`${operation.id} answers ${answer.status}, which is not documented`];
  const missing = (documented.headers ?? []).filter((name) => answer.headers[name] === undefined);
  const body = answer.text === "" ? undefined : JSON.parse(answer.text);
  return [...missing.map((name) => `no header ${name}`), ...bodyFaults(documented.schema, body)];
};

/** Parsing leaves out members a schema does not know, so what is parsed is the same only if every member is documented. */
const bodyFaults = (schema: z.ZodMiniType | undefined, body: unknown): readonly unknown[] => {
  if (schema === undefined) return body === undefined ? [] : ["a body that is not documented"];
  const parsed = schema.safeParse(body);
  if (!parsed.success) return parsed.error.issues;
  return canonicalJson(parsed.data) === canonicalJson(body) ? [] : [{ documented: parsed.data, answered: body }];
};

const problemFaults = (operation: Operation, answer: Answer): readonly unknown[] => {
  const code = problemOf(answer) as ProblemCode;
  if (!operation.problems.includes(code)) return [`${operation.id} answers ${code}, which is not documented`];
  const { type, title, status, instance, ...own } = answer.body;
  const { error, stateToken, ...others } = own;
  const members: Readonly<Record<string, z.ZodMiniType>> = new Map(Object.entries(problemMembers)).get(code) ?? {};
  const faults = z.strictObject(members).safeParse(operation.isOld === true ? others : own).error?.issues ?? [];
  return [status, answer.status].every((each) => each === problemCodes[code].status) ? faults : [...faults, `status ${status}`];
};

type Step = readonly [id: string, route: () => string, options: () => CallOptions];
const bearer = (): CallOptions => ({ token: token.accessToken });
const secret = (): CallOptions => ({ token: service.tenants[0].secretKey });
const operator = (): CallOptions => ({ token: service.operatorKey });
const at = (rest = "") => `/v1/conversations/${token.conversationId}${rest}`;
const revealBody = { placeholder: "[PHONE_1]", purpose: "patient-request", reason: "call-back" };
const emergency = () => ({
  tenantId: "north-clinic",
  conversationId: token.conversationId,
  purpose: "patient-safety",
  reason: "the ward asks for it",
});
const oldSave = { turn: 1, delta: { appendUser: { text: "Hello" } } };

const steps: readonly Step[] = [
  ["token-issue", () => "POST /v1/tokens", () => ({ ...secret(), body: { subject: "somebody" } })],
  ["token-issue", () => "POST /v1/tokens", () => ({ ...secret(), body: { subject: 7 } })],
  [
    "token-issue",
    () => "POST /v1/tokens",
    () => ({ ...secret(), body: { conversationId: `cv_${"a".repeat(43)}`, subject: "x" } }),
  ],
  ["token-issue", () => "POST /v1/tokens", () => ({ ...secret(), body: { subject: "x", startedAt: "2020-01-01T00:00:00Z" } })],
  ["token-issue", () => "POST /v1/tokens", () => ({ token: service.tenants[0].publishableKey, body: {} })],
  ["token-issue", () => "POST /v1/tokens", bearer],
  ["token-refresh", () => "POST /v1/tokens/refresh", bearer],
  ["token-refresh", () => "POST /v1/tokens/refresh", secret],
  ["token-refresh", () => "POST /v1/tokens/refresh", () => ({ token: token.refreshToken })],
  ["conversation-save", () => `PUT ${at("/turns/1")}`, () => ({ ...bearer(), body: said("Hello, it is 555-867-5309") })],
  ["conversation-save", () => `PUT ${at("/turns/1")}`, () => ({ ...bearer(), body: said("Hello, it is 555-867-5309") })],
  ["conversation-save", () => `PUT ${at("/turns/1")}`, () => ({ ...bearer(), body: said("Something else") })],
  ["conversation-save", () => `PUT ${at("/turns/x")}`, () => ({ ...bearer(), body: said("Hello") })],
  ["conversation-save", () => `PUT ${at("/turns/2")}`, () => ({ ...bearer(), rawBody: "{" })],
  ["conversation-save", () => `PUT ${at("/turns/2")}`, () => ({ ...bearer(), rawBody: `"${"a".repeat(140_000)}"` })],
  ["conversation-append", () => `POST ${at("/turns")}`, () => ({ ...bearer(), body: said("Hello") })],
  [
    "conversation-append",
    () => `POST ${at("/turns")}`,
    () => ({ ...secret(), body: said("A"), headers: { "idempotency-key": "k" } }),
  ],
  [
    "conversation-append",
    () => `POST ${at("/turns")}`,
    () => ({ ...secret(), body: said("B"), headers: { "idempotency-key": "k" } }),
  ],
  ["conversation-get", () => `GET ${at()}`, bearer],
  ["conversation-get", () => `GET ${at("?fields=turn,expiresAt")}`, secret],
  ["conversation-get", () => `GET ${at("?recent=1000")}`, bearer],
  ["conversation-get", () => `GET ${at()}`, () => ({ ...bearer(), headers: { "if-none-match": "*" } })],
  ["conversation-get", () => `GET ${at()}`, () => ({})],
  ["conversation-get", () => `GET ${at()}`, () => ({ ...bearer(), headers: { origin: "https://elsewhere.example" } })],
  ["conversation-get", () => "GET /v1/conversations/cv_x", bearer],
  ["turn-list", () => `GET ${at("/turns?limit=1")}`, bearer],
  ["turn-list", () => `GET ${at("/turns?limit=0")}`, bearer],
  ["action-dispatch", () => "GET /?action=conversation&operation=get", bearer],
  ["action-dispatch", () => "POST /?action=conversation&operation=save", () => ({ ...bearer(), body: { ...oldSave, turn: 2 } })],
  ["action-dispatch", () => "POST /?action=conversation&operation=save", () => ({ ...bearer(), body: oldSave })],
  ["action-dispatch", () => "GET /?action=conversation&operation=get", () => ({})],
  ["action-dispatch", () => "GET /?action=health_check", () => ({})],
  ["action-dispatch", () => "GET /", () => ({})],
  ["tenant-create", () => "POST /v1/tenants", () => ({ ...operator(), body: { tenantId: "lake-clinic", name: "Lake" } })],
  ["tenant-create", () => "POST /v1/tenants", () => ({ ...operator(), body: { tenantId: "lake-clinic", name: "Lake" } })],
  ["tenant-create", () => "POST /v1/tenants", () => ({ ...secret(), body: {} })],
  ["tenant-list", () => "GET /v1/tenants?limit=2", operator],
  ["tenant-list", () => "GET /v1/tenants?limit=x", operator],
  ["tenant-get", () => "GET /v1/tenants/lake-clinic", operator],
  ["tenant-get", () => "GET /v1/tenants/lake-clinic", secret],
  ["tenant-get", () => "GET /v1/tenants/north-clinic", secret],
  ["tenant-update", () => "PATCH /v1/tenants/lake-clinic", () => ({ ...operator(), body: { dlp: { profile: "strict" } } })],
  ["tenant-update", () => "PATCH /v1/tenants/lake-clinic", () => ({ ...operator(), body: { dlp: { profile: "x" } } })],
  [
    "tenant-update",
    () => "PATCH /v1/tenants/lake-clinic",
    () => ({ ...operator(), body: { name: "x" }, headers: { "if-match": '"1"' } }),
  ],
  [
    "tenant-key-create",
    () => "POST /v1/tenants/lake-clinic/keys",
    () => ({ ...operator(), body: { kind: "secret", label: "l" } }),
  ],
  [
    "tenant-key-create",
    () => "POST /v1/tenants/lake-clinic/keys",
    () => ({ ...operator(), body: { kind: "secret", label: "l" } }),
  ],
  ["tenant-key-list", () => "GET /v1/tenants/lake-clinic/keys", operator],
  ["tenant-key-list", () => "GET /v1/tenants/north-clinic/keys", operator],
  ["tenant-key-rotate", () => "POST /v1/tenants/south-clinic/keys/k-secret/rotate", operator],
  ["tenant-key-rotate", () => "POST /v1/tenants/south-clinic/keys/k-secret/rotate", operator],
  ["tenant-key-revoke", () => "DELETE /v1/tenants/south-clinic/keys/k-secret", operator],
  ["tenant-key-revoke", () => "DELETE /v1/tenants/south-clinic/keys/k-secret", operator],
  ["health-check", () => "GET /v1/health", () => ({})],
  ["health-ready", () => "GET /v1/health/ready", secret],
  ["health-ready", () => "GET /v1/health/ready", bearer],
  ["openapi-get", () => "GET /v1/openapi.json", () => ({})],
  ["cors-preflight", () => "OPTIONS /v1/tokens", () => ({ headers: { origin: testOrigin } })],
  ["cors-preflight", () => "OPTIONS /v1/tokens", () => ({})],
  ["route-fallback", () => "GET /v2", () => ({})],
  ["vault-reveal", () => `POST ${at("/vault/reveal")}`, () => ({ ...secret(), body: revealBody })],
  ["vault-reveal", () => `POST ${at("/vault/reveal")}`, () => ({ ...secret(), body: { ...revealBody, reason: "curious" } })],
  ["vault-reveal", () => `POST ${at("/vault/reveal")}`, () => ({ ...bearer(), body: revealBody })],
  ["session-list", () => "GET /v1/sessions", secret],
  ["session-list", () => "GET /v1/sessions?limit=1&cursor=c2Vzc2lvbnM6MA", secret],
  ["session-list", () => "GET /v1/sessions?cursor=x", secret],
  ["session-list", () => "GET /v1/sessions?limit=0", secret],
  ["session-list", () => "GET /v1/sessions", bearer],
  ["summary-create", () => `POST ${at()}/summary`, bearer],
  ["summary-create", () => `POST ${at()}/summary`, secret],
  ["summary-create", () => `POST /v1/conversations/cv_${"c".repeat(43)}/summary`, secret],
  ["conversation-get", () => `GET ${at()}`, bearer],
  ["summary-rollback", () => `POST ${at()}/summary/rollback`, () => ({ ...secret(), body: { turn: 1 } })],
  ["summary-rollback", () => `POST ${at()}/summary/rollback`, () => ({ ...secret(), body: { turn: 0 } })],
  ["summary-rollback", () => `POST ${at()}/summary/rollback`, () => ({ ...bearer(), body: { turn: 1 } })],
  ["context-get", () => `GET ${at()}/context?query=What%20now&maxTokens=500&format=anthropic`, bearer],
  ["context-get", () => `GET ${at()}/context`, secret],
  ["context-get", () => `GET ${at()}/context?format=yaml`, bearer],
  ["session-end", () => `DELETE /v1/sessions/cv_${"c".repeat(43)}`, secret],
  ["session-end", () => "DELETE /v1/sessions/x", secret],
  ["session-end", () => `DELETE /v1/sessions/${token.conversationId}`, bearer],
  ["audit-event-list", () => "GET /v1/audit/events?limit=2", secret],
  ["audit-event-list", () => "GET /v1/audit/events?limit=0", secret],
  ["audit-event-list", () => "GET /v1/audit/events?tenantId=@operators", operator],
  ["audit-event-list", () => "GET /v1/audit/events", operator],
  ["audit-checkpoint-get", () => "GET /v1/audit/checkpoints", secret],
  ["audit-checkpoint-get", () => "GET /v1/audit/checkpoints?number=9", secret],
  ["audit-checkpoint-get", () => "GET /v1/audit/checkpoints?tenantId=south-clinic", secret],
  ["audit-inclusion-prove", () => `GET /v1/audit/proofs/inclusion?key=${sealedKey}`, secret],
  ["audit-inclusion-prove", () => "GET /v1/audit/proofs/inclusion?key=C%23000000000001", secret],
  ["audit-inclusion-prove", () => "GET /v1/audit/proofs/inclusion", secret],
  ["audit-consistency-prove", () => "GET /v1/audit/proofs/consistency?from=1", secret],
  ["audit-consistency-prove", () => "GET /v1/audit/proofs/consistency?from=9", secret],
  ["audit-consistency-prove", () => "GET /v1/audit/proofs/consistency?from=1", bearer],
  ["compliance-report-get", () => "GET /v1/compliance/report?from=2026-11-01T00:00:00Z", secret],
  ["compliance-report-get", () => "GET /v1/compliance/report?from=2020-01-01T00:00:00Z", secret],
  ["compliance-report-get", () => "GET /v1/compliance/report?from=2026-11-01T00:00:00Z&tenantId=@operators", operator],
  ["audit-key-list", () => "GET /v1/audit/keys", () => ({})],
  ["emergency-open", () => "POST /v1/emergency-access", () => ({ ...operator(), body: emergency() })],
  ["emergency-open", () => "POST /v1/emergency-access", () => ({ ...operator(), body: {} })],
  ["emergency-open", () => "POST /v1/emergency-access", () => ({ ...secret(), body: emergency() })],
  ["emergency-read", () => "GET /v1/emergency-access/eg_1_0_AAAAAAAAAAAA", operator],
  ["emergency-read", () => "GET /v1/emergency-access/x", operator],
  ["conversation-export", () => `GET ${at("/export")}`, bearer],
  ["conversation-export", () => `GET ${at("/export?cursor=x")}`, secret],
  ["conversation-export", () => `GET /v1/conversations/cv_${"b".repeat(43)}/export`, secret],
  [
    "hold-set",
    () => `PUT /v1/holds/conversation/${token.conversationId}`,
    () => ({ ...secret(), body: { reason: "litigation" } }),
  ],
  ["hold-set", () => `PUT /v1/holds/conversation/${token.conversationId}`, () => ({ ...secret(), body: {} })],
  ["hold-set", () => "PUT /v1/holds/tenant/nobody-here", () => ({ ...operator(), body: { reason: "litigation" } })],
  ["conversation-clear", () => `DELETE ${at()}`, secret],
  ["conversation-export", () => `GET ${at("/export")}`, secret],
  [
    "hold-lift",
    () => `DELETE /v1/holds/conversation/${token.conversationId}`,
    () => ({ ...secret(), body: { reason: "matter-closed" } }),
  ],
  ["hold-lift", () => "DELETE /v1/holds/tenant/x", () => ({ ...secret(), body: { reason: "matter-closed" } })],
  ["subject-export", () => "GET /v1/subjects/somebody/export", secret],
  ["subject-export", () => "GET /v1/subjects/somebody/export", bearer],
  ["subject-erase", () => "DELETE /v1/subjects/somebody", secret],
  ["subject-erase", () => "DELETE /v1/subjects/somebody", bearer],
  ["token-revoke", () => "POST /v1/tokens/revoke", () => ({ ...secret(), body: {} })],
  ["action-dispatch", () => "POST /?action=conversation&operation=clear", bearer],
  ["session-end", () => `DELETE /v1/sessions/${token.conversationId}`, secret],
  ["conversation-clear", () => `DELETE ${at()}`, secret],
  ["conversation-clear", () => `DELETE /v1/conversations/cv_${"b".repeat(43)}`, secret],
  ["conversation-get", () => `GET ${at()}`, secret],
  ["token-revoke", () => "POST /v1/tokens/revoke", bearer],
];

test.each(steps.map((step, index) => [index + 1, step[0], step] as const))(
  "answer %d, of %s, is as documented",
  async (_n, id, step) => {
    const answer = await service.call(step[1](), step[2]());
    seen.add(id);
    expect({ faults: faultsOf(operationOf(id), answer), requestId: answer.headers["X-Request-Id"] }).toEqual({
      faults: [],
      requestId: expect.any(String),
    });
  },
);

test("every operation was asked", () => {
  expect(operations.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});
