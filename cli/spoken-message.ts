import type { Message } from "../shared/contract/message.ts";
import type { HeardTurn } from "../shared/domain/memory/memory-state.ts";

const roles: readonly string[] = ["user", "assistant", "system", "tool"] satisfies readonly Message["role"][];
const serviceSide =
  /^(?:assistant|doctor|dr\b|nurse|clinician|physician|agent|ai\b|bot|chatbot|model|gpt|claude|provider|therapist|support)/i;

/** The side of a conversation that somebody of this role or name is on. */
export const roleOf = (who: string): Message["role"] => {
  const known = roles.find((role) => role === who.toLowerCase());
  if (known !== undefined) return known as Message["role"];
  return serviceSide.test(who) ? "assistant" : "user";
};

/**
 * A message of a transcript as a turn of its own, whoever wrote the transcript: `text` or `content`, as a text or as a list of parts;
 * any role; a time as ISO 8601, as a number of seconds or milliseconds, or as people write it. What is no message says nothing.
 */
export const spokenTurn = (given: unknown, turn: number): HeardTurn => {
  const message = new Map(Object.entries(typeof given === "string" ? { text: given } : (given ?? {})));
  const [who, name] = [message.get("role"), message.get("name")].map(wordsIn);
  const role = roleOf(who || "user");
  const speaker = name || (role === who?.toLowerCase() ? "" : who?.toLowerCase());
  const content = contentOf(message.get("text") ?? message.get("content"));
  return { turn, atMs: timeOf(message.get("at")), messages: [{ role, content, ...(speaker && { name: speaker }) }] };
};

const wordsIn = (given: unknown): string => (typeof given === "string" ? given : "");

const contentOf = (given: unknown): string => {
  if (Array.isArray(given)) return given.map(contentOf).join("\n");
  if (typeof given === "object" && given !== null) return contentOf(new Map(Object.entries(given)).get("text"));
  return given === undefined || given === null ? "" : String(given);
};

const secondsBelow = 1e11;
const clockFirst = /^(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?) on (.+)$/i;
/** What names no zone is taken as UTC. */
const hasZone = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})\)?$/i;

/** Milliseconds since 1970; 0 for what is no time. */
const timeOf = (at: unknown): number => {
  const number = typeof at === "number" || /^\d{9,14}$/.test(wordsIn(at)) ? Number(at) : Number.NaN;
  if (Number.isFinite(number)) return Math.round(number < secondsBelow ? number * 1000 : number);
  const written = wordsIn(at)
    .trim()
    .replace(clockFirst, (_, clock: string, day: string) => `${day} ${clock.replace(/ ?([ap]m)/i, " $1")}`);
  const parsed = Date.parse(hasZone.test(written) ? written : `${written} UTC`);
  return (Number.isNaN(parsed) ? Date.parse(written) : parsed) || 0;
};
