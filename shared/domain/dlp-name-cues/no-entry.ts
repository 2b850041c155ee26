import { rawBefore } from "../dlp/cue.ts";
import type { IdentifierType, Span } from "../dlp/identifier-types.ts";
import { later } from "../dlp/later.ts";
import { hashWord } from "../dlp-names/read-tokens.ts";
import { howCommon, nameList } from "../dlp-names/word-class.ts";
import { classOf } from "../dlp-names/word-lists.ts";
import { isCountry, isRegion } from "../dlp-places/regions.ts";

type Place = Pick<Span, "start" | "end">;

type Entry = Place & { readonly type: IdentifierType };
/** `items` are those with letters that the text lists, sought once for all its words. */
type Lettered = { readonly lexicon: Uint16Array; readonly items: () => readonly string[] };
type Lists = { readonly lexicon: Uint16Array; readonly findsRegions: boolean };

/** Tells of a text which findings are entries of a form, of a list or countries, and so nobody. */
export const noEntries = (text: string, { lexicon, findsRegions }: Lists): ((found: Entry) => boolean) => {
  const items = later(() => text.match(/(?:^|\n)[A-H]\. /g) ?? []);
  return (found) =>
    isInsuring(text, found) ||
    isLettered(text, found, { lexicon, items }) ||
    isHeading(text, found, lexicon) ||
    (!findsRegions && found.type !== "NAME" && isOneCountry(text, found));
};

const isOneCountry = (text: string, { start, end }: Place): boolean =>
  isCountry(text.slice(start, end)) && !beforeState.test(text.slice(end, end + 6));
/** "Lebanon, NH" */
const beforeState = /^,?[ ][A-Z]{2}(?![A-Za-z])/;

/** "Insurer: Southern Cross", "Payer: Dean Health": what stands under such a label insures somebody. */
const isInsuring = (text: string, { start, end, type }: Entry): boolean =>
  /[:=(][ "]{0,3}$/.test(rawBefore(text, start, 4)) &&
  /(?:^|[\n|(,;.]|[ ]{2})[ ]?(?:insur(?:er|ance)|payer|payor|health[ ](?:plan|fund)|plan|carrier|ins|primary|secondary|scheme)(?:[ ](?:plan|ins|insurance|name|company))?[ ]{0,2}[:=(][ "]{0,3}$/i.test(
    rawBefore(text, start, 28),
  ) &&
  (type !== "NAME" ||
    /(?<![a-z])(?:blue|health|care|cross|shield|dental|life|mutual|assurance|plans?|silver|gold)(?![a-z])/i.test(
      text.slice(start, end),
    ));

/** "City: Chandler": a word at the head of a line that says what follows, unless it is somebody's first name. */
const isHeading = (text: string, { start, end, type }: Entry, lexicon: Uint16Array): boolean => {
  const word = text.slice(start, end);
  if (text[end] !== ":" || !/^\p{Lu}\p{L}{2,14}$/u.test(word) || !/(?:^|\n[ ]?)$/.test(rawBefore(text, start, 2))) return false;
  const listed = classOf(lexicon, hashWord(word));
  return (type !== "NAME" || (listed & nameList.given) === 0) && howCommon(listed) > 0;
};

/** "D. farinae", "A. Notifier" among items with letters, "1.8 L. Quinton": a letter before what is nobody's name. */
const isLettered = (text: string, { start, end }: Place, { lexicon, items }: Lettered): boolean => {
  const [, letter = "", word = ""] = /^(\p{Lu})\. (\p{L}+)/u.exec(text.slice(start, end)) ?? [];
  const listed = classOf(lexicon, hashWord(word));
  if (word === "" || (listed & nameList.any) !== 0) return false;
  return (
    /^\p{Ll}/u.test(word) ||
    (/[LR]/.test(letter) && howCommon(listed) > 0) ||
    (/(?:^|\n)$/.test(rawBefore(text, start, 1)) && items().length > 2)
  );
};

/** "Ontario covers it, Alberta doesn't", "Washington state": a state or country beside one that nobody is called after, or called one. */
export const isAmongRegions = (text: string, { start, end }: Place): boolean => {
  const names = text.slice(start, end).split(", ");
  const after = text.slice(end, end + 40);
  return (
    areRegions(names, after) || (names.every(isRegion) && (isRegionAfter(after) || isRegionBefore(rawBefore(text, start, 40))))
  );
};

/** "France was fun": all that nobody is called after, and no town of the same name: "Norway, ME". */
const areRegions = (names: readonly string[], after: string): boolean =>
  names.every((name) => name.length > 2 && isOnlyRegion(name)) && !beforeState.test(after);

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
