import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod/mini";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { reporting } from "../../shared/live-ledger.ts";
import { ledgerKeeping } from "../../shared/live-ledger-keeping.ts";
import { livePorts } from "../../shared/live-ports.ts";
import { append, clear, get, issue, refresh, save } from "../conversation-steps.ts";
import { sealNow } from "../io/ledger/keeping.ts";
import { type Service, startService, testOrigin } from "../service.ts";
import { giveSlotAway } from "../session-steps.ts";
import { context, letLiveOn, rollBack, runSummarize, runSweep, summarize } from "../summary-steps.ts";

let service: Service;
let allowed: ReadonlyMap<string, ReadonlySet<string>>;
const sent = new Set<string>();

const tableNames: Readonly<Record<string, string>> = {
  "conversation-summaries": "ConversationSummariesTable",
  "recent-messages": "RecentMessagesTable",
  "conversation-keys": "ConversationKeysTable",
  "audit-events": "AuditEventsTable",
  tenants: "TenantsTable",
  "rate-limits": "RateLimitsTable",
  leases: "LeasesTable",
};
const rightOn = (action: string, table: string, index?: string): string =>
  `dynamodb:${action} ${tableNames[table.replace("local-", "")]}${index === undefined ? "" : `/index/${index}`}`;

type Input = {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName: string }>>[];
  readonly RequestItems?: Readonly<Record<string, unknown>>;
};

/** The IAM actions a request needs: a transaction needs those of its items. */
const rightsFor = (command: string, input: Input): readonly string[] => {
  const inTransaction = (input.TransactItems ?? []).flatMap((item) =>
    Object.entries(item).map(([verb, { TableName }]) => rightOn(`${verb}Item`, TableName)),
  );
  const inBatch = Object.keys(input.RequestItems ?? {}).map((table) => rightOn(command, table));
  return input.TableName === undefined ? [...inTransaction, ...inBatch] : [rightOn(command, input.TableName, input.IndexName)];
};

const roleFile = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Properties: z.object({
        Policies: z.array(
          z.object({
            PolicyName: z.string(),
            PolicyDocument: z.object({ Statement: z.array(z.object({ Action: z.array(z.string()), Resource: z.unknown() })) }),
          }),
        ),
      }),
    }),
  ),
});

/** The rights on tables of each function, as resources/roles.yml grants them: `dynamodb:ACTION TABLE`. */
const grantedRights = async (): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const text = await readFile(join(import.meta.dirname, "../../resources/roles.yml"), "utf8");
  const policies = Object.values(roleFile.parse(parse(text, { logLevel: "silent" })).Resources).flatMap(
    (role) => role.Properties.Policies,
  );
  const rightsOf = (policy: (typeof policies)[number]) =>
    policy.PolicyDocument.Statement.flatMap(({ Action, Resource }) => {
      const actions = Action.filter((action) => action.startsWith("dynamodb:"));
      return actions.map((action) => `${action} ${String(Resource).replace(/\.Arn$|[${}]|\.Arn(?=\}\/)/g, "")}`);
    });
  return new Map(policies.map((policy) => [policy.PolicyName, new Set(rightsOf(policy))]));
};

beforeAll(async () => {
  service = await startService();
  allowed = await grantedRights();
  await service.rewriteTenant(service.tenants[0].tenantId, { dlp: { ...defaultSettings.dlp, revealKeys: ["k-secret"] } });
  service.dynamo.middlewareStack.add(
    (next, context) => (args) => {
      for (const right of rightsFor((context.commandName ?? "").replace("Command", ""), args.input as Input)) sent.add(right);
      return next(args);
    },
    { step: "initialize", name: "note" },
  );
});
afterAll(() => service.stop());

const minuteMs = 60_000;
const daySeconds = 24 * 3600;
const key = () => service.tenants[0].secretKey;
const start = () => issue(service.call, key(), { subject });

let subject = "";
const hold = async (method: string, target: string, token: string) =>
  (await service.elsewhere())(`${method} /v1/holds/${target}`, { token, body: { reason: "litigation" } });

const openEmergency = async ({ conversationId }: TokenAnswer) => {
  const body = { tenantId: "north-clinic", conversationId, purpose: "patient-safety", reason: "the ward asks for it" };
  return (await service.elsewhere())("POST /v1/emergency-access", { token: service.operatorKey, body });
};

const operate = async (route: string, body?: unknown) =>
  (await service.elsewhere())(route, { token: service.operatorKey, ...(body === undefined ? {} : { body }) });

const audit = async (path: string) => (await service.elsewhere())(`GET /v1/audit/${path}`, { token: key() });

/** Ways through each function that touch storage in every way it can: first and repeated, fresh process and warm, refused. */
const ways: Readonly<Record<string, (token: TokenAnswer) => Promise<unknown>>> = {
  "token-issue": async (token) => {
    const body = { subject: "p", startedAt: new Date(service.clock.ms).toISOString() };
    await issue(await service.elsewhere(), key(), body);
    await issue(service.call, key(), body);
    await service.call("POST /v1/tokens", { token: key(), body: { subject, conversationId: token.conversationId } });
    await service.call("POST /v1/tokens", {
      token: service.tenants[0].publishableKey,
      headers: { origin: testOrigin },
      body: {},
    });
  },
  "token-refresh": async (token) => {
    await refresh(await service.elsewhere(), token.refreshToken);
    await refresh(service.call, token.refreshToken);
    await refresh(service.call, token.accessToken);
  },
  "token-revoke": async (token) => {
    const call = await service.elsewhere();
    await call("POST /v1/tokens/revoke", { token: token.refreshToken });
    await call("POST /v1/tokens/revoke", { token: token.refreshToken });
    await call("POST /v1/tokens/revoke", { token: key(), body: { subject: "p" } });
    await call("POST /v1/tokens/revoke", { token: key(), body: { everything: true } });
    service.clock.ms += 1;
  },
  "conversation-get": async (token) => {
    const call = await service.elsewhere();
    await get(call, token);
    service.clock.ms += 21 * minuteMs;
    await get(call, token);
  },
  "turn-list": async (token) =>
    (await service.elsewhere())(`GET /v1/conversations/${token.conversationId}/turns`, { token: token.accessToken }),
  "conversation-save": async (token) => {
    await save(await service.elsewhere(), token, 3);
    await save(service.call, token, [1, "late"]);
  },
  "conversation-append": async (token) => {
    await append(await service.elsewhere(), token, "k");
    await append(service.call, token, "k");
  },
  "conversation-export": async (token) =>
    (await service.elsewhere())(`GET /v1/conversations/${token.conversationId}/export`, { token: key() }),
  "subject-export": async () => (await service.elsewhere())(`GET /v1/subjects/${subject}/export`, { token: key() }),
  "subject-erase": async () => (await service.elsewhere())(`DELETE /v1/subjects/${subject}`, { token: key() }),
  "hold-set": async (token) => {
    await hold("PUT", `conversation/${token.conversationId}`, key());
    await hold("PUT", `subject/${subject}`, key());
    await hold("PUT", "tenant/west-dental", service.operatorKey);
  },
  "hold-lift": async (token) => {
    await ways["hold-set"]?.(token);
    await hold("DELETE", `conversation/${token.conversationId}`, key());
    await hold("DELETE", `subject/${subject}`, key());
    await hold("DELETE", "tenant/west-dental", service.operatorKey);
  },
  "emergency-open": async (token) => openEmergency(token),
  "emergency-read": async (token) => {
    const { grantId } = JSON.parse((await openEmergency(token)).text);
    sent.clear();
    await (await service.elsewhere())(`GET /v1/emergency-access/${grantId}`, { token: service.operatorKey });
  },
  "conversation-clear": async (token) => clear(await service.elsewhere(), token),
  "conversation-summarize": async (token) => {
    await runSummarize(service, token);
    await letLiveOn(service, token);
    await runSummarize(service, token);
  },
  "summary-create": async (token) => {
    await summarize(await service.elsewhere(), token);
    await letLiveOn(service, token);
    await summarize(await service.elsewhere(), token);
  },
  "summary-rollback": async (token) => {
    await summarize(service.call, token);
    sent.clear();
    await letLiveOn(service, token);
    await rollBack(await service.elsewhere(), key(), { token, turn: 1 });
  },
  "summary-sweep": async () => runSweep(service),
  "context-get": async (token) => context(await service.elsewhere(), token, "?query=where"),
  "tenant-create": async () => operate("POST /v1/tenants", { tenantId: "new-clinic", name: "New" }),
  "tenant-list": async () => operate("GET /v1/tenants"),
  "tenant-get": async () => operate("GET /v1/tenants/north-clinic"),
  "tenant-update": async () => operate("PATCH /v1/tenants/south-clinic", { name: "South" }),
  "tenant-key-create": async () => operate("POST /v1/tenants/south-clinic/keys", { kind: "secret" }),
  "tenant-key-list": async () => operate("GET /v1/tenants/south-clinic/keys"),
  "tenant-key-rotate": async () => operate("POST /v1/tenants/south-clinic/keys/k-secret/rotate", {}),
  "tenant-key-revoke": async () => operate("DELETE /v1/tenants/south-clinic/keys/k-publishable"),
  "health-ready": async () => (await service.elsewhere())("GET /v1/health/ready", { token: key() }),
  "vault-reveal": async (token) =>
    (await service.elsewhere())(`POST /v1/conversations/${token.conversationId}/vault/reveal`, {
      token: key(),
      body: { placeholder: "[PHONE_1]", purpose: "treatment", reason: "call-back" },
    }),
  "session-list": async () => (await service.elsewhere())("GET /v1/sessions", { token: key() }),
  "session-end": async (token) => (await service.elsewhere())(`DELETE /v1/sessions/${token.conversationId}`, { token: key() }),
  "audit-seal": async () => {
    const { createHandler } = await import("../../functions/audit-seal.ts");
    const keeping = { ...service.ports, ...ledgerKeeping(service.ports) };
    for (const _ of [1, 2]) {
      service.clock.ms += 5 * minuteMs;
      await createHandler(keeping)(undefined, { getRemainingTimeInMillis: () => 900_000 });
      service.clock.ms += 25 * 3600_000;
    }
  },
  "audit-event-list": async () => audit("events"),
  "audit-checkpoint-get": async () => audit("checkpoints?number=1"),
  "audit-inclusion-prove": async (token) => {
    const nowMs = service.clock.ms;
    await sealNow(service, service.tenants[0].tenantId);
    service.clock.ms = nowMs;
    sent.clear();
    await audit(`proofs/inclusion?key=C%23000000000001&conversationId=${token.conversationId}`);
  },
  "audit-consistency-prove": async () => audit("proofs/consistency?from=1"),
  "compliance-report-get": async () => (await service.elsewhere())("GET /v1/compliance/report", { token: key() }),
  "compliance-report-publish": async () => {
    const { createHandler } = await import("../../functions/compliance-report-publish.ts");
    const other = livePorts(service.ports.config, { dynamo: service.dynamo, now: service.ports.now, writeLine: () => undefined });
    await createHandler({ ...other, reporting: reporting(other) })({ id: "" });
  },
  "action-dispatch": async (token) => {
    const call = await service.elsewhere();
    for (const operation of ["get", "save", "save", "late get", "clear"]) {
      if (operation === "late get") service.clock.ms += 21 * minuteMs;
      const body = operation === "save" ? { turn: 2, delta: { appendUser: { text: "x" } } } : undefined;
      await call(`POST /?action=conversation&operation=${operation.replace("late ", "")}`, { token: token.accessToken, body });
    }
  },
};

/** A conversation two days old, with a turn saved and one appended; its key is due for renewal. */
const agedToken = async (): Promise<TokenAnswer> => {
  subject = `somebody-${Math.random()}`;
  await service.rewriteTenant("north-clinic", {
    retention: { conversationSeconds: 7 * daySeconds, turnSeconds: 7 * daySeconds },
  });
  const first = await start();
  await save(service.call, first, [1, "My name is Maria Lopez."]);
  await append(service.call, first, "k0");
  service.clock.ms += 23 * 3600_000;
  const refreshed = async (token: TokenAnswer, atMs: number): Promise<TokenAnswer> => {
    service.clock.ms = atMs;
    return { ...token, ...(await refresh(service.call, token.refreshToken)).body };
  };
  const second = await refreshed(first, service.clock.ms);
  // The first of 32 minutes, in which the counters of the stretch before are read as well.
  const endMs = Math.ceil((service.clock.ms + 23 * 3600_000 - 32 * minuteMs) / (32 * minuteMs)) * 32 * minuteMs;
  // The lease is taken at the one and not yet due at the other refresh; at the end it is, and its slot is another's.
  const third = await refreshed(second, endMs - 34 * minuteMs);
  const fourth = await refreshed(third, endMs - 5 * minuteMs);
  service.clock.ms = endMs;
  // Longer lives than when they began: the rows of key and subject are due as well.
  await service.rewriteTenant("north-clinic", {
    retention: { conversationSeconds: 30 * daySeconds, turnSeconds: 7 * daySeconds },
  });
  await giveSlotAway(service, service.tenants[0].tenantId, fourth);
  return fourth;
};

/** Ways that leave the conversation and the clock as they were: the next one goes on with it. */
const leaveItAsItWas = new Set([
  ...["turn-list", "conversation-export", "subject-export", "vault-reveal", "emergency-open", "emergency-read"],
  ...["tenant-create", "tenant-list", "tenant-get", "tenant-update", "tenant-key-create", "tenant-key-list", "tenant-key-rotate"],
  ...["tenant-key-revoke", "health-ready", "session-list", "audit-event-list", "audit-checkpoint-get", "audit-inclusion-prove"],
  ...["audit-consistency-prove", "compliance-report-get", "compliance-report-publish"],
]);
let aged: TokenAnswer | undefined;

test.each(Object.keys(ways))(
  "%s sends storage nothing that its role does not allow, and its role allows nothing more",
  async (name) => {
    const token = aged ?? (await agedToken());
    aged = leaveItAsItWas.has(name) ? token : undefined;
    sent.clear();
    await ways[name]?.(token);
    const rights = allowed.get(name) ?? new Set();
    expect([...sent].filter((right) => !rights.has(right))).toEqual([]);
    expect([...rights].filter((right) => !sent.has(right))).toEqual([]);
  },
);
