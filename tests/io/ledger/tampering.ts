import { randomBytes } from "node:crypto";
import type { SignedCheckpoint } from "../../../shared/domain/ledger/checkpoint.ts";
import type { FindingKind } from "../../../shared/domain/ledger/finding.ts";
import type { LedgerRecord } from "../../../shared/domain/ledger/record.ts";
import { canonicalRecord, recordHash } from "../../../shared/domain/ledger/record.ts";
import { headNames as at } from "../../../shared/io/attribute-names.ts";
import type { Item } from "../../../shared/io/attributes.ts";

/** What is stored of one ledger, sorted into what it is. */
export type StoredLedger = {
  /** Chained records of one conversation, in order. */
  readonly chain: readonly Item[];
  /** Records that stand alone, by time. */
  readonly alone: readonly Item[];
  /** A record of another conversation of the same tenant, and one of another tenant. */
  readonly otherConversation: Item;
  readonly otherTenant: Item;
  readonly checkpoints: readonly Item[];
  readonly otherCheckpoint: Item;
  readonly tiles: readonly Item[];
  readonly names: readonly Item[];
  readonly head: Item;
};

/** One manipulation: items put instead of what is there, items taken away; and what the verifier must call the first broken place. */
export type Tampering = {
  readonly name: string;
  readonly kinds: readonly FindingKind[];
  readonly put?: (ledger: StoredLedger) => readonly Item[];
  readonly remove?: (ledger: StoredLedger) => readonly Item[];
  /** The item whose place the first finding must name. */
  readonly at?: (ledger: StoredLedger) => Item | undefined;
  /** Only seen by somebody who has the archive, or an earlier checkpoint. */
  readonly needsWitness?: boolean;
  readonly table?: "summaries";
};

const nth = (items: readonly Item[], index: number): Item => items.at(index) ?? {};
const recordOf = (item: Item): LedgerRecord => JSON.parse(item.record?.S ?? "{}");
const withRecord = (item: Item, change: object): Item => ({
  ...item,
  record: { S: canonicalRecord({ ...recordOf(item), ...change }) },
});
/** With a hash that fits, as somebody would who knows how records are made. */
const rewritten = (item: Item, change: object): Item => {
  const changed = withRecord(item, change);
  return { ...changed, hash: { B: recordHash(changed.record?.S ?? "") } };
};
const moved = (item: Item, to: Partial<Item>): Item => ({ ...item, ...to }) as Item;
const checkpointIn = (item: Item): SignedCheckpoint => JSON.parse(item.checkpoint?.S ?? "{}");
const withStatement = (item: Item, change: object): Item => {
  const checkpoint = checkpointIn(item);
  return { ...item, checkpoint: { S: JSON.stringify({ ...checkpoint, statement: { ...checkpoint.statement, ...change } }) } };
};

const fields: Readonly<Record<string, unknown>> = {
  action: "conversation.erase",
  actor: { id: "somebody-else", kind: "access-token" },
  at: "2026-11-02T08:59:59.000Z",
  contentHash: "A".repeat(43),
  conversationId: `cv_${"x".repeat(43)}`,
  outcome: "refused",
  previousHash: "B".repeat(43),
  requestId: "another",
  scrubbed: { EMAIL_ADDRESS: 99 },
  sequence: 99,
  subject: "sb_somebody",
  tenantId: "south-clinic",
  turn: 77,
};
const second = ({ chain }: StoredLedger): Item => nth(chain, 1);

const alterations = Object.entries(fields).flatMap(([field, value]): readonly Tampering[] => [
  { name: `alters ${field}`, kinds: ["altered-record"], put: (all) => [withRecord(second(all), { [field]: value })], at: second },
  {
    name: `alters ${field} and its hash`,
    kinds: ["altered-record"],
    put: (all) => [rewritten(second(all), { [field]: value })],
    at: second,
  },
]);

const flippedByte = (item: Item, attribute: string): Item => {
  const changed = Buffer.from(item[attribute]?.B ?? []);
  changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
  return { ...item, [attribute]: { B: changed } };
};
const withTime = (item: Item, key: string): Item => {
  const at = key.slice(2, 26);
  return { ...rewritten(item, { at }), sk: { S: key }, at: { N: String(Date.parse(at)) } };
};
const swapped = (a: Item, b: Item): readonly Item[] =>
  [moved(b, { pk: a.pk, sk: a.sk }), moved(a, { pk: b.pk, sk: b.sk })] as Item[];

const records: readonly Tampering[] = [
  ...[0, 1, -1].flatMap((index): readonly Tampering[] => [
    {
      name: `deletes chained record ${index}`,
      kinds: ["missing-record"],
      remove: ({ chain }) => [nth(chain, index)],
      at: ({ chain }) => nth(chain, index),
    },
    {
      name: `deletes record ${index} that stands alone`,
      kinds: ["missing-record"],
      remove: ({ alone }) => [nth(alone, index)],
      at: ({ alone }) => nth(alone, index),
    },
  ]),
  {
    name: "deletes a whole conversation",
    kinds: ["missing-record"],
    remove: ({ chain }) => chain,
    at: ({ chain }) => nth(chain, 0),
  },
  {
    name: "adds a space to a record",
    kinds: ["altered-record"],
    put: (all) => [{ ...second(all), record: { S: ` ${second(all).record?.S}` } }],
    at: second,
  },
  { name: "empties a record", kinds: ["altered-record"], put: (all) => [{ ...second(all), record: { S: "{}" } }], at: second },
  { name: "alters the stored hash", kinds: ["misplaced-record"], put: (all) => [flippedByte(second(all), "hash")], at: second },
  {
    name: "files a record under another day",
    kinds: ["misplaced-record"],
    put: (all) => [{ ...second(all), day: { S: "12:north-clinic10:2026-01-011:1" } }],
    at: second,
  },
  {
    name: "alters the time a record is filed under",
    kinds: ["misplaced-record", "altered-record"],
    put: (all) => [{ ...second(all), at: { N: String(Number(second(all).at?.N) + 1) } }],
    at: second,
  },
  {
    name: "swaps two chained records",
    kinds: ["altered-record", "misplaced-record"],
    put: ({ chain }) => swapped(nth(chain, 1), nth(chain, 2)),
    at: second,
  },
  {
    name: "swaps two records that stand alone",
    kinds: ["altered-record", "misplaced-record"],
    put: ({ alone }) => swapped(nth(alone, 0), nth(alone, 1)),
    at: ({ alone }) => nth(alone, 0),
  },
  {
    name: "writes one record over another",
    kinds: ["altered-record"],
    put: ({ chain }) => [moved(nth(chain, 0), { sk: nth(chain, 1).sk as never })],
    at: second,
  },
  {
    name: "doubles a chained record under a new number",
    kinds: ["altered-record"],
    put: ({ chain }) => [moved(nth(chain, 1), { sk: { S: "C#000000000099" } })],
    at: () => ({ sk: { S: "C#000000000099" } }),
  },
  {
    name: "doubles a record that stands alone",
    kinds: ["unsealed-record"],
    put: ({ alone }) => [moved(nth(alone, 0), { sk: { S: `${nth(alone, 0).sk?.S?.slice(0, 27)}copy` } })],
    at: ({ alone }) => ({ sk: { S: `${nth(alone, 0).sk?.S?.slice(0, 27)}copy` } }),
  },
  {
    name: "invents a record of a sealed time",
    kinds: ["unsealed-record"],
    put: ({ alone }) => [
      rewritten(moved(nth(alone, 0), { sk: { S: `${nth(alone, 0).sk?.S?.slice(0, 27)}new` } }), { action: "invented" }),
    ],
    at: ({ alone }) => ({ sk: { S: `${nth(alone, 0).sk?.S?.slice(0, 27)}new` } }),
  },
  {
    name: "moves a record to another conversation",
    // Which of the two places comes first lies in the ids.
    kinds: ["missing-record", "broken-chain", "altered-record", "duplicated-record", "rolled-back-head"],
    put: ({ chain, otherConversation }) => [
      moved(nth(chain, -1), { pk: otherConversation.pk as never, sk: { S: "C#000000000050" } }),
    ],
    remove: ({ chain }) => [nth(chain, -1)],
    at: ({ chain }) => nth(chain, -1),
  },
  {
    name: "moves a record to another tenant",
    kinds: ["missing-record"],
    put: ({ chain, otherTenant }) => [
      moved(nth(chain, -1), { pk: otherTenant.pk as never, day: otherTenant.day as never, sk: { S: "C#000000000051" } }),
    ],
    remove: ({ chain }) => [nth(chain, -1)],
    at: ({ chain }) => nth(chain, -1),
  },
  {
    name: "takes a record of another tenant in",
    kinds: ["altered-record"],
    put: ({ alone, otherTenant }) => [
      moved(otherTenant, {
        pk: nth(alone, 0).pk as never,
        day: nth(alone, 0).day as never,
        sk: { S: "E#2026-11-02T09:00:00.000Z#foreign" },
      }),
    ],
  },
  {
    name: "gives a record another time and files it there",
    kinds: ["missing-record"],
    put: ({ alone }) => [withTime(nth(alone, 0), `E#2026-11-02T09:00:00.123Z#${randomBytes(6).toString("hex")}`)],
    remove: ({ alone }) => [nth(alone, 0)],
    at: ({ alone }) => nth(alone, 0),
  },
  {
    name: "forks a chain: rewrites its last record so that head and hash fit it",
    kinds: ["altered-record"],
    put: ({ chain }) => [rewritten(nth(chain, -1), { outcome: "refused" })],
    at: ({ chain }) => nth(chain, -1),
  },
];

const trees: readonly Tampering[] = [
  {
    name: "forges a root",
    kinds: ["forged-checkpoint"],
    put: ({ checkpoints }) => [withStatement(nth(checkpoints, 1), { root: "C".repeat(43) })],
  },
  ...["at", "keyId", "number", "previous", "sealedThrough", "size", "tenantId", "type"].map(
    (member): Tampering => ({
      name: `forges the member ${member} of a checkpoint`,
      kinds: ["forged-checkpoint"],
      put: ({ checkpoints }) => [withStatement(nth(checkpoints, 1), { [member]: "forged" })],
    }),
  ),
  { name: "deletes the first checkpoint", kinds: ["missing-checkpoint"], remove: ({ checkpoints }) => [nth(checkpoints, 0)] },
  {
    name: "deletes a checkpoint in the middle",
    kinds: ["missing-checkpoint"],
    remove: ({ checkpoints }) => [nth(checkpoints, 1)],
  },
  {
    name: "deletes the newest checkpoint",
    kinds: ["truncated-ledger"],
    remove: ({ checkpoints }) => [nth(checkpoints, -1)],
    needsWitness: true,
  },
  { name: "deletes all checkpoints", kinds: ["truncated-ledger"], remove: ({ checkpoints }) => checkpoints, needsWitness: true },
  {
    name: "replays an old checkpoint as the newest",
    kinds: ["forked-ledger"],
    put: ({ checkpoints }) => [moved(nth(checkpoints, 0), { sk: nth(checkpoints, -1).sk as never })],
  },
  {
    name: "replaces a checkpoint by another tenant's",
    kinds: ["forged-checkpoint"],
    put: ({ checkpoints, otherCheckpoint }) => [
      moved(otherCheckpoint, { pk: nth(checkpoints, 0).pk as never, sk: nth(checkpoints, 0).sk as never }),
    ],
  },
  {
    name: "swaps two checkpoints",
    kinds: ["forked-ledger", "missing-checkpoint"],
    put: ({ checkpoints }) => swapped(nth(checkpoints, 0), nth(checkpoints, 1)),
  },
  { name: "alters a leaf in the tree", kinds: ["altered-tree"], put: ({ tiles }) => [flippedByte(nth(tiles, -1), "hashes")] },
  { name: "deletes the leaves", kinds: ["altered-tree"], remove: ({ tiles }) => [nth(tiles, -1)] },
  {
    name: "swaps the names of two leaves",
    kinds: ["misplaced-record"],
    put: ({ names }) => {
      const [first, next, ...rest] = JSON.parse(nth(names, -1).names?.S ?? "[]");
      return [{ ...nth(names, -1), names: { S: JSON.stringify([next, first, ...rest]) } }];
    },
  },
  {
    name: "cuts the head back to an earlier record",
    kinds: ["broken-chain"],
    put: ({ head, chain }) => [
      { ...head, [at.sequence]: { N: "2" }, [at.chainHash]: { B: recordHash(nth(chain, 0).record?.S ?? "") } },
    ],
    table: "summaries",
  },
  {
    name: "puts the head back to an earlier record of its chain",
    kinds: ["rolled-back-head"],
    put: ({ head, chain }) => [
      { ...head, [at.sequence]: { N: "2" }, [at.chainHash]: { B: recordHash(nth(chain, 1).record?.S ?? "") } },
    ],
    table: "summaries",
  },
  {
    name: "lets the head name a record that is not there",
    kinds: ["truncated-chain"],
    put: ({ head }) => [{ ...head, [at.sequence]: { N: "40" } }],
    table: "summaries",
  },
];

/** Manipulations of what is stored of a sealed ledger, one at a time. */
export const tamperings: readonly Tampering[] = [...alterations, ...records, ...trees];
