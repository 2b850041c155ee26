import { withoutHidden } from "../memory-words/instruction-like.ts";

/**
 * A text that stays where it is put: one line, without a tag that could close its section, without invisible characters. A
 * placeholder in pointed brackets keeps them.
 */
export const asData = (text: string): string =>
  changeable.test(text)
    ? withoutHidden(text)
        .replace(/[\s\u0085\u2028\u2029]+/g, " ")
        .replace(tagBeginning, "&lt;")
        .trim()
    : text;

/** Most lines hold nothing of it, which is quicker seen than done: signs beyond ASCII or that do not show, pointed brackets, blanks at the ends or in rows. */
const changeable = /[^ -;=-~]|^ | $| {2}/;

/** The same for a text that is a message of its own and keeps its lines. */
export const asMessage = (text: string): string => withoutHidden(text).replace(tagBeginning, "&lt;");

const tagBeginning = /<(?=[/!?|\p{L}])(?![A-Z][A-Z0-9]{0,30}[_:#-][A-Za-z0-9]{1,64}>)/gu;

/** The beginning of a text that fits, never ending in half a character. */
export const beginningOf = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length));
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};
