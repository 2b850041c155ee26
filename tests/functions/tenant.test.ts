import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { get, issue, problemOf } from "../conversation-steps.ts";
import type { Answer, CallOptions } from "../gateway.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const operate = (route: string, body?: unknown, options: CallOptions = {}): Promise<Answer> =>
  service.call(route, { token: service.operatorKey, ...(body === undefined ? {} : { body }), ...options });
const create = (tenantId: string, settings: object = {}) =>
  operate("POST /v1/tenants", { tenantId, name: "A Clinic", ...settings });
const patch = (tenantId: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  operate(`PATCH /v1/tenants/${tenantId}`, body, { headers });
const read = (tenantId: string) => operate(`GET /v1/tenants/${tenantId}`);

describe("a new tenant", () => {
  test("has the default settings, and those it was given", async () => {
    const answer = await create("lake-clinic", { origins: ["https://lake.example"], limits: { callsPerMinute: 5 } });
    expect([answer.status, answer.headers.ETag, answer.headers.Location]).toEqual([201, '"1"', "/v1/tenants/lake-clinic"]);
    const at = new Date(service.clock.ms).toISOString();
    expect(answer.body).toEqual({
      ...defaultSettings,
      tenantId: "lake-clinic",
      name: "A Clinic",
      version: 1,
      createdAt: at,
      updatedAt: at,
      origins: ["https://lake.example"],
      limits: { ...defaultSettings.limits, callsPerMinute: 5 },
    });
    const again = await read("lake-clinic");
    expect([again.body, again.headers.ETag]).toEqual([answer.body, '"1"']);
  });

  test("is made once, also of two that race", async () => {
    const answers = await Promise.all([create("race-clinic"), create("race-clinic"), create("race-clinic")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(problemOf(await create("race-clinic"))).toBe("tenant-exists");
  });

  test.each([
    ["body.tenantId", { tenantId: "A" }],
    ["body.tenantId", { tenantId: "health-canary" }],
    ["body.tenantId", { tenantId: "@operators" }],
    ["body.name", { name: null }],
    ["body.limits.callsPerMinute", { limits: { callsPerMinute: 0 } }],
    ["body.limits", { limits: { unknown: 1 } }],
    ["body.tokens.familyIdleSeconds", { tokens: { familyIdleSeconds: 3600, familyLifeSeconds: 1800 } }],
    ["body", { keys: [] }],
  ])("is refused with the place of the fault: %s", async (field, fault) => {
    const answer = await operate("POST /v1/tenants", { tenantId: "bad-clinic", name: "Bad", ...fault });
    expect([answer.status, problemOf(answer), answer.body.field]).toEqual([422, "invalid-request", field]);
    expect((await read("bad-clinic")).status).toBe(404);
  });
});

describe("a change of settings", () => {
  test("merges: what is left out stays, and null goes back to the default", async () => {
    await create("merge-clinic", { limits: { callsPerMinute: 5, tokensPerMinute: 7 }, dlp: { operators: { DATE: "mask" } } });
    const changed = await patch("merge-clinic", {
      name: "Merged",
      limits: { callsPerMinute: null },
      dlp: { operators: { DATE: null, NAME: "pseudonym" } },
    });
    expect([changed.status, changed.headers.ETag]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({
      name: "Merged",
      limits: { ...defaultSettings.limits, tokensPerMinute: 7 },
      dlp: { ...defaultSettings.dlp, operators: { NAME: "pseudonym" } },
    });
    expect((await patch("merge-clinic", { limits: null })).body.limits).toEqual(defaultSettings.limits);
    expect((await read("merge-clinic")).body.version).toBe(3);
  });

  test("takes its own media type as well", async () => {
    await create("media-clinic");
    const answer = await patch("media-clinic", { name: "Media" }, { "content-type": "application/merge-patch+json" });
    expect([answer.status, answer.body.name]).toEqual([200, "Media"]);
  });

  test("is refused when the whole would not hold, and changes nothing then", async () => {
    await create("whole-clinic");
    const answer = await patch("whole-clinic", { name: "Other", retention: { conversationSeconds: 3600 } });
    expect([answer.status, answer.body.field]).toEqual([422, "body.retention.turnSeconds"]);
    expect((await patch("whole-clinic", { name: null })).body.field).toBe("body.name");
    expect((await read("whole-clinic")).body).toMatchObject({ name: "A Clinic", version: 1 });
  });

  test("with the tag of an older record is 412, so that two operators do not overwrite each other", async () => {
    const { headers } = await create("tag-clinic");
    const tag = { "if-match": headers.ETag ?? "" };
    expect((await patch("tag-clinic", { name: "First" }, tag)).status).toBe(200);
    const second = await patch("tag-clinic", { name: "Second" }, tag);
    expect([second.status, problemOf(second)]).toEqual([412, "tenant-changed"]);
    expect((await patch("tag-clinic", { name: "Any" }, { "if-match": "*" })).status).toBe(200);
    expect((await read("tag-clinic")).body).toMatchObject({ name: "Any", version: 3 });
  });

  test("loses nothing to others that are made at the same time", async () => {
    await create("busy-clinic");
    const changes = [
      { limits: { callsPerMinute: 1 } },
      { limits: { tokensPerMinute: 2 } },
      { sessions: { maxConcurrent: 3 } },
      { name: "Four" },
    ];
    const answers = await Promise.all(changes.map((change) => patch("busy-clinic", change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await read("busy-clinic")).body).toMatchObject({
      name: "Four",
      limits: { callsPerMinute: 1, tokensPerMinute: 2 },
      sessions: { maxConcurrent: 3 },
      version: 5,
    });
  });
});

describe("a suspension", () => {
  test("holds at once in the process that did it, and within a second in every other", async () => {
    const [tenant] = service.tenants;
    const elsewhere = await service.elsewhere();
    const token = await issue(elsewhere, tenant.secretKey);
    expect([(await get(service.call, token)).status, (await get(elsewhere, token)).status]).toEqual([200, 200]);
    await patch(tenant.tenantId, { status: "suspended" });
    expect(problemOf(await get(service.call, token))).toBe("tenant-suspended");
    service.clock.ms += 1000;
    expect(problemOf(await get(elsewhere, token))).toBe("tenant-suspended");
    expect(problemOf(await elsewhere("POST /v1/tokens", { token: tenant.secretKey, body: { subject: "p" } }))).toBe(
      "tenant-suspended",
    );
    expect((await patch(tenant.tenantId, { status: "active" })).status).toBe(200);
    expect((await get(service.call, token)).status).toBe(200);
  });

  test("is asked for once a second by a process, however many calls it has", async () => {
    const elsewhere = await service.elsewhere();
    const token = await issue(elsewhere, service.tenants[1].secretKey);
    let reads = 0;
    service.dynamo.middlewareStack.add(
      (next) => async (args) => {
        const { TableName } = args.input as { readonly TableName?: string };
        if (TableName === service.ports.tables.tenants) reads += 1;
        return next(args);
      },
      { step: "initialize", name: "reads" },
    );
    service.clock.ms += 1000;
    await Promise.all(Array.from({ length: 20 }, () => get(elsewhere, token)));
    for (let count = 0; count < 9; count += 1) {
      service.clock.ms += 100;
      await get(elsewhere, token);
    }
    expect(reads).toBe(1);
    service.clock.ms += 100;
    await get(elsewhere, token);
    expect(reads).toBe(2);
    service.dynamo.middlewareStack.remove("reads");
  });
});

/** Ids of all tenants from one on, page by page of one. */
const pages = async (after: string): Promise<readonly string[]> => {
  const { body } = await operate(`GET /v1/tenants?limit=1${after === "" ? "" : `&after=${after}`}`);
  const ids = (body.tenants ?? []).map(({ tenantId }) => tenantId);
  return typeof body.nextAfter === "string" ? [...ids, ...(await pages(body.nextAfter))] : ids;
};

describe("the list of tenants", () => {
  test("comes in pages that hold each tenant once, and the operators never", async () => {
    for (let n = 0; n < 7; n += 1) await create(`page-clinic-${n}`);
    const whole = (await operate("GET /v1/tenants?limit=100")).body.tenants ?? [];
    const found = await pages("");
    expect([...found].sort()).toEqual(whole.map(({ tenantId }) => tenantId).sort());
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(["page-clinic-0", "page-clinic-6", service.tenants[0].tenantId]));
    expect(found).not.toContain("@operators");
    expect(Object.keys(whole[0] ?? {}).sort()).toEqual(["createdAt", "name", "status", "tenantId", "updatedAt", "version"]);
    expect((await operate("GET /v1/tenants?limit=0")).status).toBe(422);
  });
});

describe("who may administer", () => {
  const routes = [
    "POST /v1/tenants",
    "GET /v1/tenants",
    "PATCH /v1/tenants/north-clinic",
    "POST /v1/tenants/north-clinic/keys",
    "GET /v1/tenants/north-clinic/keys",
    "POST /v1/tenants/north-clinic/keys/k-secret/rotate",
    "DELETE /v1/tenants/north-clinic/keys/k-secret",
  ];

  test.each(routes)("%s is for operators alone", async (route) => {
    const [tenant] = service.tenants;
    const token = await issue(service.call, tenant.secretKey);
    const body = route.startsWith("GET") || route.startsWith("DELETE") ? {} : { body: {} };
    const by = async (credential: string, headers = {}) =>
      problemOf(await service.call(route, { token: credential, headers, ...body }));
    expect(await by(tenant.secretKey)).toBe("not-allowed");
    expect(await by(tenant.publishableKey, { origin: testOrigin })).toBe("not-allowed");
    expect(await by(token.accessToken)).toBe("invalid-credential");
    expect(await by(`ok_${"x".repeat(43)}`)).toBe("invalid-credential");
    expect(await by(service.operatorKey, { origin: testOrigin })).toBe("origin-not-allowed");
  });

  test("a tenant may read itself, and every other one is none to it", async () => {
    const [mine, other] = service.tenants;
    const ask = async (tenantId: string) => service.call(`GET /v1/tenants/${tenantId}`, { token: mine.secretKey });
    expect((await ask(mine.tenantId)).body.tenantId).toBe(mine.tenantId);
    const answers = await Promise.all([other.tenantId, "nobody-here", "X", "@operators"].map(ask));
    expect(answers.map(({ status, body: { instance: _, ...body } }) => [status, body])).toEqual(
      Array(4).fill([404, { type: "/problems/tenant-not-found", title: "There is no such tenant.", status: 404 }]),
    );
  });

  test("an operator reaches no conversation", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    expect(problemOf(await operate(`GET /v1/conversations/${token.conversationId}`))).toBe("not-allowed");
    expect(problemOf(await operate("POST /v1/tokens", { subject: "p" }))).toBe("not-allowed");
    expect((await operate("GET /v1/tenants/@operators")).status).toBe(404);
  });

  test("an operator key has a modest limit of its own", async () => {
    expect((await operate("GET /v1/tenants")).headers["RateLimit-Policy"]).toBe('"default";q=300;w=60');
  });
});

describe("the ledger", () => {
  const recordsOf = async (tenantId: string) => {
    const { Items = [] } = await service.dynamo.send(
      new QueryCommand({
        TableName: service.ports.tables.audit,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `${tenantId.length}:${tenantId}0:` } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => JSON.parse(item.record?.S ?? ""));
  };

  test("has every act under the tenant it changed: who, what, the names of settings, and no value of them", async () => {
    await create("noted-clinic", { name: "Secret Name", limits: { callsPerMinute: 4321 } });
    service.clock.ms += 5;
    await patch("noted-clinic", { name: "Other Name", origins: ["https://o.example"], limits: { tokensPerMinute: 1234 } });
    const records = await recordsOf("noted-clinic");
    const actor = { kind: "operator-key", id: "k-operator" };
    expect(records).toMatchObject([
      { action: "tenant.create", outcome: "done", actor, changed: ["limits.callsPerMinute"] },
      { action: "tenant.update", outcome: "done", actor, changed: ["limits.tokensPerMinute", "name", "origins"] },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/Secret Name|Other Name|\b4321\b|\b1234\b|o\.example/);
  });

  test("has refusals and reads under the operators, with the tenant they were about", async () => {
    await create("asked-clinic");
    service.clock.ms += 5;
    await create("asked-clinic");
    service.clock.ms += 5;
    await read("asked-clinic");
    service.clock.ms += 5;
    await patch("asked-clinic", { name: "x" }, { "if-match": '"9"' });
    expect((await recordsOf("@operators")).slice(-3)).toMatchObject([
      { action: "tenant.create", outcome: "refused", problem: "tenant-exists" },
      { action: "tenant.get", outcome: "done", target: "asked-clinic" },
      { action: "tenant.update", outcome: "refused", problem: "tenant-changed", target: "asked-clinic" },
    ]);
  });
});
