import { type TermTable, termKind } from "../dlp-terms/term-table.ts";
import { eponymTerm, wholeTerm } from "../dlp-terms/whole-term.ts";
import { isBehindGiven, isCalled, isTitled, type Place } from "./announced.ts";
import type { TaggedText } from "./tagged-text.ts";

type Known = { readonly place: Place; readonly terms: TermTable };

/** "Westley 4", "Berg 38/56", "Duke pending": what scores and signs are called after, before what they come to. */
export const isScoredEponym = (text: string, reading: TaggedText, { place, terms }: Known): boolean =>
  /^\p{Lu}/u.test(text.slice(place.start, place.start + 2)) &&
  score.test(text.slice(place.end, place.end + 20)) &&
  wholeTerm(eponymTerm(text.slice(place.start, place.end))).some((term) => (terms.kindsOf(term) & termKind.plain) !== 0) &&
  !isTitled(text, place) &&
  !isCalled(text, place) &&
  !isBehindGiven(reading, place);

const score =
  /^(?:[ ]?[=:]?[ ](?:\d{1,3}(?![\d/.-]|[ ]?(?:[MFmf](?![a-z])|yo?\b|y\/o|years?|yrs?|male|female))|\d{1,2}\/(?:20|28|30|38|[4-9]\d|100)(?![\d/])|(?:I{1,3}|IV|VI{0,3})[ab]?(?![\p{L}\d])|(?:pending|tbc|neg|pos|negative|positive|met|sent|scored?)(?!\p{L}))|[ ]?[+-](?![\p{L}\d]))/u;
