import type { KeyObject } from "node:crypto";
import { timingSafeEqual } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";
import { macOfParts } from "../../parts.ts";
import { Problem } from "../../problem.ts";

/** Where a reader of a ledger stands: behind this record. */
export type EventPlace = { readonly atMs: number; readonly conversationId: string; readonly key: string };

/** What the place is good for: one ledger, read with these filters. */
export type EventScope = { readonly key: KeyObject; readonly tenantId: string; readonly filters: object };

const macBytes = 16;

const macOf = ({ key, tenantId, filters }: EventScope, place: string): Buffer =>
  macOfParts(key, "audit-events", tenantId, canonicalJson(filters), place).subarray(0, macBytes);

/** The opaque text by which a reader asks for the records behind this place. Only good for this scope, and nobody else can make one. */
export const eventCursor = (scope: EventScope, { atMs, conversationId, key }: EventPlace): string => {
  const place = JSON.stringify([atMs, conversationId, key]);
  return Buffer.concat([macOf(scope, place), Buffer.from(place)]).toString("base64url");
};

/** The place in a cursor; 422 for a text that was not given out for this scope. */
export const placeOfCursor = (scope: EventScope, cursor: string): EventPlace => {
  const content = Buffer.from(cursor, "base64url");
  const [mac, place] = [content.subarray(0, macBytes), content.subarray(macBytes).toString("utf8")];
  const isOurs = mac.length === macBytes && timingSafeEqual(mac, macOf(scope, place));
  if (!isOurs) throw new Problem("invalid-request", { field: "query.cursor" });
  const [atMs, conversationId, key]: [number, string, string] = JSON.parse(place);
  return { atMs, conversationId, key };
};
