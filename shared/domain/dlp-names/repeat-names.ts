import { cell } from "./cell.ts";
import { tags } from "./model-layout.ts";
import { type Context, isOrdinaryLine, startsSentenceAt, writtenAs } from "./read-context.ts";
import { hashWord, margin, shape } from "./read-tokens.ts";
import { howCommon } from "./word-class.ts";

const nameTag = tags.indexOf("NAME");

/**
 * Tags other mentions of people found in the same text: their first or last name alone, in small letters, possessive.
 * A word that is common in English must be written as a name again, an everyday word is left to the model, unless a cue
 * announced it and it is spoken to.
 */
export const repeatNames = (context: Context, path: Uint8Array, announced: ReadonlySet<number> = none): void => {
  const known = namesIn(context, path);
  if (known.size + announced.size === 0) return;
  const isMentioned = (at: number): boolean =>
    (known.has(wordAt(context, at)) && (isDistinct(context, at) || isProper(context, at))) ||
    (announced.has(wordAt(context, at)) && isAddressed(context, at));
  for (let at = 0; at < context.count; at += 1) if (path[at] === 0 && isMentioned(at)) path[at] = nameTag;
};

const none: ReadonlySet<number> = new Set();

/** "hi wing", "okay red": who was announced by a word in everyday use is spoken to or of. */
const isAddressed = (context: Context, at: number): boolean =>
  writtenAs(lookAt(context, at)) !== shape.letter && greetings.has(wordAt(context, at - 1));

const greetings: ReadonlySet<number> = new Set(
  "hi hello hey okay ok alright thanks bye dear told tell ask asked call called with mr mrs ms miss dr doctor nurse"
    .split(" ")
    .map(hashWord),
);

const namesIn = (context: Context, path: Uint8Array): ReadonlySet<number> => {
  const names = new Set<number>();
  for (let at = 0; at < context.count; at += 1) if (path[at] === nameTag && isNamed(context, at)) names.add(wordAt(context, at));
  return names;
};

const wordAt = ({ words }: Context, at: number): number => cell(words, at + margin);
const lookAt = ({ looks }: Context, at: number): number => cell(looks, at + margin);
const commonAt = ({ classes }: Context, at: number): number => howCommon(cell(classes, at + margin));

/** A written word of more than a letter that is not in everyday use. */
const isNamed = (context: Context, at: number): boolean => {
  const written = writtenAs(lookAt(context, at));
  return written !== shape.letter && written <= shape.mixed && commonAt(context, at) < 3;
};

const isDistinct = (context: Context, at: number): boolean => commonAt(context, at) < 2;

/** A capital where no sentence starts. */
const isProper = (context: Context, at: number): boolean => {
  const look = lookAt(context, at);
  return writtenAs(look) === shape.initial && isOrdinaryLine(look) && !startsSentenceAt(look);
};
