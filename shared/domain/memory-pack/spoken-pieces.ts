/**
 * A text as pieces: words in small letters, numbers, placeholders and single marks. How they stand is told only where it is not as
 * usual: `gap` before the piece turns the blank that is usual there around, `capital` and `capitals` come before a word.
 */
const gap = "\u0001";
const capital = "\u0002";
const capitals = "\u0003";

/** Whether a text comes back as it was. What is not well-formed, or has the signs above in it, does not. */
export const hasPieces = (text: string): boolean =>
  text.isWellFormed() && ![gap, capital, capitals, "\0"].some((sign) => text.includes(sign));

const placeholder = "\\[[A-Z]{1,20}(?:_[A-Z0-9]{1,20}){0,4}\\]";
const piece = new RegExp(` ?(?:${placeholder}|\\p{L}[\\p{L}\\p{M}'’]{0,99}|\\p{N}{1,40}|[^\\p{L}\\p{N}\\s])|\\s`, "gu");
const isWord = /^(?:[\p{L}\p{N}]|\[[A-Z])/u;
/** After these the next word usually follows without a blank. */
const joining = new Set(["-", "/", "(", "[", "$", "#", "@", "_", ".", "\n"]);

export const piecesOf = (text: string): readonly string[] => {
  let before = "";
  return (text.match(piece) ?? []).flatMap((found) => {
    const hasBlank = found.length > 1 && found.startsWith(" ");
    const said = hasBlank ? found.slice(1) : found;
    const sign = hasBlank === isBlankUsual(before, said) ? "" : gap;
    before = said;
    return withSigns(said, sign);
  });
};

const withSigns = (said: string, sign: string): readonly string[] => {
  const small = said.toLowerCase();
  const letters = lettersOf(said, small);
  if (letters === undefined) return [`${sign}${said}`];
  return letters === "" ? [`${sign}${small}`] : [letters, `${sign}${small}`];
};

const isBlankUsual = (before: string, said: string): boolean => before !== "" && isWord.test(said) && !joining.has(before);

/** What turns a word in small letters into this one; undefined for what is kept as it is. */
const lettersOf = (said: string, small: string): string | undefined => {
  if (said === small) return "";
  if (said.startsWith("[")) return undefined;
  return [capital, capitals].find((sign) => inLetters(small, sign) === said);
};

const inLetters = (small: string, sign: string): string => {
  if (sign === "") return small;
  return sign === capitals ? small.toUpperCase() : `${small.charAt(0).toUpperCase()}${small.slice(1)}`;
};

export const textOf = (pieces: readonly string[]): string => {
  let text = "";
  let before = "";
  let letters = "";
  for (const each of pieces) {
    if (each === capital || each === capitals) {
      letters = each;
      continue;
    }
    const isTurned = each.startsWith(gap);
    const said = inLetters(isTurned ? each.slice(1) : each, letters);
    text += isBlankUsual(before, said) === isTurned ? said : ` ${said}`;
    before = said;
    letters = "";
  }
  return text;
};
