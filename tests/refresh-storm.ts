import type { TokenAnswer } from "../shared/contract/token.ts";
import { get, issue, refresh } from "./conversation-steps.ts";
import { seededRandom } from "./faults.ts";
import type { Answer, Call } from "./gateway.ts";

type Storm = {
  /** Processes of the service, each with its own connections; every try meets any of them. */
  readonly calls: readonly [Call, ...Call[]];
  readonly secretKey: string;
  readonly clock: { ms: number };
  /** Decides which process a try meets, and which answers each client loses, whatever the others do. */
  readonly seed: number;
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

/** A client and its own network. */
type Client = {
  readonly begin: () => Promise<TokenAnswer>;
  /** The next tokens; undefined when it gives up. */
  readonly renew: (token: TokenAnswer) => Promise<TokenAnswer | undefined>;
  readonly canRead: (token: TokenAnswer) => Promise<boolean>;
};

/**
 * Clients that refresh again and again, each 25 minutes, while answers are lost. A client does what an SDK does: it tries the
 * same token again, four times in all, when nothing or a 429 or 503 came back. One that fails begins again with a new sign-in.
 */
export const refreshStorm = async (storm: Storm): Promise<StormResult> => {
  const result: StormResult = { wanted: storm.clients * storm.rounds, succeeded: 0, retries: 0, unusable: 0 };
  const live = async (client: Client, held: TokenAnswer): Promise<TokenAnswer> => {
    const next = await client.renew(held);
    if (next === undefined) return client.begin();
    result.succeeded += 1;
    return next;
  };
  const clients = Array.from({ length: storm.clients }, (_, number) => clientOf(storm, { number, result }));
  let states = await Promise.all(clients.map(async (client) => ({ client, token: await client.begin() })));
  for (let round = 0; round < storm.rounds; round += 1) {
    storm.clock.ms += refreshAfterMs;
    states = await Promise.all(states.map(async ({ client, token }) => ({ client, token: await live(client, token) })));
  }
  const reads = await Promise.all(states.map(({ client, token }) => client.canRead(token)));
  result.unusable = reads.filter((isRead) => !isRead).length;
  return result;
};

const clientOf = (storm: Storm, by: { readonly number: number; readonly result: StormResult }): Client => {
  const { calls, clock, secretKey, answerLost } = storm;
  const random = seededRandom(storm.seed + by.number * 7919);
  const anyProcess = (): Call => calls[Math.floor(random() * calls.length)] ?? calls[0];

  const untilAnswered = async (send: (call: Call) => Promise<Answer>): Promise<Answer | undefined> => {
    for (let tries = 1; tries <= maxTries; tries += 1) {
      const answer = await send(anyProcess());
      const isLost = random() < answerLost;
      if (!isLost && answer.status !== 429 && answer.status !== 503) return answer;
      by.result.retries += 1;
      clock.ms += retryAfterMs;
    }
    return undefined;
  };

  const begin = async (): Promise<TokenAnswer> => {
    const body = { subject: `client ${by.number}`, startedAt: new Date(clock.ms).toISOString() };
    return issue(anyProcess(), secretKey, body).catch(() => begin());
  };

  return {
    begin,
    renew: async (token) => {
      const answer = await untilAnswered((call) => refresh(call, token.refreshToken));
      return answer?.status === 200 ? ({ ...token, ...answer.body } as TokenAnswer) : undefined;
    },
    canRead: async (token) => (await untilAnswered((call) => get(call, token)))?.status === 200,
  };
};
