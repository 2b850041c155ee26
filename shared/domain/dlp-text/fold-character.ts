import { later } from "../dlp/later.ts";

/**
 * The plain form of one character with its combining marks: NFKC, ASCII digits of any script, one kind of dash, dot,
 * slash, colon and apostrophe, nothing for what is not visible. A mark that has no composed form is dropped from an
 * ASCII base, so that a decorated digit is still a digit.
 */
export const foldCharacter = (unit: string): string => {
  const composed = unit.normalize("NFKC").replace(kinds().invisible, "");
  const plain = /^[\x20-\x7f]/.test(composed) ? composed.replace(kinds().marks, "") : composed;
  return plain.replace(notAscii, (character) => lookalikes.get(character) ?? asciiDigit(character));
};

const notAscii = /[^\x20-\x7f]/gu;
/** Kinds of characters that plain texts do not have: making these takes as long as making a hundred others. */
const kinds = later(() => ({ invisible: /\p{Default_Ignorable_Code_Point}/gu, marks: /\p{M}/gu, decimal: /\p{Nd}/u }));

const spell = (plain: string, variants: string): readonly (readonly [string, string])[] =>
  [...variants].map((variant) => [variant, plain] as const);

const lookalikes: ReadonlyMap<string, string> = new Map([
  ...spell("-", "\u02D7\u058A\u05BE\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207B\u208B\u2212\u2796\u301C\u3030"),
  ...spell(".", "\u00B7\u0387\u05C5\u0701\u0702\u2022\u2027\u2219\u22C5\u3002\u30FB"),
  ...spell("/", "\u2044\u2215\u29F8"),
  ...spell(":", "\u02D0\u0589\u2236\uA789"),
  ...spell("'", "\u02BC\u2018\u2019\u201B\u2032"),
  ...spell('"', "\u201C\u201D\u201F\u2033"),
  ...spell(" ", "\u0085\u1680"),
  ...spell("\n", "\u2028\u2029"),
]);

/** Unicode lays decimal digits out in runs of ten, zero first, so the distance to the run's start is the value. */
const asciiDigit = (character: string): string => {
  const { decimal } = kinds();
  if (!decimal.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let distance = 1;
  while (decimal.test(String.fromCodePoint(code - distance))) distance += 1;
  return String((distance - 1) % 10);
};
