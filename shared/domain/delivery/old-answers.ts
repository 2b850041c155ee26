import type { ReadinessAnswer } from "../../contract/health.ts";
import type { Message } from "../../contract/message.ts";
import type { OldSaveBody } from "../../contract/old-front-end/old-calls.ts";
import type { ProblemCode } from "../../contract/problem-codes.ts";
import type { Head } from "../conversation/head.ts";
import type { Turn } from "../conversation/turn.ts";
import type { ItemCounts } from "../conversation-forgetting/erasure.ts";
import type { Rendering } from "../memory-record/memory.ts";

/** The messages of an old client's delta, in the order they were spoken. */
export const messagesOfDelta = ({ delta }: OldSaveBody): readonly Message[] => [
  ...(delta.appendUser === undefined ? [] : [{ role: "user" as const, content: delta.appendUser.text }]),
  ...(delta.appendAssistant === undefined ? [] : [{ role: "assistant" as const, content: delta.appendAssistant.text }]),
];

/** How many of the newest messages an old client shows. */
const oldMessageCount = 6;

type State = { readonly head: Head; readonly turns: readonly Turn[]; readonly memory: Rendering | undefined };

/** A conversation's state as the old front end reads it. */
export const oldState = ({ head, turns, memory }: State, stateToken: string) => ({
  sessionId: head.conversationId,
  state: {
    summary: memory?.summary ?? "",
    lastMessages: turns
      .flatMap((turn) => turn.messages)
      .slice(-oldMessageCount)
      .map(({ role, content }) => ({ role, text: content })),
    facts_ledger: memory?.profile ?? {},
    pending_action: null,
    turn: head.turn,
  },
  stateToken,
});

/** The report of a clear as the old front end reads it. */
export const oldClearReport = (conversationId: string, { turns, keys: _, ...others }: ItemCounts) => ({
  sessionId: conversationId,
  report: { messages_deleted: turns, summaries_deleted: others.summaries + others.marks + others.aliases, verified: true },
  stateToken: null,
});

/** The health of the service in the old front end's words. */
export const oldHealth = (answer: ReadinessAnswer) => ({
  status: answer.status === "fail" ? "unhealthy" : "healthy",
  checks: Object.fromEntries(Object.entries(answer.checks).map(([name, check]) => [name, check.status !== "fail"])),
});

const oldErrors: Partial<Record<ProblemCode, string>> = {
  "turn-conflict": "VERSION_CONFLICT",
  "rate-limited": "RATE_LIMITED",
  "payload-too-large": "PAYLOAD_TOO_LARGE",
  "tenant-suspended": "TENANT_UNKNOWN",
};

/** The error name an old client branches on, for a problem's code and reason. */
export const oldErrorOf = (code: string, reason: unknown): string => {
  if (code === "invalid-credential") return reason === "expired" ? "TOKEN_EXPIRED" : "TOKEN_INVALID";
  return new Map(Object.entries(oldErrors)).get(code) ?? code.toUpperCase().replaceAll("-", "_");
};
