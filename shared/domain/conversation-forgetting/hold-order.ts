import type { KeyObject } from "node:crypto";
import type { HoldAnswer, HoldBody } from "../../contract/forgetting/hold.ts";
import { macOfParts } from "../../parts.ts";
import { Problem } from "../../problem.ts";
import type { CallContext } from "../identity/call-context.ts";
import type { Hold } from "./hold.ts";

/** Why a hold is laid or lifted, as the ledger is told: the code, and a keyed digest of the note, which is kept nowhere. */
export const holdOrderOf = (key: KeyObject, tenantId: string, { reason, note }: HoldBody) => ({
  reason,
  ...(note === undefined ? {} : { noteDigest: macOfParts(key, tenantId, note).toString("base64url") }),
});

/** The hold that a call lays now. */
export const newHold = ({ caller }: CallContext, { reason }: HoldBody, nowMs: number): Hold => ({
  sinceMs: nowMs,
  reason,
  by: caller.kind,
});

/** Tenants hold what is theirs, operators a tenant as a whole: to anybody else there is nothing at that address. */
export const checkHolder = ({ caller }: CallContext, scope: HoldAnswer["scope"]): void => {
  if ((caller.kind === "operator-key") !== (scope === "tenant")) throw new Problem("not-allowed");
};

export const holdAnswerOf = (scope: HoldAnswer["scope"], hold: Hold | undefined, nextCursor: string | undefined): HoldAnswer => ({
  scope,
  hold: hold === undefined ? null : { since: new Date(hold.sinceMs).toISOString(), reason: hold.reason, by: hold.by },
  nextCursor: nextCursor ?? null,
});
