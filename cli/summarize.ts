/**
 * Summarises conversations line by line: {"id", "messages", "max_length", "previous"?, "query"?} in, {"id", "summary", "profile",
 * "state", "context"?} out, each answer as soon as its line is read. `previous.state` is a state answered before: the messages then
 * carry on from it. With `query`, the answer holds the context for that question; messages of an id need to be sent once only.
 * A line that cannot be read is answered with {"id"?, "error"}. Ends with the input.
 */
import { assembleContext } from "../shared/domain/memory/context.ts";
import type { HeardTurn, MemoryState } from "../shared/domain/memory/memory-state.ts";
import { profileOf, summaryOf } from "../shared/domain/memory/summarise.ts";
import { answerLines } from "./input-lines.ts";
import { keptStates } from "./kept-state.ts";
import { remember, shippedAids, turnsOf } from "./memory-lines.ts";

type Request = {
  readonly id?: unknown;
  readonly messages?: readonly unknown[] | null;
  readonly max_length?: unknown;
  readonly previous?: { readonly state?: unknown } | null;
  readonly query?: unknown;
};

type Heard = { readonly state: MemoryState; readonly turns: readonly HeardTurn[] };

const usualLength = 500;
const recentTurns = 10;
const aids = shippedAids();
const states = await keptStates();

/** The newest conversation that was asked about: its messages come once, its questions follow. */
let newest: ({ readonly id: unknown } & Heard) | undefined;

const parseRequest = (line: string): Request => {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null) throw new TypeError("the line is not an object");
  return parsed as Request;
};

const hear = ({ id, messages, previous, query }: Request): Heard => {
  if (messages && !Array.isArray(messages)) throw new TypeError("messages is not a list");
  if (!messages && newest?.id === id && newest !== undefined) return newest;
  const before = states.unpack(previous?.state);
  const state = remember(before, messages ?? [], aids);
  const heard = { id, state, turns: turnsOf(messages ?? [], before.watermark) };
  if (isQuery(query)) newest = heard;
  return heard;
};

/** None for what is no query. */
const isQuery = (query: unknown): query is string => typeof query === "string";

const lengthIn = ({ max_length: given }: Request): number => {
  const length = Number(given ?? usualLength);
  if (Number.isNaN(length)) throw new TypeError("max_length is not a number");
  return Math.max(0, Math.floor(length));
};

const contextFor = ({ state, turns }: Heard, query: string, maxChars: number): string => {
  const context = assembleContext({
    state,
    recent: turns.slice(-recentTurns),
    recallable: turns.slice(0, -recentTurns),
    query,
    maxChars,
    format: "text",
    aids,
  });
  return String(context.prompt);
};

const answerTo = (line: string): object => {
  let id: unknown;
  try {
    const request = parseRequest(line);
    id = request.id;
    const heard = hear(request);
    const maxLength = lengthIn(request);
    if (isQuery(request.query)) return { id, context: contextFor(heard, request.query, maxLength) };
    const { text } = summaryOf(heard.state, { maxLength, aids });
    return { id, summary: text, profile: profileOf(heard.state, aids), state: states.pack(heard.state) };
  } catch (error) {
    return { id, error: error instanceof SyntaxError ? "the line is not JSON" : (error as Error).message };
  }
};

await answerLines(answerTo);
