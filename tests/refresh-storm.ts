import type { TokenAnswer } from "../shared/contract/token.ts";
import { get, issue, refresh } from "./conversation-steps.ts";
import type { Answer, Call } from "./gateway.ts";

type Storm = {
  /** Processes of the service, each with its own connections; every try meets any of them. */
  readonly calls: readonly [Call, ...Call[]];
  readonly secretKey: string;
  readonly clock: { ms: number };
  readonly random: () => number;
  readonly clients: number;
  readonly rounds: number;
  /** How often an answer of the service does not reach its client. */
  readonly answerLost: number;
};

/** What came of all refreshes: how many a client had to make, how many ended with new tokens, how often it tried again. */
export type StormResult = { wanted: number; succeeded: number; retries: number; unusable: number };

const maxTries = 4;
const retryAfterMs = 250;
const refreshAfterMs = 25 * 60_000;

/**
 * Clients that refresh again and again, each 25 minutes, while answers are lost. A client does what an SDK does: it tries the
 * same token again, four times in all, when nothing or a 429 or 503 came back. One that fails begins again with a new sign-in.
 */
export const refreshStorm = async (storm: Storm): Promise<StormResult> => {
  const result: StormResult = { wanted: 0, succeeded: 0, retries: 0, unusable: 0 };
  const begin = () => issueUntilIn(storm);
  let held = await Promise.all(Array.from({ length: storm.clients }, begin));
  for (let round = 0; round < storm.rounds; round += 1) {
    storm.clock.ms += refreshAfterMs;
    held = await Promise.all(held.map(async (token) => (await renewed(storm, token, result)) ?? begin()));
  }
  const states = await Promise.all(held.map((token) => untilAnswered(storm, () => get(anyProcess(storm), token), result)));
  result.unusable = states.filter((state) => state?.status !== 200).length;
  return result;
};

const anyProcess = ({ calls, random }: Storm): Call => calls[Math.floor(random() * calls.length)] ?? calls[0];

const renewed = async (storm: Storm, token: TokenAnswer, result: StormResult): Promise<TokenAnswer | undefined> => {
  result.wanted += 1;
  const answer = await untilAnswered(storm, () => refresh(anyProcess(storm), token.refreshToken), result);
  if (answer?.status !== 200) return undefined;
  result.succeeded += 1;
  return { ...token, ...answer.body } as TokenAnswer;
};

const untilAnswered = async (storm: Storm, send: () => Promise<Answer>, result: StormResult): Promise<Answer | undefined> => {
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const answer = await send();
    const isLost = storm.random() < storm.answerLost;
    if (!isLost && answer.status !== 429 && answer.status !== 503) return answer;
    result.retries += 1;
    storm.clock.ms += retryAfterMs;
  }
  return undefined;
};

const issueUntilIn = async (storm: Storm): Promise<TokenAnswer> => {
  const body = { subject: `client ${storm.random()}`, startedAt: new Date(storm.clock.ms).toISOString() };
  try {
    return await issue(anyProcess(storm), storm.secretKey, body);
  } catch {
    return issueUntilIn(storm);
  }
};
