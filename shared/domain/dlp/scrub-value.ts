import { bareAnswer, identifierAskedFor, labelOfQuestion } from "../dlp-memory/question.ts";
import type { IdentifierCounts, IdentifierType, Span } from "./identifier-types.ts";
import { identify } from "./identify.ts";
import { bareOperation, replaced, type ScrubOptions } from "./scrub.ts";
import { ScrubTooDeep } from "./scrub-too-deep.ts";

export type ScrubValueOptions = ScrubOptions & {
  /** Nesting beyond this ends the walk with `ScrubTooDeep`. */
  readonly maxDepth?: number;
  /** What the assistant asked for at the end of what was said before. */
  readonly asked?: IdentifierType;
};

export type ScrubValueResult<Value> = {
  readonly value: Value;
  readonly counts: IdentifierCounts;
  /** What the assistant asks for at the end of this value. */
  readonly asks?: IdentifierType;
};

/**
 * The JSON value with every identifier replaced, in strings, numbers and keys. The key is read as a label of what it
 * holds, so `{"ssn": 123456789}` is found, and the assistant's question as a label of the user's answer; a number that
 * identifies somebody becomes the text of its placeholder.
 */
export const scrubValue = <Value>(value: Value, options: ScrubValueOptions = {}): ScrubValueResult<Value> => {
  const walk: Walk = { options, maxDepth: options.maxDepth ?? defaultMaxDepth, counts: {}, asked: options.asked };
  const scrubbed = scrubNode(value, { label: "", depth: 0 }, walk) as Value;
  return { value: scrubbed, counts: walk.counts, ...(walk.asked === undefined ? {} : { asks: walk.asked }) };
};

const defaultMaxDepth = 64;

type Walk = {
  readonly options: ScrubOptions;
  readonly maxDepth: number;
  readonly counts: Partial<Record<IdentifierType, number>>;
  /** What the newest message of the assistant asks for, until somebody answers. */
  asked: IdentifierType | undefined;
};

/** Where a value sits: the words of its key, with ": ", or nothing; and what a question asks it to be. */
type Place = { readonly label: string; readonly depth: number; readonly asked?: IdentifierType | undefined };

const scrubNode = (node: unknown, place: Place, walk: Walk): unknown => {
  if (place.depth > walk.maxDepth) throw new ScrubTooDeep();
  if (typeof node === "string") return scrubLabelled(node, place, walk);
  if (typeof node === "number" || typeof node === "bigint") return scrubNumber(node, place, walk);
  if (Array.isArray(node)) return node.map((item) => scrubNode(item, { label: place.label, depth: place.depth + 1 }, walk));
  if (typeof node !== "object" || node === null) return node;
  return isMessage(node) ? scrubMessage(node, place, walk) : scrubObject(node, place, walk);
};

type SpokenMessage = { readonly role: string; readonly content: string };

const isMessage = (node: object): node is SpokenMessage =>
  "role" in node && typeof node.role === "string" && "content" in node && typeof node.content === "string";

/** A message of a dialogue: what the assistant asks labels what the user answers. */
const scrubMessage = (message: SpokenMessage, place: Place, walk: Walk): unknown => {
  const asked = message.role === "user" ? walk.asked : undefined;
  const scrubbed = scrubObject(message, { ...place, asked }, walk);
  if (message.role === "user") walk.asked = undefined;
  if (message.role === "assistant") walk.asked = identifierAskedFor(message.content);
  return scrubbed;
};

/** `Object.fromEntries` defines own properties, so that a key named `__proto__` stays a key. */
const scrubObject = (node: object, { depth, asked }: Place, walk: Walk): unknown => {
  const taken = new Set<string>();
  const entries = Object.entries(node).map(([key, item]) => {
    const scrubbedKey = unusedKey(scrubKey(key, depth, walk), taken);
    const answers = key === "content" ? asked : undefined;
    const label = answers === undefined ? labelOf(key) : labelOfQuestion(answers);
    if (key === "role" && typeof item === "string" && ownRoles.has(item)) return [scrubbedKey, item] as const;
    return [scrubbedKey, scrubNode(item, { label, depth: depth + 1, asked: answers }, walk)] as const;
  });
  return Object.fromEntries(entries);
};

/** The words of our own messages, which stand in every body: looking for people in them would take longer than in a short text. */
const ownKeys: ReadonlySet<string> = new Set(["messages", "message", "role", "content", "metadata", "name"]);
const ownRoles: ReadonlySet<string> = new Set(["user", "assistant", "system", "tool"]);

/** A member name of a program, such as `appendUser` or `channel_id`, is no name of anybody, whatever a model takes it for. */
const scrubKey = (key: string, depth: number, walk: Walk): string => {
  if (ownKeys.has(key)) return key;
  return scrubLabelled(
    key,
    { label: "", depth },
    memberName.test(key) ? { ...walk, options: { ...walk.options, further: [] } } : walk,
  );
};

const memberName = /^[a-z][A-Za-z0-9_-]{0,63}$/;

/** Two keys may become the same placeholder; neither value may be lost. */
const unusedKey = (key: string, taken: Set<string>): string => {
  let candidate = key;
  for (let copy = 2; taken.has(candidate); copy += 1) candidate = `${key} (${copy})`;
  taken.add(candidate);
  return candidate;
};

const scrubNumber = (node: number | bigint, place: Place, walk: Walk): unknown => {
  const text = String(node);
  const scrubbed = scrubLabelled(text, place, walk);
  return scrubbed === text ? node : scrubbed;
};

const scrubLabelled = (text: string, place: Place, walk: Walk): string => {
  const spans = spansUnder(text, place, walk.options);
  for (const { type } of spans) walk.counts[type] = (walk.counts[type] ?? 0) + 1;
  return spans.length === 0 ? text : replaced(text, spans, walk.options.operate ?? bareOperation);
};

/** The spans of a text as its label lets it be read; where the label itself would be one, the text is read alone. */
const spansUnder = (text: string, { label, asked }: Place, options: ScrubOptions): readonly Span[] => {
  const answer = asked === undefined || options.allowed?.has(asked) === true ? undefined : shortAnswer(text, asked);
  const spans = identify(label + text, options);
  const found =
    (spans[0]?.start ?? 0) >= label.length ? spans.map((span) => shifted(span, -label.length)) : identify(text, options);
  if (answer === undefined || asked === undefined) return found;
  const outside = found.filter(({ start, end }) => end <= answer.start || start >= answer.end);
  const isWhole = found.some(({ start, end }) => start <= answer.start && end >= answer.end);
  return isWhole ? found : [...outside, { ...answer, type: asked }].sort((left, right) => left.start - right.start);
};

/** A long message is no bare answer, whatever stands in it: not even trying keeps the time short. */
const shortAnswer = (text: string, asked: IdentifierType): ReturnType<typeof bareAnswer> => {
  const message = text.trimEnd();
  return message.length > longestAnswer ? undefined : bareAnswer(message, asked);
};
const longestAnswer = 200;

const shifted = ({ start, end, type }: Span, by: number): Span => ({ start: start + by, end: end + by, type });

/** Keys that say nothing of what they hold. */
const holdsAnything =
  /^(?:content|contents|text|message|messages|body|value|note|notes|comment|description|title|summary|metadata)$/i;

/** "dateOfBirth" and "date_of_birth" as "date of birth: "; nothing for a key that is not made of words. */
const labelOf = (key: string): string => {
  if (!/^[A-Za-z][A-Za-z_-]{0,39}$/.test(key) || holdsAnything.test(key)) return "";
  return `${key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]/g, " ")
    .toLowerCase()}: `;
};
