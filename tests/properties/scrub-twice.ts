/**
 * Searches texts twice with the models loaded and prints what did not hold, by name and never by text. A process of its own,
 * because the test runner slows every access to a global down.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Detector } from "../../shared/domain/dlp/detector.ts";
import { identifierTypes } from "../../shared/domain/dlp/identifier-types.ts";
import { type ScrubResult, scrub } from "../../shared/domain/dlp/scrub.ts";
import { modelDetectors } from "../../shared/io/deidentification/model-detectors.ts";
import { parseMarkedSet } from "../sets/marked-set.ts";

const root = join(import.meta.dirname, "../..");
const ofModels = modelDetectors(root);
const profiles = { "safe-harbor": ofModels("safe-harbor"), strict: ofModels("strict") };
const messages = ["development", "held-out"].flatMap((part) =>
  parseMarkedSet(readFileSync(join(root, `tests/sets/clinical-chat/${part}.txt`), "utf8"), part),
);
const together = 40;

/** Each message, and messages one after the other, so that long texts are searched too. */
const texts: readonly { readonly id: string; readonly text: string }[] = [
  ...messages,
  ...Array.from({ length: Math.ceil(messages.length / together) }, (_, index) => ({
    id: `${together} messages, number ${index + 1}`,
    text: messages
      .slice(index * together, (index + 1) * together)
      .map(({ text }) => text)
      .join("\n\n"),
  })),
];

const changesAgain = (text: string, further: readonly Detector[]): boolean => {
  const { redacted } = scrub(text, { further });
  const numbered = redacted.replaceAll(/\[([A-Z_]+)\]/g, (_mark, word: string, at: number) => `[${word}_${(at % 40) + 1}]`);
  return [redacted, numbered].some((result) => scrub(result, { further }).redacted !== result);
};

const changed = Object.entries(profiles).flatMap(([profile, further]) =>
  texts.filter(({ text }) => changesAgain(text, further)).map(({ id }) => `${profile}: ${id}`),
);

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const splitsPair = (text: string, at: number): boolean => isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

const isValid = (text: string, { spans, redacted }: ScrubResult): boolean => {
  let rest = redacted;
  let previousEnd = 0;
  for (const { start, end, type } of spans) {
    const before = `${text.slice(previousEnd, start)}[${identifierTypes[type].placeholder}]`;
    if (start < previousEnd || end <= start || end > text.length || !rest.startsWith(before)) return false;
    if (splitsPair(text, start) || splitsPair(text, end)) return false;
    rest = rest.slice(before.length);
    previousEnd = end;
  }
  return rest === text.slice(previousEnd);
};

const someMessage = fc.constantFrom(...messages.map(({ text }) => text));
const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units));
/** Any string of UTF-16 units, lone surrogates too, and messages with such strings inside. */
const anyText = fc.oneof(
  anyUnits,
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.tuple(someMessage, anyUnits, fc.nat()).map(([text, units, at]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + units + text.slice(place);
  }),
);

const broken: string[] = [];
const further = profiles["safe-harbor"];
const { failed, seed } = fc.check(
  fc.property(anyText, (text) => isValid(text, scrub(text, { further }))),
  { numRuns: 3000 },
);
if (failed) broken.push(`offsets, seed ${seed}`);

/** What findings reach furthest over: long addresses, keys, runs; a second look must not miss what they bare. */
const longThings = fc.tuple(
  fc.constantFrom("https://x.example.org/", "Bearer ", "-----BEGIN PRIVATE KEY-----\n", "", " ", "1 "),
  fc.constantFrom("ab1-", "aB3x", "QWERtyui12", "a", " ", "1 ", "jane@x.com "),
  fc.integer({ min: 1, max: 400 }),
);
const longText = fc
  .array(
    fc.oneof(
      { arbitrary: someMessage, weight: 4 },
      longThings.map(([start, unit, count]) => start + unit.repeat(count)),
    ),
    {
      minLength: 8,
      maxLength: 24,
    },
  )
  .chain((parts) => fc.constantFrom("\n", " ", "").map((joint) => parts.join(joint)));
const long = fc.check(
  fc.property(longText, (text) => {
    const { redacted } = scrub(text, { further });
    return scrub(redacted, { further }).redacted === redacted;
  }),
  { numRuns: 150 },
);
if (long.failed) broken.push(`long texts, seed ${long.seed}`);

process.stdout.write(JSON.stringify({ searched: texts.length, changed, broken }));
