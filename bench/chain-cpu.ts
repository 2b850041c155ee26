import middy from "@middy/core";
import { saveTurnBody } from "../shared/contract/conversation.ts";
import { json } from "../shared/http.ts";
import { chainOf } from "../shared/middleware/chain.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";
import { boundCaller } from "./bound-call.ts";
import { fakePorts, freshDeidentify } from "./fake-ports.ts";
import { gatewayEvent, lambdaContext } from "./gateway-event.ts";
import { watchPlaces } from "./place-times.ts";
import { type Row, rounded, type Section, verdict } from "./report.ts";
import { identifyingText, plainText } from "./samples.ts";
import { median, timed } from "./stats.ts";

const calls = { warmUp: 5000, counted: 20_000, round: 1000 };
const barMicros = 350;
const conversationId = `cv_${"a".repeat(43)}`;
const route = "PUT /v1/conversations/{conversationId}/turns/{turn}";
const rules = { action: "conversation.save", body: saveTurnBody };
const beside = { deidentify: freshDeidentify() };

/** Processor time of the whole chain around a SAVE, with everything outside of the process answered at once from memory. */
export const chainCpu = async (): Promise<Section> => {
  const plain = await readingOf(plainText);
  const identifying = await readingOf(identifyingText);
  const boundMicros = await boundReading();
  const rows = [...plain.places.keys()].map(
    (place): Row => ({
      place,
      "µs, no identifier": rounded(plain.places.get(place) ?? 0, 1),
      "µs, three identifiers": rounded(identifying.places.get(place) ?? 0, 1),
    }),
  );
  const whole = {
    place: "whole chain",
    "µs, no identifier": rounded(plain.wholeMicros, 1),
    "µs, three identifiers": rounded(identifying.wholeMicros, 1),
  };
  return {
    title: "CPU of the middleware chain alone, a message of 300 characters",
    rows: [...rows, whole],
    notes: [
      `At most ${barMicros} µs: ${verdict(plain.wholeMicros, barMicros)}, with identifiers ${verdict(identifying.wholeMicros, barMicros)}.`,
      `With a proof of its key (DPoP, ES256) the first takes ${rounded(boundMicros, 1)} µs.`,
      `Whole chain: process CPU over ${calls.counted} calls, median of rounds of ${calls.round}. Places: stopwatches around their hooks, scaled to the whole.`,
    ],
  };
};

type ChainReading = { readonly wholeMicros: number; readonly places: ReadonlyMap<string, number> };

const readingOf = async (text: string): Promise<ChainReading> => {
  const { ports, accessToken } = fakePorts(conversationId);
  const body = { messages: [{ role: "user", content: text }] };
  const event = gatewayEvent({ route, credential: accessToken, path: { conversationId, turn: "11" }, body });
  const whole = conversationEndpoint({ ...rules, beside }, ports, answered);
  const wholeMicros = await cpuMicros(async () => accepted(await whole(event, lambdaContext())));
  const watched = watchPlaces(chainOf({ ...rules, accepts: ["access-token"], isRecordedByStore: true }, ports, beside));
  const handler = middy(answered, { timeoutEarlyInMillis: 0 }).use([...watched.middlewares]);
  const call = () => handler(event, lambdaContext());
  await repeat(calls.warmUp, call);
  watched.reset();
  const { wallMs } = await timed(() => repeat(calls.counted, call));
  return { wholeMicros, places: scaled(watched.times, wallMs, wholeMicros) };
};

/** The whole chain around the same call with a bound token and its proof. */
const boundReading = async (): Promise<number> => {
  const caller = boundCaller();
  const { ports, accessToken } = fakePorts(conversationId, caller.thumbprint);
  const address = `https://api.clinic.example/v1/conversations/${conversationId}/turns/11`;
  const headers = caller.headersFor({ method: "PUT", address }, accessToken);
  const body = { messages: [{ role: "user", content: plainText }] };
  const event = gatewayEvent({ route, credential: accessToken, path: { conversationId, turn: "11" }, body, headers });
  const whole = conversationEndpoint({ ...rules, beside }, ports, answered);
  return cpuMicros(async () => accepted(await whole(event, lambdaContext())));
};

/** Each place's part of the whole; what is left over is Middy itself and the answer. */
const scaled = (times: ReadonlyMap<string, number>, wallMs: number, wholeMicros: number): ReadonlyMap<string, number> => {
  const parts = [...times].map(([name, ms]) => [name, (ms / wallMs) * wholeMicros] as const);
  const sum = parts.reduce((total, [, micros]) => total + micros, 0);
  return new Map([...parts, ["middy and handler", wholeMicros - sum]]);
};

const answered = async () => json(201, { turn: 11 });

const accepted = (answer: { readonly statusCode: number; readonly body: string }): void => {
  if (answer.statusCode !== 201) throw new Error(`the chain refused: ${answer.body}`);
};

const cpuMicros = async (work: () => Promise<unknown>): Promise<number> => {
  await repeat(calls.warmUp, work);
  const rounds: number[] = [];
  for (let done = 0; done < calls.counted; done += calls.round) {
    const { cpuMs } = await timed(() => repeat(calls.round, work));
    rounds.push((cpuMs * 1000) / calls.round);
  }
  return median(rounds);
};

const repeat = async (count: number, work: () => Promise<unknown>): Promise<void> => {
  for (let call = 0; call < count; call += 1) await work();
};
