import type { CheckAnswer, ReadinessAnswer } from "../../contract/health.ts";

/** Does what it is named after and says what it measured; throws when it could not. */
export type Check = () => Promise<{ readonly isWorrying?: boolean; readonly found?: Readonly<Record<string, number>> }>;

type Ports = { readonly elapsedMs: () => number; readonly timeout: (ms: number) => Promise<never> };

const budgetMs = 4000;

/** Runs all checks at once, each within four seconds, so that a dependency that hangs shows as what it is. */
export const runChecks = async (checks: Readonly<Record<string, Check>>, ports: Ports): Promise<ReadinessAnswer> => {
  const names = Object.keys(checks);
  const answers = await Promise.all(Object.values(checks).map((check) => runCheck(check, ports)));
  return {
    status: worst(answers),
    checks: Object.fromEntries(names.map((name, index) => [name, answers[index] as CheckAnswer])),
  };
};

const runCheck = async (check: Check, { elapsedMs, timeout }: Ports): Promise<CheckAnswer> => {
  const startMs = elapsedMs();
  const durationMs = () => Math.round(elapsedMs() - startMs);
  try {
    const { isWorrying, found } = await Promise.race([check(), timeout(budgetMs)]);
    return { status: isWorrying === true ? "warn" : "pass", durationMs: durationMs(), ...(found === undefined ? {} : { found }) };
  } catch (failure) {
    return { status: "fail", durationMs: durationMs(), error: errorName(failure) };
  }
};

/** A problem's code or an error's name; never its message. */
const errorName = (failure: unknown): string => {
  if (failure instanceof Error && "code" in failure && typeof failure.code === "string") return failure.code;
  return failure instanceof Error ? failure.name : "unknown";
};

const worst = (answers: readonly CheckAnswer[]): CheckAnswer["status"] =>
  (["fail", "warn"] as const).find((status) => answers.some((answer) => answer.status === status)) ?? "pass";
