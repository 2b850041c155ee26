import { type ScrubValueResult, scrubValue } from "../domain/dlp/scrub-value.ts";
import { Problem } from "../problem.ts";
import type { Middleware } from "./chain-state.ts";

/** `isTextFree`: the body holds ids and times only, and nothing of it is stored in clear. */
export type ScrubRules = { readonly isTextFree?: boolean };

const budgetMs = 2000;

/**
 * De-identifies the whole body: strings, numbers and keys. Runs last, so that a handler can only ever see scrubbed text. When it fails or takes longer than two
 * seconds, the call is 503 `scrub-unavailable` and nothing is stored.
 */
export const scrubBody = (rules: ScrubRules, ports: { readonly elapsedMs: () => number }): Middleware => ({
  before: (request) => {
    const { chain } = request.context;
    const { body } = chain;
    if (rules.isTextFree === true || body === undefined) return;
    const endMs = ports.elapsedMs() + budgetMs;
    const { value, counts } = scrubbed(body, () => ports.elapsedMs() > endMs);
    chain.body = value;
    chain.scrubbed = counts;
  },
});

const scrubbed = (body: unknown, isOutOfTime: () => boolean): ScrubValueResult<unknown> => {
  try {
    return scrubValue(body, { isOutOfTime });
  } catch (cause) {
    throw new Problem("scrub-unavailable", { retryAfterSeconds: 1 }, { cause });
  }
};
