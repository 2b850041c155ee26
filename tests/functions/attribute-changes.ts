import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { headNames, keyNames } from "../../shared/io/attribute-names.ts";

/** An attribute of a stored item and what somebody makes of it behind our back. */
export type Attribute = readonly [string, (value: AttributeValue | undefined) => AttributeValue | undefined];

const bytes = (make: (value: Buffer) => Buffer) => (value: AttributeValue | undefined) => ({
  B: new Uint8Array(make(Buffer.from(value?.B ?? []))),
});
export const flipAt = (place: number) => bytes((value) => Buffer.from(value.with(place, (value.at(place) ?? 0) ^ 1)));
const cut = bytes((value) => value.subarray(0, -1));
const extended = bytes((value) => Buffer.concat([value, Buffer.from([0])]));
const plus = (by: number) => (value: AttributeValue | undefined) => ({ N: String(Number(value?.N ?? 0) + by) });
const text = (S: string) => () => ({ S });
const gone = () => undefined;

export const turnChanges: readonly Attribute[] = [
  ["body", flipAt(20)],
  ["body", flipAt(0)],
  ["body", flipAt(1)],
  ["body", flipAt(5)],
  ["body", cut],
  ["body", extended],
  ["body", gone],
  ["hash", flipAt(3)],
  ["hash", gone],
  ["prev", flipAt(3)],
  ["write", flipAt(3)],
  ["at", plus(1)],
  ["epoch", plus(1)],
  ["expiresAt", plus(3600)],
];

export const headChanges: readonly Attribute[] = [
  [headNames.subject, text("sb_another")],
  [headNames.status, text("cleared")],
  [headNames.epoch, plus(1)],
  [headNames.turn, plus(-1)],
  [headNames.turn, plus(1)],
  [headNames.startedAt, plus(1)],
  [headNames.createdAt, plus(1)],
  [headNames.lastTurnAt, plus(1)],
  [headNames.lastTurnEnds, plus(1)],
  ["expiresAt", plus(3600)],
  [headNames.rowsEnd, plus(1)],
  [headNames.families, () => ({ M: {} })],
  [headNames.slot, plus(1)],
  [headNames.leased, plus(1)],
  [headNames.sequence, plus(-1)],
  [headNames.chainHash, flipAt(3)],
  [headNames.turnHash, flipAt(3)],
  [headNames.summarized, plus(1)],
  [headNames.aliases, plus(-1)],
  [headNames.holds, () => ({ M: { tenant: { M: { since: { N: "1" }, reason: { S: "x" }, by: { S: "service" } } } } })],
  ["mac", gone],
  ["mac", flipAt(3)],
  ["mac", cut],
  ["note", text("one more attribute")],
];

export const keyChanges: readonly Attribute[] = [
  [keyNames.wrapped, flipAt(3)],
  [keyNames.wrapped, cut],
  [keyNames.wrapped, gone],
  [keyNames.version, plus(1)],
];

export const aliasChanges: readonly Attribute[] = [
  ["body", flipAt(20)],
  ["body", cut],
  ["body", gone],
  ["version", plus(1)],
];

export const markChanges: readonly Attribute[] = [
  ["turn", plus(-1)],
  ["at", plus(1)],
  ["write", flipAt(3)],
  ["mac", gone],
];
