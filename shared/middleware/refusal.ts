import { readApiKey } from "../domain/identity/api-key.ts";
import { readCanonicalJwt } from "../domain/identity/canonical-jwt.ts";
import { failedTries } from "../domain/identity/growing-delay.ts";
import type { RateStanding } from "../domain/identity/rate-window.ts";
import { Problem } from "../problem.ts";
import { type ChainRequest, headerOf, presentedCredential } from "./chain-state.ts";
import { asProblem } from "./problem-renderer.ts";
import { addressMac, overLimit, type Question, type RateLimitPorts, uncountedQuestion } from "./rate-question.ts";

/** What a failed call is answered with. `isCounted`: not from memory alone, so it is worth a ledger record. */
export type Refusal = { readonly problem: Problem; readonly isCounted: boolean };

/** Reasons that say the credential was none of ours: somebody guesses, forges, or errs. Expired and ended ones were ours. */
const noneOfOurs = new Set(["malformed", "unknown-key", "signature", "claims", "wrong-audience", "unknown-tenant"]);

/**
 * The answer to a failed call. Failures before a call was counted for whoever it proved to be are counted here: wrong credentials
 * by source address, by what they claim to be, and by origin, with a delay that grows from the tenth on; other refusals by
 * address, up to so many a minute. Whoever proves a credential never comes here, so nobody is held up by a neighbour's failures.
 */
export const refusalOf = async (request: ChainRequest, ports: RateLimitPorts): Promise<Refusal> => {
  const problem = asProblem(request.error);
  if ("RateLimit" in request.context.chain.answerHeaders || problem.status >= 500) return { problem, isCounted: true };
  const isWrong = problem.code === "invalid-credential" && noneOfOurs.has(problem.extension.reason ?? "");
  try {
    const questions = isWrong ? await failedTryQuestions(request, ports) : [await uncountedQuestion(request.event, ports)];
    const standings = await ports.limiter.count(questions);
    const worst = standings.reduce((a, b) => (b.retryAfterSeconds > a.retryAfterSeconds ? b : a));
    return { problem: delayed(problem, worst, isWrong && !isKeyTry(request, problem)), isCounted: worst.isRemembered !== true };
  } catch {
    return { problem, isCounted: true };
  }
};

/**
 * A key that is guessed at is answered 429 while its delay lasts. A token keeps its 401 and says when to come back: a client that
 * holds a stale one must learn that it is stale, and repeating it gains nobody anything.
 */
const delayed = (problem: Problem, standing: RateStanding, isToken: boolean): Problem => {
  const { retryAfterSeconds } = standing;
  if (retryAfterSeconds === 0 || !isToken) return overLimit(standing) ?? problem;
  return new Problem(problem.code, { ...problem.extension, retryAfterSeconds }, { cause: problem.cause });
};

const keyPrefix = /^[spo]k_/;

const credentialIn = ({ event }: ChainRequest): string => presentedCredential(headerOf(event, "authorization"))?.credential ?? "";

const isKeyTry = (request: ChainRequest, problem: Problem): boolean =>
  problem.extension.reason === "unknown-key" && keyPrefix.test(credentialIn(request));

/** Up to three counts, all at the same time; none as long as one of them still makes wait. */
const failedTryQuestions = async (request: ChainRequest, ports: RateLimitPorts): Promise<readonly Question[]> => {
  const question = (kind: string, id: string): Question => ({ policy: "default", identity: ["", kind, id], limit: failedTries });
  const claimed = claimedNameOf(credentialIn(request));
  const origin = headerOf(request.event, "origin") ?? "";
  return [
    question("failed-address", await addressMac(request.event, ports)),
    ...(claimed === undefined ? [] : [question("failed-key", claimed)]),
    ...(/^https?:\/\/[a-z0-9.:-]{1,253}$/.test(origin) ? [question("failed-origin", origin)] : []),
  ];
};

/** Kind and tenant that a key or refresh token claims; for access tokens the key they name. Never a part that could be secret. */
const claimedNameOf = (credential: string): string | undefined => {
  if (credential.startsWith("ok_")) return "ok";
  if (keyPrefix.test(credential)) return nameOf(credential.slice(0, 2), readApiKey(credential)?.tenantId);
  if (credential.startsWith("rt_")) return nameOf("rt", /^rt_([a-z0-9-]{3,40})\.cv_/.exec(credential)?.[1]);
  return nameOf("jwt", /^[\w-]{1,64}$/.exec(readCanonicalJwt(credential)?.kid ?? "")?.[0]);
};

const nameOf = (kind: string, id: string | undefined): string | undefined => (id === undefined ? undefined : `${kind}:${id}`);
