import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { issue, problemOf } from "../conversation-steps.ts";
import type { Answer, Call } from "../gateway.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
/** Writes of notes on the use of keys, and how many of them were made. */
let notes = { sent: 0, made: 0 };

beforeAll(async () => {
  service = await startService();
  service.dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { UpdateExpression = "" } = args.input as { readonly UpdateExpression?: string };
      if (!UpdateExpression.includes("usedAt")) return next(args);
      notes.sent += 1;
      const result = await next(args);
      notes.made += 1;
      return result;
    },
    { step: "initialize", name: "notes" },
  );
});
afterAll(() => service.stop());

let made = 0;
/** A tenant of its own, by the path of its keys. */
const newTenant = async (): Promise<string> => {
  made += 1;
  await operate("POST /v1/tenants", { tenantId: `key-clinic-${made}`, name: "Key Clinic", origins: [testOrigin] });
  return `/v1/tenants/key-clinic-${made}/keys`;
};
const operate = (route: string, body?: unknown): Promise<Answer> =>
  service.call(route, { token: service.operatorKey, ...(body === undefined ? {} : { body }) });
const newKey = async (keys: string, wishes: object = {}) => {
  const { body } = await operate(`POST ${keys}`, { kind: "secret", ...wishes });
  return { keyId: body.keyId ?? "", key: body.key ?? "" };
};
const statusWith = async (key: string, call: Call = service.call): Promise<number> =>
  (await call("POST /v1/tokens", { token: key, body: { subject: "p" } })).status;

describe("a new key", () => {
  test("is shown once and works; a list and a log know its id alone", async () => {
    const keys = await newTenant();
    const answer = await operate(`POST ${keys}`, { kind: "secret", label: "server" });
    expect([answer.status, answer.headers["Cache-Control"]]).toEqual([201, "no-store"]);
    expect(answer.body).toEqual({
      keyId: expect.stringMatching(/^k_[A-Za-z0-9_-]{12}$/),
      kind: "secret",
      label: "server",
      createdAt: new Date(service.clock.ms).toISOString(),
      expiresAt: null,
      replacedBy: null,
      lastUsedAt: null,
      key: expect.stringMatching(/^sk_key-clinic-\d+_[A-Za-z0-9_-]{43}$/),
    });
    const key = answer.body.key ?? "";
    expect(await statusWith(key)).toBe(201);
    const stored = await Promise.all(
      Object.values(service.ports.tables).map((TableName) => service.dynamo.send(new ScanCommand({ TableName }))),
    );
    const everything = [...service.logged, JSON.stringify(stored), (await operate(`GET ${keys}`)).text].join("\n");
    expect(everything).toContain(answer.body.keyId);
    expect(everything).not.toContain(key.slice(-43));
  });

  test("of a page is good on the tenant's origins", async () => {
    const { key } = await newKey(await newTenant(), { kind: "publishable" });
    const body = { clientNonce: "abcdefghijklmnopqrstuv" };
    const onPage = await service.call("POST /v1/tokens", { token: key, headers: { origin: testOrigin }, body });
    expect([key.slice(0, 3), onPage.status]).toEqual(["pk_", 201]);
  });

  test("that is to end ends at that moment", async () => {
    const keys = await newTenant();
    const expiresAt = new Date(service.clock.ms + 60_000).toISOString();
    const { key } = await newKey(keys, { expiresAt });
    service.clock.ms += 59_999;
    expect(await statusWith(key)).toBe(201);
    service.clock.ms += 1;
    const answer = await service.call("POST /v1/tokens", { token: key, body: { subject: "p" } });
    expect([answer.status, answer.body.reason]).toEqual([401, "unknown-key"]);
    expect((await operate(`GET ${keys}`)).body.keys).toEqual([]);
    const late = await operate(`POST ${keys}`, { kind: "secret", expiresAt });
    expect([late.status, late.body.field]).toEqual([422, "body.expiresAt"]);
  });

  test("has a label that no other has, so that a repeat makes no second one", async () => {
    const keys = await newTenant();
    await newKey(keys, { label: "web" });
    expect(problemOf(await operate(`POST ${keys}`, { kind: "secret", label: "web" }))).toBe("tenant-key-exists");
    expect((await operate(`GET ${keys}`)).body.keys?.length).toBe(1);
  });

  test("is one of at most 20, also when many are made at once; one that has ended makes room", async () => {
    const keys = await newTenant();
    const expiresAt = new Date(service.clock.ms + 1000).toISOString();
    await newKey(keys, { expiresAt });
    for (let count = 0; count < 15; count += 1) await newKey(keys);
    const answers = await Promise.all(Array.from({ length: 8 }, () => operate(`POST ${keys}`, { kind: "secret" })));
    const created = answers.filter(({ status }) => status === 201).length;
    expect((await operate(`GET ${keys}`)).body.keys?.length).toBe(16 + created);
    expect(created).toBeLessThanOrEqual(4);
    for (let count = created; count < 4; count += 1) await newKey(keys);
    expect(problemOf(await operate(`POST ${keys}`, { kind: "secret" }))).toBe("too-many-keys");
    service.clock.ms += 1000;
    expect((await operate(`POST ${keys}`, { kind: "secret" })).status).toBe(201);
  });
});

describe("a rotation", () => {
  test("gives a key of the same kind and label, and both are good until the overlap is over", async () => {
    const keys = await newTenant();
    const old = await newKey(keys, { label: "server" });
    const answer = await operate(`POST ${keys}/${old.keyId}/rotate`, { overlapSeconds: 60 });
    expect([answer.status, answer.body]).toMatchObject([201, { kind: "secret", label: "server", expiresAt: null }]);
    const next = answer.body.key ?? "";
    expect([await statusWith(old.key), await statusWith(next)]).toEqual([201, 201]);
    service.clock.ms += 60_000;
    expect([await statusWith(old.key), await statusWith(next)]).toEqual([401, 201]);
  });

  test("never lengthens the life of a key that was to end sooner", async () => {
    const keys = await newTenant();
    const expiresAt = new Date(service.clock.ms + 5000).toISOString();
    const { keyId } = await newKey(keys, { expiresAt });
    await operate(`POST ${keys}/${keyId}/rotate`);
    expect((await operate(`GET ${keys}`)).body.keys?.[0]?.expiresAt).toBe(expiresAt);
  });

  test("ends a key at once without overlap, and happens once of two that race", async () => {
    const keys = await newTenant();
    const { keyId, key } = await newKey(keys);
    const rotate = () => operate(`POST ${keys}/${keyId}/rotate`, { overlapSeconds: 3600 });
    const answers = await Promise.all([rotate(), rotate()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const second = await newKey(keys);
    expect((await operate(`POST ${keys}/${second.keyId}/rotate`, { overlapSeconds: 0 })).status).toBe(201);
    expect([await statusWith(key), await statusWith(second.key)]).toEqual([201, 401]);
    expect(problemOf(await operate(`POST ${keys}/${second.keyId}/rotate`))).toBe("tenant-key-not-found");
  });
});

describe("a revocation", () => {
  test("holds at once where it was made, and within a second everywhere", async () => {
    const keys = await newTenant();
    const { keyId, key } = await newKey(keys);
    const elsewhere = await service.elsewhere();
    expect([await statusWith(key), await statusWith(key, elsewhere)]).toEqual([201, 201]);
    expect((await operate(`DELETE ${keys}/${keyId}`)).status).toBe(204);
    expect(await statusWith(key)).toBe(401);
    service.clock.ms += 1000;
    expect(await statusWith(key, elsewhere)).toBe(401);
    expect(problemOf(await operate(`DELETE ${keys}/${keyId}`))).toBe("tenant-key-not-found");
  });
});

describe("the last use of a key", () => {
  test("is noted once an hour for all processes, and in the record of no tenant", async () => {
    const keys = await newTenant();
    const { key } = await newKey(keys);
    const { version } = (await operate(`GET ${keys.replace("/keys", "")}`)).body;
    service.clock.ms = Math.ceil(service.clock.ms / 3600_000) * 3600_000 + 60_000;
    const firstUse = new Date(service.clock.ms).toISOString();
    const processes = [service.call, await service.elsewhere(), await service.elsewhere()];
    notes = { sent: 0, made: 0 };
    const uses = Array.from({ length: 30 }, (_, n) => issue(processes[n % 3] ?? service.call, key));
    await Promise.all(uses);
    service.clock.ms += 50 * 60_000;
    await issue(service.call, key);
    expect(notes).toEqual({ sent: 3, made: 1 });
    const listed = (await operate(`GET ${keys}`)).body.keys ?? [];
    expect(listed.map(({ lastUsedAt }) => lastUsedAt)).toEqual([firstUse]);
    expect((await operate(`GET ${keys.replace("/keys", "")}`)).body.version).toBe(version);
    service.clock.ms += 10 * 60_000;
    await issue(service.call, key);
    expect((await operate(`GET ${keys}`)).body.keys?.[0]?.lastUsedAt).toBe(new Date(service.clock.ms).toISOString());
  });

  test("holds up no call when it cannot be noted", async () => {
    const { key } = await newKey(await newTenant());
    service.dynamo.middlewareStack.add(
      (next) => async (args) => {
        const { UpdateExpression = "" } = args.input as { readonly UpdateExpression?: string };
        if (UpdateExpression.includes("usedAt")) throw Object.assign(new Error("x"), { name: "TimeoutError" });
        return next(args);
      },
      { step: "initialize", name: "fail" },
    );
    expect(await statusWith(key)).toBe(201);
    service.dynamo.middlewareStack.remove("fail");
  });
});

describe("a stranger", () => {
  test("learns from no answer whether a tenant or a key exists", async () => {
    const [{ tenantId }] = service.tenants;
    const asks = [`sk_${tenantId}_${"x".repeat(43)}`, `sk_nobody-here_${"x".repeat(43)}`, `ok_${"x".repeat(43)}`];
    const answers = await Promise.all(
      ["GET /v1/tenants", `GET /v1/tenants/${tenantId}/keys`, "GET /v1/tenants/nobody-here"].flatMap((route) =>
        asks.map((token) => service.call(route, { token })),
      ),
    );
    const shapes = answers.map(({ status, headers, body: { instance: _, ...body } }) => ({
      status,
      body,
      headers: Object.keys(headers).sort(),
    }));
    expect(shapes).toEqual(Array(9).fill(shapes[0]));
    expect(shapes[0]).toMatchObject({ status: 401, body: { reason: "unknown-key" } });
  });
});
