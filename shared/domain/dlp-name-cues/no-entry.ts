import type { IdentifierType, Span } from "../dlp/identifier-types.ts";
import { hashWord } from "../dlp-names/read-tokens.ts";
import { howCommon, nameList } from "../dlp-names/word-class.ts";
import { classOf } from "../dlp-names/word-lists.ts";
import { isRegion } from "../dlp-places/regions.ts";

type Place = Pick<Span, "start" | "end">;

/** "Insurer: Southern Cross", "Payer: Dean Health": what stands under such a label insures somebody. */
export const isInsuring = (text: string, { start, end }: Place, type: IdentifierType): boolean =>
  /[:=(][ "]{0,3}$/.test(text.slice(Math.max(0, start - 4), start)) &&
  /(?:^|[\n|(,;.]|[ ]{2})[ ]?(?:insur(?:er|ance)|payer|payor|health[ ](?:plan|fund)|plan|carrier|ins|primary|secondary|scheme)(?:[ ](?:plan|ins|insurance|name|company))?[ ]{0,2}[:=(][ "]{0,3}$/i.test(
    text.slice(Math.max(0, start - 28), start),
  ) &&
  (type !== "NAME" ||
    /(?<![a-z])(?:blue|health|care|cross|shield|dental|life|mutual|assurance|plans?|silver|gold)(?![a-z])/i.test(
      text.slice(start, end),
    ));

/** "City: Chandler": a word at the head of a line that says what follows, unless it is somebody's first name. */
export const isHeading = (
  text: string,
  { start, end, type }: Place & { readonly type: IdentifierType },
  lexicon: Uint16Array,
): boolean => {
  const word = text.slice(start, end);
  if (text[end] !== ":" || !/^\p{Lu}\p{L}{2,14}$/u.test(word) || !/(?:^|\n[ ]?)$/.test(text.slice(Math.max(0, start - 2), start)))
    return false;
  const listed = classOf(lexicon, hashWord(word));
  return (type !== "NAME" || (listed & nameList.given) === 0) && howCommon(listed) > 0;
};

/** "D. farinae", "A. Notifier" among items with letters, "1.8 L. Quinton": a letter before what is nobody's name. */
export const isLettered = (text: string, { start, end }: Place, lexicon: Uint16Array): boolean => {
  const [, letter = "", word = ""] = /^(\p{Lu})\. (\p{L}+)/u.exec(text.slice(start, end)) ?? [];
  if (word === "" || (classOf(lexicon, hashWord(word)) & nameList.any) !== 0) return false;
  return (
    /^\p{Ll}/u.test(word) ||
    (/[LR]/.test(letter) && howCommon(classOf(lexicon, hashWord(word))) > 0) ||
    (/(?:^|\n)$/.test(text.slice(Math.max(0, start - 1), start)) && [...text.matchAll(/(?:^|\n)[A-H]\. /g)].length > 2)
  );
};

/** "Ontario covers it, Alberta doesn't", "Washington state": a state or country beside one that nobody is called after, or called one. */
export const isAmongRegions = (text: string, { start, end }: Place): boolean =>
  areRegions(text.slice(start, end).split(", "), text.slice(end, end + 40)) ||
  (text.slice(start, end).split(", ").every(isRegion) &&
    (isRegionAfter(text.slice(end, end + 40)) || isRegionBefore(text.slice(Math.max(0, start - 40), start))));

/** "France was fun": all that nobody is called after, and no town of the same name: "Norway, ME". */
const areRegions = (names: readonly string[], after: string): boolean =>
  names.every((name) => name.length > 2 && isOnlyRegion(name)) && !/^,?[ ][A-Z]{2}(?![A-Za-z])/.test(after);

const isRegionAfter = (after: string): boolean =>
  /^[ ](?:state|province)(?![a-z])/.test(after) ||
  isOnlyRegion(/^(?:,[ ]|,?[ ](?:and|or|to|vs\.?)[ ])(\p{Lu}\p{Ll}{3,12})(?![\p{L}'’])/u.exec(after)?.[1]);

const isRegionBefore = (before: string): boolean =>
  isOnlyRegion(
    /(?<![\p{L}.] |\p{L})(\p{Lu}\p{Ll}{3,12})(?:,[ ]|,?[ ](?:and|or|to|vs\.?)[ ]|[ ](?:covers|allows|does)[ ][^.!?]{2,16},[ ])$/u.exec(
      before,
    )?.[1],
  );

/** Whether a name is that of a state or country that nobody is called after. */
export const isOnlyRegion = (name: string | undefined): boolean => name !== undefined && isRegion(name) && !alsoGiven.test(name);
const alsoGiven =
  /^(?:georgia|virginia|carolina|dakota|montana|tennessee|chad|jordan|israel|india|kenya|alberta|victoria|washington|jamaica|china|cuba|ireland|holland|austria|england|poland|spain|wales|scotland|asia|africa|florida|arizona|nevada|indiana|delaware|malta|trinidad|oman)$/i;
