import type { TokenAnswer } from "../../contract/token.ts";
import { unproven } from "../../problem.ts";
import type { Head } from "../conversation/head.ts";
import type { Caller } from "./caller.ts";
import { accessAnswer, isInRefreshWindow, type Minting } from "./token-answer.ts";

/** A fresh access token for a sign-in that is alive. */
export type RenewedToken = Pick<TokenAnswer, "accessToken" | "tokenType" | "expiresIn" | "refreshAt">;

/** Whether a call made with this credential brings a new token along: only an access token in its last five minutes does (ADR-001). */
export const isDueForRenewal = (caller: Caller, nowMs: number): boolean =>
  caller.kind === "access-token" && isInRefreshWindow(caller.issuedAtMs, nowMs);

/** The next access token of the caller's sign-in. No write: the sign-in itself stays as it is. */
export const renewedToken = (head: Head, caller: Caller, minting: Minting): RenewedToken => {
  const family = caller.kind === "access-token" ? head.families.get(caller.family) : undefined;
  if (caller.kind !== "access-token" || family === undefined) throw unproven("sign-in-ended");
  const { accessToken, tokenType, expiresIn, refreshAt } = accessAnswer({ head, familyId: caller.family, family }, minting);
  return { accessToken, tokenType, expiresIn, refreshAt };
};
