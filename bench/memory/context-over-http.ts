import type { TokenAnswer } from "../../shared/contract/token.ts";
import type { Call } from "../../tests/gateway.ts";
import { httpCall } from "../../tests/http/http-client.ts";
import { startOffline } from "../../tests/http/offline-instance.ts";
import { type Row, rounded, type Section, verdict } from "../report.ts";
import { median, percentile } from "../stats.ts";
import { dialogue } from "./dialogue.ts";

const lengths = [10, 50, 680];
const callers = 20;
const conversationsEach = 2;
const rounds = { warmUp: 3, counted: 15 };
const barMs = 200;
const mostGrowth = 1.5;

const queries = [
  "What did the doctor say about the tablets, and when is the next appointment?",
  "Which dose was it, and how often?",
  "Is there anything that I am allergic to?",
];

type Conversation = { readonly token: TokenAnswer; readonly turns: number };

/**
 * What a context takes over real HTTP: the service that `npm start` runs, its limiter and de-identification included, and 20 callers at
 * once. The lengths take turns, so that a noisy neighbour meets all of them.
 */
export const contextOverHttp = async (): Promise<Section> => {
  const service = await startOffline();
  try {
    const call = httpCall(service);
    const conversations = await conversationsOf(call, service.tenants[0]?.secretKey ?? "");
    const waits: number[] = [];
    const times = new Map(lengths.map((length): [number, number[]] => [length, []]));
    for (let round = 0; round < rounds.warmUp + rounds.counted; round += 1) {
      for (const length of lengths) {
        const taken = await loadedAtOnce(
          call,
          conversations.filter(({ turns }) => turns === length),
          round,
        );
        if (round >= rounds.warmUp) times.get(length)?.push(...taken);
      }
      waits.push(waitOfCalculation());
    }
    return sectionOf(times, median(waits));
  } finally {
    await service.stop();
  }
};

const conversationsOf = async (call: Call, secretKey: string): Promise<readonly Conversation[]> => {
  const said = await dialogue();
  const wanted = lengths.flatMap((turns) => Array.from({ length: conversationsEach }, () => turns));
  return Promise.all(
    wanted.map(async (turns, place) => {
      const body = { subject: `bench-${place}` };
      const token = (await answered(() => call("POST /v1/tokens", { token: secretKey, body }))) as TokenAnswer;
      for (let turn = 1; turn <= turns; turn += 1) {
        const route = `PUT /v1/conversations/${token.conversationId}/turns/${turn}` as const;
        await answered(() => call(route, { token: token.accessToken, body: said[(turn + place) % said.length] }));
      }
      return { token, turns };
    }),
  );
};

/** The milliseconds that each of the callers waited. */
const loadedAtOnce = (call: Call, conversations: readonly Conversation[], round: number): Promise<readonly number[]> =>
  Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      const { token } = conversations[caller % conversations.length] ?? missing();
      const query = encodeURIComponent(queries[(caller + round) % queries.length] ?? "");
      const path = `/v1/conversations/${token.conversationId}/context?query=${query}&maxTokens=4000&format=anthropic`;
      const start = performance.now();
      await answered(() => call(`GET ${path}`, { token: token.accessToken }));
      return performance.now() - start;
    }),
  );

/** A connection that was kept open too long is closed as it is used again: then once more, which changes nothing that was done. */
const answered = async (ask: () => ReturnType<Call>): Promise<unknown> => {
  const { status, body, text } = await ask().catch(ask);
  if (status >= 300) throw new Error(`answered ${status}: ${text}`);
  return body;
};

const missing = (): never => {
  throw new Error("there is no conversation");
};

const calculationMs = 30;

/** How many times as long as its processor time a mere calculation takes: 1 on a machine that nobody else uses. */
const waitOfCalculation = (): number => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let usedMs = 0;
  while (usedMs < calculationMs) usedMs = process.cpuUsage(cpu).user / 1000;
  return (performance.now() - start) / usedMs;
};

const sectionOf = (times: ReadonlyMap<number, readonly number[]>, wait: number): Section => {
  const shortest = times.get(lengths[0] ?? 0) ?? [];
  const rows = [...times].map(
    ([turns, taken]): Row => ({
      turns,
      calls: taken.length,
      "p50 ms": rounded(median(taken), 1),
      "p95 ms": rounded(percentile(taken, 95), 1),
      "p50 to 10 turns": rounded(median(taken) / median(shortest)),
      verdict: verdict(percentile(taken, 95), barMs),
      flat: verdict(median(taken) / median(shortest), mostGrowth),
    }),
  );
  return {
    title: `GET …/context over HTTP, warm, ${callers} callers at once, all turns alive`,
    rows,
    notes: [
      `At most ${barMs} ms (p95), and at most ${mostGrowth} times as long as at ${lengths[0]} turns.`,
      "The local API is one process: what 20 callers wait for is mostly each other.",
      `Meanwhile a mere calculation took ${rounded(wait, 1)} times its processor time: 1 where nobody else uses the machine.`,
    ],
  };
};
