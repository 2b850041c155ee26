import { canonicalJson } from "../../canonical-json.ts";
import { entryOf } from "../../domain/ledger/entry.ts";
import type { FoundRecord } from "../../domain/ledger/ledger-view.ts";
import { type LedgerRecord, recordHash } from "../../domain/ledger/record.ts";
import { splitParts } from "../../parts.ts";
import type { Item } from "../attributes.ts";
import { conversationKey, shardKeys, sortKeys } from "../keys.ts";

/** A stored ledger item as a record of this tenant's ledger. Never throws: what is broken about it becomes `isFiled: false`. */
export const foundRecord = (tenantId: string, item: Item): FoundRecord => {
  const record = item.record?.S ?? "";
  const stored = {
    conversationId: conversationIn(item.pk?.S ?? ""),
    key: item.sk?.S ?? "",
    atMs: Number(item.at?.N ?? 0),
    record,
  };
  return { ...entryOf(stored), isFiled: isFiled(tenantId, item, record) };
};

const conversationIn = (partition: string): string => {
  try {
    return splitParts(partition)[1] ?? "";
  } catch {
    return "";
  }
};

/** Whether hash, place and times of the item are those that its text asks for. */
const isFiled = (tenantId: string, item: Item, record: string): boolean => {
  const parsed = recordIn(record);
  if (parsed?.tenantId !== tenantId || canonicalJson(parsed) !== record) return false;
  const atMs = Date.parse(parsed.at);
  const key = item.sk?.S ?? "";
  const isKeyRight =
    parsed.sequence === undefined ? key.startsWith(sortKeys.event(atMs, "")) : key === sortKeys.sequence(parsed.sequence);
  return (
    isKeyRight &&
    item.pk?.S === conversationKey(parsed) &&
    item.day?.S === shardKeys.day(parsed, atMs) &&
    Number(item.at?.N) === atMs &&
    recordHash(record).equals(item.hash?.B ?? Buffer.alloc(0))
  );
};

const recordIn = (text: string): LedgerRecord | undefined => {
  try {
    const parsed: LedgerRecord = JSON.parse(text);
    return typeof parsed.conversationId === "string" && !Number.isNaN(Date.parse(parsed.at)) ? parsed : undefined;
  } catch {
    return undefined;
  }
};
