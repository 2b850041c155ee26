import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";
import type { TenantAnswer, TenantEntry } from "../shared/contract/tenant.ts";
import type { TenantKeyAnswer } from "../shared/contract/tenant-key.ts";
import type { TokenAnswer } from "../shared/contract/token.ts";
import type { Turn } from "../shared/domain/conversation/turn.ts";
import { later } from "../shared/domain/dlp/later.ts";
import { lateMemory } from "../shared/late-memory.ts";
import { liveDeidentify } from "../shared/live-deidentification.ts";
import { emergencyAccess } from "../shared/live-emergency.ts";
import { forgettingStore } from "../shared/live-forgetting.ts";
import { ledgerReading, reportOf } from "../shared/live-ledger.ts";
import { type Conversations, type LivePorts, liveHealthChecks } from "../shared/live-ports.ts";
import { tenantAdministration } from "../shared/live-tenants.ts";
import type { ApiEvent } from "../shared/middleware/chain-state.ts";
import type { Handler } from "../shared/middleware/endpoint.ts";

export type AnswerBody = Partial<TokenAnswer> & {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number | string;
  readonly reason?: string;
  readonly field?: string;
  readonly error?: string;
  readonly instance?: string;
  readonly currentTurn?: number;
  readonly missedTurns?: readonly Turn[];
  readonly turns?: readonly Turn[];
  readonly nextBefore?: number | null;
  readonly at?: string;
  readonly summary?: string | null;
  readonly profile?: Readonly<Record<string, unknown>> | null;
  readonly through?: number;
  readonly sentences?: readonly unknown[];
  readonly changes?: object | null;
  readonly engine?: string;
  readonly prompt?: unknown;
  readonly sections?: readonly { readonly name: string; readonly turns: readonly number[]; readonly share: number }[];
  readonly scrubbed?: Readonly<Record<string, number>>;
  readonly token?: { readonly accessToken: string; readonly refreshAt: string };
  readonly checks?: Readonly<Record<string, { readonly status: string; readonly error?: string }>>;
  readonly statement?: { readonly deleted: Readonly<Record<string, number>>; readonly found: Readonly<Record<string, number>> };
  readonly signature?: { readonly publicKey: string; readonly value: string };
  readonly sessions?: readonly { readonly conversationId: string; readonly subject: string; readonly expiresAt: string }[];
  readonly nextCursor?: string | null;
  readonly retryAfterSeconds?: number;
  readonly inUse?: number;
  readonly limit?: number;
  readonly stateToken?: string | null;
  readonly state?: { readonly turn: number; readonly lastMessages: readonly { readonly role: string; readonly text: string }[] };
  readonly report?: Readonly<Record<string, unknown>>;
  readonly tenants?: readonly TenantEntry[];
  readonly nextAfter?: string | null;
  readonly tenantId?: string;
  readonly name?: string;
  readonly version?: number;
  readonly limits?: TenantAnswer["limits"];
  readonly keys?: readonly TenantKeyAnswer[];
  readonly keyId?: string;
  readonly key?: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AnswerBody;
  readonly text: string;
};

/** The name that the service answers under. */
export const testDomain = "127.0.0.1:3000";

export type CallOptions = {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
};

/** `route` as in `PUT /v1/conversations/cv_…/turns/1`. */
export type Call = (route: string, options?: CallOptions) => Promise<Answer>;

type Needs = LivePorts & { readonly conversations: Conversations };

/** Calls functions the way API Gateway does: route by method and path, payload format 2.0. */
export const gatewayOf = async (given: Needs, clock: { readonly ms: number }): Promise<Call> => {
  const handlers = await handlersOf(given);
  return async (route, options = {}) => {
    const [method = "", target = ""] = route.split(" ");
    const url = new URL(target, "http://gateway");
    const match = routes
      .map(([pattern, name]) => ({ name, found: new RegExp(`^${pattern}$`).exec(`${method} ${url.pathname}`) }))
      .find(({ found }) => found);
    const handler = handlers.get(match?.name ?? "route-fallback");
    if (handler === undefined) throw new Error(`no handler for ${route}`);
    return invoke(handler, eventOf({ method, url, pathParameters: decoded(match?.found?.groups), options, atMs: clock.ms }));
  };
};

/** API Gateway decodes the parameters of a path. */
const decoded = (groups: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));

/** Calls one handler with a route as `Call` takes it; `conversationId` is read from the path. */
export const callHandler = (handler: Handler, route: string, options: CallOptions): Promise<Answer> => {
  const [method = "", target = ""] = route.split(" ");
  const url = new URL(target, "http://gateway");
  const conversationId = url.pathname.split("/")[3] ?? "";
  return invoke(handler, eventOf({ method, url, pathParameters: { conversationId }, options, atMs: Date.now() }));
};

/** An answer takes its time to the client: what it does next comes some turns of the event loop later. */
const wayBack = () => new Promise((resolve) => setTimeout(resolve, 1));

const invoke = async (handler: Handler, event: ApiEvent): Promise<Answer> => {
  const answer = await handler(event, { awsRequestId: randomUUID() } as Context);
  await wayBack();
  const isJson = /json(?!l)/.test(answer.headers["Content-Type"] ?? "");
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: isJson ? JSON.parse(answer.body) : {} };
};

const conversation = "/v1/conversations/(?<conversationId>[^/]+)";
const tenant = "/v1/tenants/(?<tenantId>[^/]+)";
const tenantKey = `${tenant}/keys/(?<keyId>[^/]+)`;
const routes: readonly (readonly [string, string])[] = [
  ["POST /v1/tokens", "token-issue"],
  ["POST /v1/tokens/refresh", "token-refresh"],
  ["POST /v1/tokens/revoke", "token-revoke"],
  [`GET ${conversation}`, "conversation-get"],
  [`DELETE ${conversation}`, "conversation-clear"],
  [`GET ${conversation}/turns`, "turn-list"],
  [`POST ${conversation}/turns`, "conversation-append"],
  [`PUT ${conversation}/turns/(?<turn>[^/]+)`, "conversation-save"],
  [`POST ${conversation}/summary`, "summary-create"],
  [`POST ${conversation}/summary/rollback`, "summary-rollback"],
  [`GET ${conversation}/context`, "context-get"],
  [`GET ${conversation}/export`, "conversation-export"],
  ["GET /v1/subjects/(?<subject>[^/]+)/export", "subject-export"],
  ["DELETE /v1/subjects/(?<subject>[^/]+)", "subject-erase"],
  ["PUT /v1/holds/(?<scope>[^/]+)/(?<id>[^/]+)", "hold-set"],
  ["DELETE /v1/holds/(?<scope>[^/]+)/(?<id>[^/]+)", "hold-lift"],
  [`POST ${conversation}/vault/reveal`, "vault-reveal"],
  ["POST /v1/emergency-access", "emergency-open"],
  ["GET /v1/emergency-access/(?<grantId>[^/]+)", "emergency-read"],
  ["POST /v1/tenants", "tenant-create"],
  ["GET /v1/tenants", "tenant-list"],
  [`GET ${tenant}`, "tenant-get"],
  [`PATCH ${tenant}`, "tenant-update"],
  [`POST ${tenant}/keys`, "tenant-key-create"],
  [`GET ${tenant}/keys`, "tenant-key-list"],
  [`POST ${tenantKey}/rotate`, "tenant-key-rotate"],
  [`DELETE ${tenantKey}`, "tenant-key-revoke"],
  ["GET /v1/sessions", "session-list"],
  ["DELETE /v1/sessions/(?<conversationId>[^/]+)", "session-end"],
  ["GET /v1/audit/events", "audit-event-list"],
  ["GET /v1/audit/checkpoints", "audit-checkpoint-get"],
  ["GET /v1/audit/proofs/inclusion", "audit-inclusion-prove"],
  ["GET /v1/audit/proofs/consistency", "audit-consistency-prove"],
  ["GET /v1/audit/keys", "audit-key-list"],
  ["GET /v1/compliance/report", "compliance-report-get"],
  ["GET /v1/health", "health-check"],
  ["GET /v1/health/ready", "health-ready"],
  ["GET /v1/openapi.json", "openapi-get"],
  ["OPTIONS /.*", "cors-preflight"],
  ["(?:GET|POST|DELETE) /", "action-dispatch"],
];

/** Importing a function reads its settings from the environment, so this happens once they are there. */
const handlersOf = async (given: Needs): Promise<ReadonlyMap<string, Handler>> => {
  const checks = liveHealthChecks(given, given.conversations);
  // Opening the models takes longer than most tests, and few of them send a text to every gateway.
  const engine = later(() => liveDeidentify(given, given.conversations));
  const needs = {
    ...given,
    deidentify: (...asked: Parameters<ReturnType<typeof engine>>) => engine()(...asked),
    memoryEngine: lateMemory(given),
    forgetting: forgettingStore(given),
  };
  const withChecks = { ...needs, checks };
  const administering = { ...needs, tenants: tenantAdministration(needs) };
  const emergency = { ...needs, emergency: emergencyAccess(given, given.conversations) };
  const made = [
    ["token-issue", (await import("../functions/token-issue.ts")).createHandler(needs)],
    ["token-refresh", (await import("../functions/token-refresh.ts")).createHandler(needs)],
    ["token-revoke", (await import("../functions/token-revoke.ts")).createHandler(needs)],
    ["conversation-get", (await import("../functions/conversation-get.ts")).createHandler(needs)],
    ["conversation-clear", (await import("../functions/conversation-clear.ts")).createHandler(needs)],
    ["conversation-append", (await import("../functions/conversation-append.ts")).createHandler(needs)],
    ["conversation-save", (await import("../functions/conversation-save.ts")).createHandler(needs)],
    ["summary-create", (await import("../functions/summary-create.ts")).createHandler(needs)],
    ["summary-rollback", (await import("../functions/summary-rollback.ts")).createHandler(needs)],
    ["context-get", (await import("../functions/context-get.ts")).createHandler(needs)],
    ["turn-list", (await import("../functions/turn-list.ts")).createHandler(needs)],
    ["conversation-export", (await import("../functions/conversation-export.ts")).createHandler(needs)],
    ["subject-export", (await import("../functions/subject-export.ts")).createHandler(needs)],
    ["subject-erase", (await import("../functions/subject-erase.ts")).createHandler(needs)],
    ["hold-set", (await import("../functions/hold-set.ts")).createHandler(needs)],
    ["hold-lift", (await import("../functions/hold-lift.ts")).createHandler(needs)],
    ["emergency-open", (await import("../functions/emergency-open.ts")).createHandler(emergency)],
    ["emergency-read", (await import("../functions/emergency-read.ts")).createHandler(emergency)],
    ["tenant-create", (await import("../functions/tenant-create.ts")).createHandler(administering)],
    ["tenant-list", (await import("../functions/tenant-list.ts")).createHandler(administering)],
    ["tenant-get", (await import("../functions/tenant-get.ts")).createHandler(administering)],
    ["tenant-update", (await import("../functions/tenant-update.ts")).createHandler(administering)],
    ["tenant-key-create", (await import("../functions/tenant-key-create.ts")).createHandler(administering)],
    ["tenant-key-list", (await import("../functions/tenant-key-list.ts")).createHandler(administering)],
    ["tenant-key-rotate", (await import("../functions/tenant-key-rotate.ts")).createHandler(administering)],
    ["tenant-key-revoke", (await import("../functions/tenant-key-revoke.ts")).createHandler(administering)],
    ["session-list", (await import("../functions/session-list.ts")).createHandler(needs)],
    ["vault-reveal", (await import("../functions/vault-reveal.ts")).createHandler(needs)],
    ["session-end", (await import("../functions/session-end.ts")).createHandler(needs)],
    ...(await auditHandlers(needs)),
    ["health-check", (await import("../functions/health-check.ts")).createHandler(needs)],
    ["health-ready", (await import("../functions/health-ready.ts")).createHandler(withChecks)],
    ["openapi-get", (await import("../functions/openapi-get.ts")).createHandler(needs)],
    ["cors-preflight", (await import("../functions/cors-preflight.ts")).createHandler(needs)],
    ["action-dispatch", (await import("../functions/action-dispatch.ts")).createHandler(withChecks)],
    ["route-fallback", (await import("../functions/route-fallback.ts")).createHandler(needs)],
  ] as const;
  return new Map<string, Handler>(made);
};

const auditHandlers = async (given: LivePorts) => {
  const reading = { ...given, ledgers: ledgerReading(given) };
  return [
    ["audit-event-list", (await import("../functions/audit-event-list.ts")).createHandler(reading)],
    ["audit-checkpoint-get", (await import("../functions/audit-checkpoint-get.ts")).createHandler(reading)],
    ["audit-inclusion-prove", (await import("../functions/audit-inclusion-prove.ts")).createHandler(reading)],
    ["audit-consistency-prove", (await import("../functions/audit-consistency-prove.ts")).createHandler(reading)],
    [
      "compliance-report-get",
      (await import("../functions/compliance-report-get.ts")).createHandler({ ...given, report: reportOf(given) }),
    ],
    ["audit-key-list", (await import("../functions/audit-key-list.ts")).createHandler(given)],
  ] as const;
};

type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly pathParameters: Record<string, string>;
  readonly options: CallOptions;
  readonly atMs: number;
};

const eventOf = ({ method, url, pathParameters, options, atMs }: Incoming): ApiEvent => {
  const { body, bodyBytes } = bodyOf(options);
  const headers = {
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": String(bodyBytes) }),
    ...options.headers,
  };
  const http = { method, path: url.pathname, protocol: "HTTP/1.1", sourceIp: options.sourceIp ?? "192.0.2.1", userAgent: "test" };
  const names = {
    accountId: "",
    apiId: "",
    domainName: testDomain,
    domainPrefix: "",
    routeKey: "$default",
    stage: "$default",
    time: "",
  };
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    pathParameters,
    ...(url.search === "" ? {} : { queryStringParameters: Object.fromEntries(url.searchParams) }),
    requestContext: { ...names, http, requestId: randomUUID(), timeEpoch: atMs },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: options.bytes !== undefined,
  };
};

const bodyOf = ({ body, rawBody, bytes }: CallOptions): { readonly body?: string; readonly bodyBytes: number } => {
  if (bytes !== undefined) return { body: bytes.toString("base64"), bodyBytes: bytes.length };
  const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  return { body: text, bodyBytes: Buffer.byteLength(text ?? "") };
};
