import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FindingKind } from "../../../shared/domain/ledger/finding.ts";
import { canonicalRecord, type LedgerRecord, recordHash } from "../../../shared/domain/ledger/record.ts";
import { headNames } from "../../../shared/io/attribute-names.ts";
import type { Item } from "../../../shared/io/attributes.ts";
import { conversationKey, sortKeys } from "../../../shared/io/keys.ts";
import { get, issue, save } from "../../conversation-steps.ts";
import { type Service, startService } from "../../service.ts";
import { auditItems, hourMs, minuteMs, sealNow, verify as verifySince } from "./keeping.ts";

let service: Service;
let conversationId = "";
/** Reads that the one process recorded and that nothing has sealed yet, in the order it wrote them. */
let alone: readonly Item[] = [];
const tenantId = "north-clinic";
const verify = () => verifySince(service, tenantId, { sinceMs: service.clock.ms - 3 * hourMs });
const recordOf = (item: Item | undefined): LedgerRecord => JSON.parse(item?.record?.S ?? "{}");
const numberOf = (item: Item | undefined): number => recordOf(item).writer?.number ?? 0;
const nth = (index: number): Item => alone.at(index) ?? {};

const readAlone = async () => {
  const all = (await auditItems(service)).filter((item) => item.sk?.S?.startsWith("E#") && recordOf(item).tenantId === tenantId);
  return all.toSorted((a, b) => numberOf(a) - numberOf(b));
};

beforeAll(async () => {
  service = await startService();
  const tokens = [
    await issue(service.call, service.tenants[0].secretKey),
    await issue(service.call, service.tenants[0].secretKey),
  ];
  for (const token of [...tokens, ...tokens, ...tokens]) {
    service.clock.ms += 1000;
    await get(service.call, token);
  }
  const [{ conversationId: first } = { conversationId: "" }] = tokens;
  conversationId = first;
  for (const turn of [1, 2, 3]) if (tokens[0] !== undefined) await save(service.call, tokens[0], turn);
  service.clock.ms += 5 * minuteMs;
  alone = await readAlone();
});
afterAll(() => service.stop());

const table = () => service.ports.tables.audit;
const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk ?? { S: "" }, sk: sk ?? { S: "" } });
const put = (Item: Item) => service.dynamo.send(new PutItemCommand({ TableName: table(), Item }));
const remove = (item: Item) => service.dynamo.send(new DeleteItemCommand({ TableName: table(), Key: keyOf(item) }));
const rewritten = (item: Item, change: object): Item => {
  const record = canonicalRecord({ ...recordOf(item), ...change });
  return { ...item, record: { S: record }, hash: { B: recordHash(record) } };
};
const fileUnder = (item: Item, sk: string): Item => ({ ...item, sk: { S: sk } });
/** Another name, behind any that is made by chance. */
const otherName = (item: Item): string => `${item.sk?.S?.slice(0, 27)}~other`;

/** One manipulation of records that are not sealed: what is put, what is taken away, and the record that the verifier must name. */
type Tampering = readonly [
  string,
  FindingKind,
  { readonly put?: () => readonly Item[]; readonly remove?: () => readonly Item[] },
  () => Item,
];

const tamperings: readonly Tampering[] = [
  ["deletes the first record", "missing-record", { remove: () => [nth(0)] }, () => nth(1)],
  ["deletes a record in the middle", "missing-record", { remove: () => [nth(2)] }, () => nth(3)],
  ["deletes three records in a row", "missing-record", { remove: () => alone.slice(1, 4) }, () => nth(4)],
  [
    "alters a record, and its hash with it",
    "altered-record",
    { put: () => [rewritten(nth(2), { outcome: "refused" })] },
    () => nth(2),
  ],
  [
    "alters whose read it was",
    "altered-record",
    { put: () => [rewritten(nth(3), { actor: { kind: "secret-key", id: "k9" } })] },
    () => nth(3),
  ],
  [
    "doubles a record under another name",
    "duplicated-record",
    { put: () => [fileUnder(nth(2), otherName(nth(2)))] },
    () => fileUnder(nth(2), otherName(nth(2))),
  ],
  [
    "swaps two records with their places",
    "altered-record",
    {
      put: () => [rewritten(nth(1), { writer: recordOf(nth(2)).writer }), rewritten(nth(2), { writer: recordOf(nth(1)).writer })],
    },
    () => nth(1),
  ],
  ["takes a record out of the count", "missing-record", { put: () => [rewritten(nth(2), { writer: undefined })] }, () => nth(3)],
  [
    "cuts off the beginning and lets what is left begin there",
    "altered-record",
    { remove: () => [nth(0)], put: () => [rewritten(nth(1), { writer: { ...recordOf(nth(1)).writer, number: 1 } })] },
    () => nth(1),
  ],
];

const whileTampered = async <Result>([, , change]: Tampering, look: () => Promise<Result>): Promise<Result> => {
  const [puts, removals] = [change.put?.() ?? [], change.remove?.() ?? []];
  try {
    for (const item of removals) await remove(item);
    for (const item of puts) await put(item);
    return await look();
  } finally {
    for (const item of puts) await remove(item);
    for (const item of alone) await put(item);
  }
};

test("records that nobody touched verify before they are sealed, each with its place among what its process wrote", async () => {
  expect(alone.map(numberOf)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(alone.map((item) => recordOf(item).writer?.id)).size).toBe(1);
  expect(await verify()).toMatchObject({ findings: [], checkpoints: 0 });
});

describe("whoever, before anything was sealed,", () => {
  test.each(tamperings.map((each) => [each[0], each] as const))("%s is found out, and where", async (_, tampering) => {
    const { findings } = await whileTampered(tampering, verify);
    const [, kind, , at] = tampering;
    expect(findings).toContainEqual(expect.objectContaining({ kind, key: at().sk?.S }));
    expect((await verify()).findings).toEqual([]);
  });

  test("deletes the newest record of a process is found out when that process writes its next one", async () => {
    await remove(nth(-1));
    expect((await verify()).findings).toEqual([]);
    const token = await issue(service.call, service.tenants[0].secretKey);
    await get(service.call, token);
    service.clock.ms += 5 * minuteMs;
    const next = (await readAlone()).at(-1);
    expect((await verify()).findings).toMatchObject([{ kind: "missing-record", key: next?.sk?.S }]);
    await put(nth(-1));
    expect((await verify()).findings).toEqual([]);
  });

  test("puts a head back to where it was is found out by the chain that goes on", async () => {
    const Key = { pk: { S: conversationKey({ tenantId, conversationId }) }, sk: { S: sortKeys.head } };
    const { Item: head = {} } = await service.dynamo.send(new GetItemCommand({ TableName: service.ports.tables.summaries, Key }));
    const chain = (await auditItems(service)).find((item) => item.pk?.S === Key.pk.S && item.sk?.S === sortKeys.sequence(2));
    const older = {
      ...head,
      [headNames.sequence]: { N: "2" },
      [headNames.chainHash]: { B: Buffer.from(chain?.hash?.B ?? []) },
    };
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.summaries, Item: older }));
    expect((await verify()).findings).toMatchObject([{ kind: "rolled-back-head", conversationId, sequence: 3 }]);
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.summaries, Item: head }));
    expect((await verify()).findings).toEqual([]);
  });

  test("deletes a record makes the sealer tell of a gap", async () => {
    await remove(nth(2));
    expect(await sealNow(service, tenantId)).toMatchObject({ altered: 0, gaps: 1 });
    await put(nth(2));
    service.clock.ms += 5 * minuteMs;
    expect(await sealNow(service, tenantId)).toMatchObject({ altered: 0, gaps: 0 });
  });
});
