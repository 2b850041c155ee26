import type { Finding, FindingKind } from "./finding.ts";
import { checkpointOf, type FoundRecord, type LedgerView, type Slot } from "./ledger-view.ts";
import { sealPolicy } from "./seal-window.ts";

type Fault = { readonly kind: FindingKind; readonly what?: string };
type Place = { readonly slot: Slot; readonly leaf: number };

/** What is wrong between the leaves of the tree and the records that were found. */
export const verifyLeaves = (view: LedgerView): readonly Finding[] => {
  const byLeaf = Map.groupBy(view.records, ({ leaf }) => leaf.toString("base64url"));
  const places = view.slots.map((slot, leaf) => ({ slot, leaf }));
  const isFound = ({ slot }: Place) => byLeaf.has(slot.leaf.toString("base64url"));
  const sealed = new Set(view.slots.map(({ leaf }) => leaf.toString("base64url")));
  const strangers = view.records.filter(({ leaf }) => !sealed.has(leaf.toString("base64url")));
  const isWanted = ({ slot }: Place) => view.only === undefined || slot.conversationId === view.only;
  const lost = places.filter((place) => isWanted(place) && !isFound(place));
  const pairs = pairUp(lost, strangers, view);
  const paired = new Set(pairs.values());
  return [
    ...lost.flatMap((place) => lostFaults(view, place, pairs.get(place.leaf))),
    ...places
      .filter(isFound)
      .flatMap((place) => nameFaults(view, place, byLeaf.get(place.slot.leaf.toString("base64url")) ?? [])),
    ...repeated(view, places),
    ...(view.isOrdered ? orderFaults(view) : []),
    ...strangers.filter((record) => !paired.has(record)).flatMap((record) => strangerFaults(view, record)),
  ];
};

const at = (view: LedgerView, { slot, leaf }: Place, { kind, what }: Fault): Finding => ({
  kind,
  checkpoint: checkpointOf(view, leaf),
  leaf,
  conversationId: slot.conversationId,
  key: slot.key,
  what,
});

/** Which stranger stands where a leaf's record should: by name, or in a file in turn. */
const pairUp = (
  lost: readonly Place[],
  strangers: readonly FoundRecord[],
  view: LedgerView,
): ReadonlyMap<number, FoundRecord> => {
  const isNamed = ({ slot }: Place, record: FoundRecord) =>
    slot.key === record.key && slot.conversationId === record.conversationId;
  const pairs = lost.map((place, index) => {
    const found = place.slot.key === undefined ? strangers[index] : strangers.find((record) => isNamed(place, record));
    return [place.leaf, found] as const;
  });
  const sizesFit = view.isOrdered ? strangers.length <= lost.length : true;
  return new Map(sizesFit ? pairs.flatMap(([leaf, found]) => (found === undefined ? [] : [[leaf, found] as const])) : []);
};

const lostFaults = (view: LedgerView, place: Place, standsThere: FoundRecord | undefined): readonly Finding[] => {
  if (standsThere !== undefined) {
    const { conversationId, key } = standsThere;
    return [{ ...at(view, place, { kind: "altered-record", what: "text" }), conversationId, key }];
  }
  return isExpired(view, place) ? [] : [at(view, place, { kind: "missing-record" })];
};

const isExpired = (view: LedgerView, { leaf }: Place): boolean => {
  const number = checkpointOf(view, leaf);
  const checkpoint = view.checkpoints.find(({ statement }) => statement.number === number);
  return checkpoint !== undefined && Date.parse(checkpoint.statement.sealedThrough) < view.expiredBeforeMs;
};

const nameFaults = (view: LedgerView, place: Place, records: readonly FoundRecord[]): readonly Finding[] => {
  const { slot } = place;
  const isElsewhere = records.every(
    (record) => slot.key !== undefined && (slot.key !== record.key || slot.conversationId !== record.conversationId),
  );
  const misplaced = isElsewhere && records.length > 0 ? [at(view, place, { kind: "misplaced-record", what: "name" })] : [];
  const misfiled = records
    .filter((record) => !record.isFiled)
    .map(() => at(view, place, { kind: "misplaced-record", what: "filed elsewhere" }));
  const twice = records.length > 1 ? [at(view, place, { kind: "duplicated-record", what: "found twice" })] : [];
  return [...misplaced, ...misfiled, ...twice];
};

/** Leaves that are in the tree twice. */
const repeated = (view: LedgerView, places: readonly Place[]): readonly Finding[] => {
  const groups = [...Map.groupBy(places, ({ slot }) => slot.leaf.toString("base64url")).values()];
  return groups.flatMap(([, ...again]) =>
    again.map((place) => at(view, place, { kind: "duplicated-record", what: "sealed twice" })),
  );
};

/** The first record of a file that comes before one that was sealed before it. */
const orderFaults = (view: LedgerView): readonly Finding[] => {
  const indexOf = new Map(view.slots.map(({ leaf }, index) => [leaf.toString("base64url"), index]));
  const indices = view.records.map(({ leaf }) => indexOf.get(leaf.toString("base64url"))).filter((index) => index !== undefined);
  const wrong = indices.find((index, line) => index > (indices[line + 1] ?? Number.POSITIVE_INFINITY));
  const slot = wrong === undefined ? undefined : view.slots[wrong];
  return wrong === undefined || slot === undefined
    ? []
    : [at(view, { slot, leaf: wrong }, { kind: "misplaced-record", what: "out of order" })];
};

/** A record without a leaf is young, or it came too late to be sealed: nobody of ours is that late. */
const strangerFaults = (view: LedgerView, record: FoundRecord): readonly Finding[] => {
  const { conversationId, key } = record;
  if (!record.isFiled) return [{ kind: "altered-record", conversationId, key, what: "hash, place or time" }];
  const newest = view.checkpoints.at(-1)?.statement.sealedThrough;
  const isYoung = newest === undefined || record.atMs >= Date.parse(newest) - sealPolicy.lateMs;
  return isYoung && record.isShownAsLeaf !== true
    ? []
    : [{ kind: "unsealed-record", conversationId, key, what: "of a time that was sealed without it" }];
};
