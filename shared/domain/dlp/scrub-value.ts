import { type IdentifierCounts, type IdentifierType, identifierTypes } from "./identifier-types.ts";
import { type ScrubOptions, type ScrubResult, scrub } from "./scrub.ts";
import { ScrubTooDeep } from "./scrub-too-deep.ts";

export type ScrubValueOptions = ScrubOptions & {
  /** Nesting beyond this ends the walk with `ScrubTooDeep`. */
  readonly maxDepth?: number;
};

export type ScrubValueResult<Value> = { readonly value: Value; readonly counts: IdentifierCounts };

/**
 * The JSON value with every identifier replaced, in strings, numbers and keys. The key is read as a label of what it
 * holds, so `{"ssn": 123456789}` is found; a number that identifies somebody becomes the text of its placeholder.
 */
export const scrubValue = <Value>(value: Value, options: ScrubValueOptions = {}): ScrubValueResult<Value> => {
  const walk: Walk = { options, maxDepth: options.maxDepth ?? defaultMaxDepth, counts: {} };
  return { value: scrubNode(value, { label: "", depth: 0 }, walk) as Value, counts: walk.counts };
};

const defaultMaxDepth = 64;

type Walk = {
  readonly options: ScrubOptions;
  readonly maxDepth: number;
  readonly counts: Partial<Record<IdentifierType, number>>;
};

/** Where a value sits: the words of its key, with ": ", or nothing. */
type Place = { readonly label: string; readonly depth: number };

const scrubNode = (node: unknown, place: Place, walk: Walk): unknown => {
  if (place.depth > walk.maxDepth) throw new ScrubTooDeep();
  if (typeof node === "string") return scrubLabelled(node, place, walk);
  if (typeof node === "number" || typeof node === "bigint") return scrubNumber(node, place, walk);
  if (Array.isArray(node)) return node.map((item) => scrubNode(item, { label: place.label, depth: place.depth + 1 }, walk));
  return typeof node === "object" && node !== null ? scrubObject(node, place, walk) : node;
};

/** `Object.fromEntries` defines own properties, so that a key named `__proto__` stays a key. */
const scrubObject = (node: object, place: Place, walk: Walk): unknown => {
  const taken = new Set<string>();
  const entries = Object.entries(node).map(([key, item]) => {
    const scrubbedKey = unusedKey(scrubLabelled(key, { label: "", depth: place.depth }, walk), taken);
    return [scrubbedKey, scrubNode(item, { label: labelOf(key), depth: place.depth + 1 }, walk)] as const;
  });
  return Object.fromEntries(entries);
};

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

const scrubLabelled = (text: string, { label }: Place, walk: Walk): string => {
  const result = scrub(label + text, walk.options);
  const [first] = result.spans;
  if (first === undefined) return text;
  if (first.start >= label.length) return note(result, walk).slice(label.length);
  return note(scrub(text, walk.options), walk);
};

const note = ({ counts, redacted }: ScrubResult, walk: Walk): string => {
  for (const type of Object.keys(identifierTypes) as IdentifierType[]) {
    const found = counts[type];
    if (found !== undefined) walk.counts[type] = (walk.counts[type] ?? 0) + found;
  }
  return redacted;
};

/** "dateOfBirth" and "date_of_birth" as "date of birth: "; nothing for a key that is not made of words. */
const labelOf = (key: string): string => {
  if (!/^[A-Za-z][A-Za-z_-]{0,39}$/.test(key)) return "";
  return `${key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]/g, " ")
    .toLowerCase()}: `;
};
