import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Hold, HoldScope, Holds } from "../../domain/conversation-forgetting/hold.ts";
import { type Item, map, number, text } from "../attributes.ts";
import { readNumber, readText } from "../stored-item.ts";

/** A hold as it is stored, in a head and in other places. */
export const holdItem = (hold: Hold): AttributeValue =>
  map({ since: number(hold.sinceMs), reason: text(hold.reason), by: text(hold.by) });

export const readHold = (item: Item): Hold => ({
  sinceMs: readNumber(item, "since"),
  reason: readText(item, "reason"),
  by: readText(item, "by") as Hold["by"],
});

export const holdsItem = (holds: Holds): AttributeValue =>
  map(Object.fromEntries([...holds].map(([scope, hold]) => [scope, holdItem(hold)])));

export const readHolds = (item: Item): Holds =>
  new Map(Object.entries(item).map(([scope, hold]) => [scope as HoldScope, readHold(hold.M ?? {})]));
