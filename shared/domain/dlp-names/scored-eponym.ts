import { type TermTable, termKind } from "../dlp-terms/term-table.ts";
import { eponymTerm, wholeTerm } from "../dlp-terms/whole-term.ts";
import { isBehindGiven, isCalled, isTitled, type Place } from "./announced.ts";
import type { TaggedText } from "./tagged-text.ts";

type Known = { readonly place: Place; readonly terms: TermTable };

/** "Westley 4", "Berg 38/56", "Duke pending", "Romano-Ward": what scores and signs are called after, before what they come to, or with hyphens. */
export const isScoredEponym = (text: string, reading: TaggedText, { place, terms }: Known): boolean =>
  isWrittenAsOne(text, place) &&
  wholeTerm(eponymTerm(text.slice(place.start, place.end))).some((term) => (terms.kindsOf(term) & termKind.plain) !== 0) &&
  !isTitled(text, place) &&
  !isCalled(text, place) &&
  !isBehindGiven(reading, place);

const isWrittenAsOne = (text: string, { start, end }: Place): boolean =>
  /^[^\s-]{3,24}-\S{3,40}$/.test(text.slice(start, end)) ||
  (/^\p{Lu}/u.test(text.slice(start, start + 2)) && score.test(text.slice(end, end + 20)));

const score =
  /^(?:[ ]?[=:]?[ ](?:\d{1,3}(?![\d/.-]|[ ]?(?:[MFmf](?![a-z])|yo?\b|y\/o|years?|yrs?|male|female))|\d{1,2}\/(?:20|28|30|38|[4-9]\d|100)(?![\d/])|(?:I{1,3}|IV|VI{0,3})[ab]?(?![\p{L}\d])|(?:pending|tbc|neg|pos|negative|positive|met|sent|scored?)(?!\p{L}))|[ ]?[+-](?![\p{L}\d]))/u;
