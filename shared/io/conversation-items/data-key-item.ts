import type { ConversationRef } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { keyNames } from "../attribute-names.ts";
import { bytes, type Item, map, number, text } from "../attributes.ts";
import { conversationKey } from "../keys.ts";
import { readBytes, readNumber, readText } from "../stored-item.ts";

const at = keyNames;

/** A wrapped data key that was replaced at `untilMs`. */
export type OldKey = { readonly wrapped: Buffer; readonly untilMs: number };

/** The row of a conversation's data key: its id for receipts, the key in use, and those before it that values may be sealed with. */
export type KeyRow = {
  readonly keyId: string;
  readonly version: number;
  readonly wrapped: Buffer;
  /** When the key in use was made. */
  readonly sinceMs: number;
  readonly older: ReadonlyMap<number, OldKey>;
};

export const firstKeyVersion = 1;

/** All of a key's row but the end of its life. */
export const keyItem = (ref: ConversationRef, row: KeyRow): Item => ({
  pk: text(conversationKey(ref)),
  [at.keyId]: text(row.keyId),
  [at.version]: number(row.version),
  [at.wrapped]: bytes(row.wrapped),
  [at.since]: number(row.sinceMs),
  ...(row.older.size === 0 ? {} : { [at.older]: map(oldKeysItem(row.older)) }),
});

export const readKeyItem = (item: Item): KeyRow => ({
  keyId: readText(item, at.keyId),
  version: readNumber(item, at.version),
  wrapped: readBytes(item, at.wrapped),
  sinceMs: readNumber(item, at.since),
  older: new Map(Object.entries(item[at.older]?.M ?? {}).map(([version, old]) => [Number(version), readOldKey(old.M ?? {})])),
});

export const oldKeysItem = (older: KeyRow["older"]): Item =>
  Object.fromEntries(
    [...older].map(([version, { wrapped, untilMs }]) => [
      String(version),
      map({ [at.wrapped]: bytes(wrapped), until: number(untilMs) }),
    ]),
  );

const readOldKey = (item: Item): OldKey => ({ wrapped: readBytes(item, at.wrapped), untilMs: readNumber(item, "until") });

/** The row with a new key in use. The first key stays for good (aliases are digested with it); others while a value may need them. */
export const withNewKey = (row: KeyRow, wrapped: Buffer, nowMs: number): KeyRow => {
  const needed = [...row.older].filter(
    ([version, { untilMs }]) => version === firstKeyVersion || untilMs + lifetimes.longestRetentionSeconds * 1000 > nowMs,
  );
  const replaced = [row.version, { wrapped: row.wrapped, untilMs: nowMs }] as const;
  return { ...row, version: row.version + 1, wrapped, sinceMs: nowMs, older: new Map([...needed, replaced]) };
};
