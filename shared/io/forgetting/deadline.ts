import type { CallContext } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";

/** When a call stops beginning more work, in this process's monotonic time. */
export type Deadline = { readonly deadlineMs: number };

/** A function has ten seconds; what has begun by then still has time to end. */
const budgetMs = 6000;

export const deadlineOf = ({ arrivedElapsedMs }: CallContext): Deadline => ({ deadlineMs: arrivedElapsedMs + budgetMs });

/** Lets work go on while there is time; else 503 `unfinished`: the same call again goes on where this one stopped. */
export const checkTime = ({ elapsedMs }: { readonly elapsedMs: () => number }, { deadlineMs }: Deadline): void => {
  if (elapsedMs() >= deadlineMs) throw new Problem("unfinished", { retryAfterSeconds: 1 });
};
