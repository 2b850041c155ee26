import { type ScrubValueResult, scrubValue } from "../domain/dlp/scrub-value.ts";
import { Problem } from "../problem.ts";
import type { Middleware } from "./chain-state.ts";

/** Members of a body that hold text of a user. Everything in them is scrubbed: strings, numbers and keys. */
export const textMembers = ["messages", "metadata"] as const;

const budgetMs = 2000;

/**
 * De-identifies the body. Runs last, so that a handler can only ever see scrubbed text. When it fails or takes longer than two
 * seconds, the call is 503 `scrub-unavailable` and nothing is stored.
 */
export const scrubBody = (ports: { readonly elapsedMs: () => number }): Middleware => ({
  before: (request) => {
    const { chain } = request.context;
    const { body } = chain;
    if (typeof body !== "object" || body === null) return;
    const endMs = ports.elapsedMs() + budgetMs;
    const texts = Object.fromEntries(Object.entries(body).filter(([member]) => textMembers.some((name) => name === member)));
    const { value, counts } = scrubbed(texts, () => ports.elapsedMs() > endMs);
    chain.body = { ...body, ...value };
    chain.scrubbed = counts;
  },
});

const scrubbed = (texts: Record<string, unknown>, isOutOfTime: () => boolean): ScrubValueResult<Record<string, unknown>> => {
  try {
    return scrubValue(texts, { isOutOfTime });
  } catch (cause) {
    throw new Problem("scrub-unavailable", { retryAfterSeconds: 1 }, { cause });
  }
};
