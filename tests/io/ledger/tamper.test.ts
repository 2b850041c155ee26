import { createSecretKey, randomBytes } from "node:crypto";
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type SignedCheckpoint, sealEntries } from "../../../shared/domain/ledger/checkpoint.ts";
import { findingText } from "../../../shared/domain/ledger/finding.ts";
import { peakRanges } from "../../../shared/domain/ledger/frontier.ts";
import { statementSigner } from "../../../shared/domain/ledger/signature.ts";
import type { Item } from "../../../shared/io/attributes.ts";
import { conversationKey, shardKeys, sortKeys } from "../../../shared/io/keys.ts";
import { ledgersOf } from "../../../shared/live-ledger.ts";
import { type Service, startService } from "../../service.ts";
import { auditItems, hourMs, live, publicKeys, sealNow, verify as verifySince } from "./keeping.ts";
import { type StoredLedger, type Tampering, tamperings } from "./tampering.ts";

let service: Service;
let ledger: StoredLedger;
let witnessed: readonly SignedCheckpoint[];
type About = Parameters<typeof verifySince>[2];
const verify = (of: Service, ledgerOf: string, about: About = {}) =>
  verifySince(of, ledgerOf, { sinceMs: of.clock.ms - 10 * hourMs, ...about });
const tenantId = "north-clinic";
const otherId = "south-clinic";

const bySortKey = (a: Item, b: Item): number => ((a.sk?.S ?? "") < (b.sk?.S ?? "") ? -1 : 1);
const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk ?? { S: "" }, sk: sk ?? { S: "" } });

const storedLedger = async (conversationId: string): Promise<StoredLedger> => {
  const all = (await auditItems(service)).sort(bySortKey);
  const under = (pk: string) => all.filter((item) => item.pk?.S === pk);
  const own = under(conversationKey({ tenantId, conversationId }));
  const [otherConversation = {}] = all.filter(
    (item) =>
      item.sk?.S?.startsWith("C#") &&
      item.record?.S?.includes(`"tenantId":"${tenantId}"`) &&
      !item.record.S.includes(conversationId),
  );
  const [otherTenant = {}] = all.filter((item) => item.sk?.S?.startsWith("C#") && item.record?.S?.includes(otherId));
  const Key = { pk: { S: conversationKey({ tenantId, conversationId }) }, sk: { S: sortKeys.head } };
  const { Item: head = {} } = await service.dynamo.send(new GetItemCommand({ TableName: service.ports.tables.summaries, Key }));
  return {
    chain: own.filter((item) => item.sk?.S?.startsWith("C#")),
    alone: own.filter((item) => item.sk?.S?.startsWith("E#")),
    otherConversation,
    otherTenant,
    checkpoints: under(shardKeys.ledger(tenantId, "checkpoint")),
    otherCheckpoint: under(shardKeys.ledger(otherId, "checkpoint"))[0] ?? {},
    tiles: under(shardKeys.ledger(tenantId, "tile")),
    names: under(shardKeys.ledger(tenantId, "leaf-names")),
    head,
  };
};

beforeAll(async () => {
  service = await startService();
  await live(service, 1);
  await sealNow(service, otherId);
  const conversationId = await live(service);
  await sealNow(service, tenantId);
  await live(service);
  await sealNow(service, tenantId);
  // Later than anything may come late.
  service.clock.ms += 5 * hourMs;
  await live(service);
  await sealNow(service, tenantId);
  witnessed = await ledgersOf(service.ports).checkpoints.from(tenantId, 1);
  ledger = await storedLedger(conversationId);
}, 240_000);
afterAll(() => service.stop());

const tableOf = ({ table }: Tampering): string => service.ports.tables[table ?? "audit"];
const put = (TableName: string, Item: Item) => service.dynamo.send(new PutItemCommand({ TableName, Item }));
const remove = (TableName: string, item: Item) => service.dynamo.send(new DeleteItemCommand({ TableName, Key: keyOf(item) }));
const read = async (TableName: string, item: Item) =>
  (await service.dynamo.send(new GetItemCommand({ TableName, Key: keyOf(item), ConsistentRead: true }))).Item;

/** Manipulates, verifies, and puts everything back. */
const whileTampered = async <Result>(tampering: Tampering, look: () => Promise<Result>): Promise<Result> => {
  const table = tableOf(tampering);
  const [puts, removals] = [tampering.put?.(ledger) ?? [], tampering.remove?.(ledger) ?? []];
  const before = await Promise.all([...puts, ...removals].map(async (item) => ({ item, was: await read(table, item) })));
  try {
    for (const item of removals) await remove(table, item);
    for (const item of puts) await put(table, item);
    return await look();
  } finally {
    for (const { item, was } of before) await (was === undefined ? remove(table, item) : put(table, was));
  }
};

test("a ledger that nobody touched verifies, with and without a witness", async () => {
  expect(ledger.chain.length).toBeGreaterThan(3);
  expect([ledger.alone.length > 1, ledger.checkpoints.length]).toEqual([true, 3]);
  expect((await verify(service, tenantId)).findings).toEqual([]);
  expect((await verify(service, tenantId, { witnessed })).findings).toEqual([]);
});

test("there are at least 40 manipulations", () => {
  expect(new Set(tamperings.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60);
});

describe("whoever", () => {
  test.each(tamperings.map((each) => [each.name, each] as const))("%s is found out, and where", async (_, tampering) => {
    const { findings } = await whileTampered(tampering, () =>
      verify(service, tenantId, tampering.needsWitness ? { witnessed } : {}),
    );
    const [first] = findings;
    expect(tampering.kinds).toContain(first?.kind);
    expect(findingText(first ?? { kind: "altered-tree" })).toMatch(/^[a-z-]+: \S/);
    const at = first?.kind === tampering.kinds[0] ? tampering.at?.(ledger) : undefined;
    if (at !== undefined) expect(first?.key).toBe(at.sk?.S);
    else expect(first?.checkpoint ?? first?.conversationId ?? first?.key).toBeDefined();
    expect((await verify(service, tenantId)).findings).toEqual([]);
  });

  test("moves a record to another tenant is found out there as well", async () => {
    const tampering = tamperings.find(({ name }) => name === "moves a record to another tenant");
    const { findings } = await whileTampered(tampering ?? { name: "", kinds: [] }, () => verify(service, otherId));
    expect(findings).toContainEqual(expect.objectContaining({ kind: "altered-record", key: "C#000000000051" }));
  });
});

describe("whoever signs a history of his own", () => {
  /** The ledger sealed anew without its first record, as somebody would who may write the table. */
  const rewriteHistory = async (signer: ReturnType<typeof statementSigner>) => {
    const { tree, index } = ledgersOf(service.ports);
    const size = witnessed[0]?.statement.size ?? 0;
    const slots = await tree.slots(tenantId, { from: 0, to: size }, witnessed[0]?.statement.size ?? 0);
    const names = slots.map(({ conversationId = "", key = "" }) => ({ conversationId, key }));
    const records = (await index.named(tenantId, names)).slice(1);
    const sealing = { tenantId, nowMs: service.clock.ms, throughMs: service.clock.ms, signer };
    const { checkpoint } = await sealEntries({ checkpoint: undefined, frontier: { size: 0, peaks: [] } }, records, sealing);
    expect(peakRanges(records.length).length).toBeGreaterThan(0);
    return { ...ledger.checkpoints[0], checkpoint: { S: JSON.stringify(checkpoint) } } as Item;
  };

  test("is found out by his key", async () => {
    const forged = await rewriteHistory(statementSigner("l1", createSecretKey(randomBytes(32))));
    const forging: Tampering = { name: "", kinds: [], put: () => [forged] };
    const { findings } = await whileTampered(forging, () => verify(service, tenantId));
    expect(findings[0]).toMatchObject({ kind: "forged-checkpoint", checkpoint: 1, what: "signature" });
  });

  test("is found out by the tree, the checkpoints after it and the witness, even with the service's key", async () => {
    const forged = await rewriteHistory((await service.ports.statementKeys()).signer);
    const forging: Tampering = { name: "", kinds: [], put: () => [forged] };
    const { findings } = await whileTampered(forging, () => verify(service, tenantId, { witnessed }));
    expect(findings[0]).toMatchObject({ kind: "altered-tree", checkpoint: 1 });
    expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["forked-ledger"]));
  });

  test("is found out by a key that nobody published", async () => {
    const { findings } = await verify(service, tenantId, {
      keys: new Map([...(await publicKeys(service))].map(([id, key]) => [`${id}x`, key])),
    });
    expect(findings[0]).toMatchObject({ kind: "forged-checkpoint", what: "unknown key" });
  });
});

test("the sealer itself notices a record that was altered lately, and does not seal it again", async () => {
  const late = (await auditItems(service))
    .filter((item) => item.sk?.S?.startsWith("E#") && item.record?.S?.includes(tenantId))
    .sort((a, b) => Number(b.at?.N) - Number(a.at?.N))[0];
  const altering: Tampering = {
    name: "",
    kinds: [],
    put: () => [{ ...late, record: { S: (late?.record?.S ?? "").replace('"outcome"', '"outcomE"') } }],
  };
  const result = await whileTampered(altering, () => sealNow(service, tenantId));
  expect(result).toEqual({
    checkpoints: 0,
    leaves: 0,
    altered: 1,
    gaps: expect.any(Number),
    rolledBack: 0,
    lagMs: expect.any(Number),
  });
});
