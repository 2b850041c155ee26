import { createHash } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type * as z from "zod/mini";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type {
  checkpointAnswer,
  consistencyAnswer,
  eventPageAnswer,
  inclusionAnswer,
  statementKeysAnswer,
} from "../../shared/contract/audit/audit.ts";
import { entryLine } from "../../shared/domain/ledger/entry.ts";
import { leafHash } from "../../shared/domain/ledger/merkle.ts";
import { isConsistent, isIncluded } from "../../shared/domain/ledger/merkle-verify.ts";
import { isSignedBy } from "../../shared/domain/ledger/signature.ts";
import { problemOf } from "../conversation-steps.ts";
import type { Answer } from "../gateway.ts";
import { archiveNow, auditItems, hourMs, live, minuteMs, sealNow } from "../io/ledger/keeping.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let conversationId: string;
beforeAll(async () => {
  service = await startService();
  conversationId = await live(service);
  await live(service, 1);
  await sealNow(service, tenantId);
  await live(service);
  await sealNow(service, tenantId);
});
afterAll(() => service.stop());

const tenantId = "north-clinic";
const ask = (path: string, token = service.tenants[0].secretKey): Promise<Answer> => {
  service.clock.ms += 1;
  return service.call(`GET /v1/audit/${path}`, { token });
};
const bodyOf = <Schema extends z.ZodMiniType>(answer: Answer): z.infer<Schema> => {
  expect([answer.status, problemOf(answer)]).toEqual([200, ""]);
  return answer.body as z.infer<Schema>;
};
const bytes = (text: string): Buffer => Buffer.from(text, "base64url");
const eventsOf = async (query: string, token?: string) => bodyOf<typeof eventPageAnswer>(await ask(`events?${query}`, token));

/** All pages of events. */
const allEvents = async (query: string, token?: string) => {
  const events: z.infer<typeof eventPageAnswer>["events"] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: z.infer<typeof eventPageAnswer> = await eventsOf(`${query}${cursor === "" ? "" : `&cursor=${cursor}`}`, token);
    events.push(...page.events);
    cursor = page.nextCursor;
  }
  return events;
};

describe("the events of a ledger", () => {
  test("come by time, page by page, all of them once, and nobody else's", async () => {
    const events = await allEvents("limit=3");
    const keys = events.map(({ key, record }) => `${String(record.conversationId)} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    const stored = (await auditItems(service)).filter((item) => item.record?.S?.includes(`"tenantId":"${tenantId}"`));
    const own = events.filter(({ record }) => record.action !== "audit.event-list");
    expect(own.length).toBe(stored.filter((item) => !item.record?.S?.includes("audit.event-list")).length);
    expect(new Set(events.map(({ record }) => record.tenantId))).toEqual(new Set([tenantId]));
    const times = events.map(({ record }) => String(record.at));
    expect(times).toEqual(times.toSorted());
  });

  test("are filtered by action, outcome, conversation and time", async () => {
    expect((await allEvents(`action=token.issue`)).map(({ record }) => record.action)).toEqual(Array(4).fill("token.issue"));
    const refused = await allEvents("outcome=refused");
    expect([refused.length > 0, new Set(refused.map(({ record }) => record.outcome))]).toEqual([true, new Set(["refused"])]);
    const one = await allEvents(`conversationId=${conversationId}&limit=2`);
    expect(one.length).toBeGreaterThan(4);
    expect(new Set(one.map(({ record }) => record.conversationId))).toEqual(new Set([conversationId]));
    const [first] = one;
    const from = new Date(Date.parse(String(first?.record.at)) + 1).toISOString();
    expect((await allEvents(`conversationId=${conversationId}&from=${from}`)).length).toBe(
      one.filter(({ record }) => String(record.at) >= from).length,
    );
    expect(await allEvents(`to=2026-11-02T09:00:00.000Z`)).toEqual([]);
  });

  test("of a long time come in pages that may be empty, and end", async () => {
    expect((await eventsOf("from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z")).events).toEqual([]);
    expect((await allEvents(`from=2026-10-10T00:00:00Z&action=token.issue`)).length).toBe(4);
  });

  test("are read on with a cursor that is good for one ledger and its filters only", async () => {
    const { nextCursor } = await eventsOf("limit=2");
    expect(nextCursor).not.toBeNull();
    const theirs = await ask(`events?limit=2&cursor=${nextCursor}`, service.tenants[1].secretKey);
    const others = [
      await ask(`events?limit=2&action=token.issue&cursor=${nextCursor}`),
      await ask(`events?limit=2&cursor=${String(nextCursor).slice(0, -3)}AAA`),
      await ask(`events?limit=2&cursor=${"A".repeat(60)}`),
      await ask("events?limit=2&cursor=short"),
      theirs,
    ];
    expect(others.map((answer) => [answer.status, problemOf(answer), answer.body.field])).toEqual(
      others.map(() => [422, "invalid-request", "query.cursor"]),
    );
  });

  test("are on record themselves: who reads the ledger leaves a record in it", async () => {
    const reads = await allEvents("action=audit.event-list");
    expect(reads[0]?.record).toMatchObject({ actor: { kind: "secret-key" }, outcome: "done" });
  });

  test("are withheld where one is not what it was", async () => {
    const item = (await auditItems(service)).find(
      (each) => each.record?.S?.includes("south-clinic") && each.sk?.S?.startsWith("E#"),
    );
    service.clock.ms += 1;
    const altered = { ...item, record: { S: item?.record?.S?.replace('"outcome":"', '"outcome":"x') ?? "" } };
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.audit, Item: altered }));
    expect(problemOf(await ask("events", service.tenants[1].secretKey))).toBe("integrity-violation");
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.audit, Item: item }));
  });
});

describe("who may ask", () => {
  test("a tenant's key reaches its own ledger, an operator's the one it names", async () => {
    const other = await ask(`events?tenantId=south-clinic`);
    expect([other.status, problemOf(other)]).toEqual([404, "tenant-not-found"]);
    expect((await ask(`events?tenantId=${tenantId}`)).status).toBe(200);
    const unnamed = await ask("events", service.operatorKey);
    expect([problemOf(unnamed), unnamed.body.field]).toEqual(["invalid-request", "query.tenantId"]);
    const events = await allEvents(`tenantId=south-clinic`, service.operatorKey);
    expect(new Set(events.map(({ record }) => record.tenantId))).toEqual(new Set(["south-clinic"]));
    await ask("checkpoints", "forged");
    const own = await allEvents("tenantId=@operators", service.operatorKey);
    expect(own.at(-1)?.record).toMatchObject({
      action: "audit.event-list",
      actor: { kind: "operator-key" },
      target: "south-clinic",
    });
    expect((await allEvents("tenantId=@unproven", service.operatorKey))[0]?.record).toMatchObject({
      problem: "invalid-credential",
    });
  });

  test.each(["events", "checkpoints", "proofs/inclusion?key=C%23000000000001", "proofs/consistency?from=1"])(
    "not a publishable key, nor a token, nor the service's own ledgers: %s",
    async (path) => {
      const publishable = await ask(path, service.tenants[0].publishableKey);
      expect(["not-allowed", "origin-not-allowed"]).toContain(problemOf(publishable));
      expect(problemOf(await ask(`${path}${path.includes("?") ? "&" : "?"}tenantId=@operators`))).toBe("tenant-not-found");
    },
  );
});

describe("proofs", () => {
  const keys = async () => bodyOf<typeof statementKeysAnswer>(await service.call("GET /v1/audit/keys")).keys;
  const checkpoint = async (query = "") => bodyOf<typeof checkpointAnswer>(await ask(`checkpoints${query}`));

  test("a checkpoint is signed with a published key, links the one before, and says whether it is archived", async () => {
    const [key] = await keys();
    const { checkpoint: newest, isArchived } = await checkpoint();
    expect([isArchived, newest.statement.number, newest.statement.tenantId]).toEqual([false, 2, tenantId]);
    expect([isSignedBy(newest, key?.publicKey ?? ""), newest.signature.keyId]).toEqual([true, key?.keyId]);
    const { checkpoint: first } = await checkpoint("?number=1");
    expect(newest.statement.previous).toBe(createHash("sha256").update(canonicalJson(first)).digest("base64url"));
    expect((await checkpoint(`?size=${first.statement.size}`)).checkpoint).toEqual(first);
    expect((await checkpoint(`?size=${first.statement.size + 1}`)).checkpoint).toEqual(newest);
    await archiveNow(service, tenantId);
    expect((await checkpoint()).isArchived).toBe(true);
  });

  test("every record of a ledger is proved to be in it, from nothing but the answer", async () => {
    const { checkpoint: newest } = await checkpoint();
    const events = (await allEvents("limit=200")).filter(({ record }) => String(record.at) < newest.statement.sealedThrough);
    expect(events.length).toBe(newest.statement.size);
    const indices: number[] = [];
    for (const { key, record } of events) {
      const about = record.conversationId === "" ? "" : `&conversationId=${String(record.conversationId)}`;
      const proved = bodyOf<typeof inclusionAnswer>(await ask(`proofs/inclusion?key=${encodeURIComponent(key)}${about}`));
      const { size, root } = proved.checkpoint.statement;
      const leaf = leafHash(entryLine({ key: proved.entry.key, record: canonicalJson(proved.entry.record) }));
      const claim = { leaf, index: proved.leafIndex, size, root: bytes(root), proof: proved.proof.map(bytes) };
      expect([isIncluded(claim), proved.entry.record]).toEqual([true, record]);
      indices.push(proved.leafIndex);
    }
    expect(indices.toSorted((a, b) => a - b)).toEqual(indices.map((_, index) => index));
  });

  test("a record is proved in an earlier checkpoint too, if it is part of it", async () => {
    const path = `proofs/inclusion?key=C%23000000000001&conversationId=${conversationId}&checkpoint=1`;
    const proved = bodyOf<typeof inclusionAnswer>(await ask(path));
    const { size, root } = proved.checkpoint.statement;
    const claim = {
      leaf: bytes(proved.leafHash),
      index: proved.leafIndex,
      size,
      root: bytes(root),
      proof: proved.proof.map(bytes),
    };
    expect([proved.checkpoint.statement.number, isIncluded(claim)]).toEqual([1, true]);
    const late = (await allEvents("limit=200")).filter(({ record }) => record.conversationId !== "").at(-1);
    const after = await ask(
      `proofs/inclusion?key=${encodeURIComponent(late?.key ?? "")}&conversationId=${String(late?.record.conversationId)}&checkpoint=1`,
    );
    expect(problemOf(after)).toBe("record-not-sealed");
  });

  test("a later tree is proved to begin with an earlier one", async () => {
    const { from, to, proof } = bodyOf<typeof consistencyAnswer>(await ask("proofs/consistency?from=1"));
    const [old, now] = [from.statement, to.statement];
    const claim = { oldSize: old.size, oldRoot: bytes(old.root), size: now.size, root: bytes(now.root), proof: proof.map(bytes) };
    expect([old.number, now.number, isConsistent(claim)]).toEqual([1, 2, true]);
    const backwards = await ask("proofs/consistency?from=2&to=1");
    expect([problemOf(backwards), backwards.body.field]).toEqual(["invalid-request", "query.to"]);
    expect(bodyOf<typeof consistencyAnswer>(await ask("proofs/consistency?from=1&to=1")).proof).toEqual([]);
  });

  test("a late record is found in the checkpoint that took it in", async () => {
    const { ledger } = service.ports;
    service.clock.ms -= 2 * hourMs;
    const event = { action: "test.late", outcome: "done", actor: { kind: "service", id: "t" }, requestId: "late" } as const;
    await ledger.record({ tenantId, conversationId: "" }, event);
    service.clock.ms += 2 * hourMs;
    await sealNow(service, tenantId);
    await sealNow(service, tenantId);
    service.clock.ms += minuteMs;
    const [late] = await allEvents("action=test.late");
    const proved = bodyOf<typeof inclusionAnswer>(await ask(`proofs/inclusion?key=${encodeURIComponent(late?.key ?? "")}`));
    expect(proved.entry.record).toMatchObject({ requestId: "late" });
    const { checkpoint: second } = await checkpoint("?number=2");
    expect(proved.leafIndex).toBeGreaterThanOrEqual(second.statement.size);
  });
});
