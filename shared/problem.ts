import { type ProblemCode, problemCodes } from "./contract/problem-codes.ts";

/** Typed members a problem carries beside `type`, `title`, `status` and `instance`. Never text of a user. */
export type ProblemExtension = {
  readonly currentTurn?: number;
  readonly missedTurns?: readonly unknown[];
  readonly retryAfterSeconds?: number;
  readonly field?: string;
  readonly reason?: string;
  readonly types?: readonly string[];
};

/** An answer that refuses: throw it anywhere below the problem renderer, with the original failure as `cause`. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly extension: ProblemExtension;

  constructor(code: ProblemCode, extension: ProblemExtension = {}, options?: { readonly cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.extension = extension;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }
}

/** The refusal of a credential that does not prove enough; `field`: the part of it that is wrong. */
export const unproven = (reason: string, field?: string): Problem => new Problem("invalid-credential", { reason, field });

/** Runs a call to something outside; whatever fails in it becomes this 503, with the failure as its cause. */
export const reached = async <Result>(
  unavailable: { readonly code: ProblemCode; readonly retryAfterSeconds: number },
  call: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await call();
  } catch (cause) {
    throw new Problem(unavailable.code, { retryAfterSeconds: unavailable.retryAfterSeconds }, { cause });
  }
};

/** The RFC 9457 body of a problem. `requestId` becomes the `instance` URN. */
export const problemBody = (problem: Problem, requestId: string) => ({
  type: `/problems/${problem.code}`,
  title: problemCodes[problem.code].title,
  status: problem.status,
  instance: `urn:request:${requestId}`,
  ...problem.extension,
});
