import { rawBefore } from "../dlp/cue.ts";
import type { Span } from "../dlp/identifier-types.ts";
import { isAmongRegions, noEntries } from "../dlp-name-cues/no-entry.ts";
import { isHurriedWord, isInText, isTalk } from "../dlp-name-cues/no-person.ts";
import { endsTerm, isTerm } from "../dlp-terms/is-term.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";
import { isEponymBehindGiven } from "../dlp-whole-names/small-family-name.ts";
import { isBehindGiven, isCalled, isTitled, longestTitle, type Place } from "./announced.ts";
import { cell } from "./cell.ts";
import { tags } from "./model-layout.ts";
import { type Context, isOrdinaryLine, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";
import type { TaggedText } from "./tagged-text.ts";
import { isRole } from "./telling-words.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";

/** Whether a finding, whatever the model thinks, is an eponym, and has no title before it. */
export const isOfMedicine = (text: string, context: Context, place: Place): boolean => {
  if (isTitled(text, place)) return false;
  return (
    immunoglobulin.test(text.slice(place.start, place.start + 5)) ||
    isCalledAfter(text, place) ||
    isCompound(context, place) ||
    isGraded(text, context, place) ||
    isRemedy(text, context, place)
  );
};

/** "Ige" is a name, "IgE" is none. */
const immunoglobulin = /^Ig[ADEGM](?![a-z])/;

/** "a Hartmann's": one word with a capital behind an article is what is called after somebody; hardly anybody is "a Smith". */
export const isThing = (text: string, place: Place): boolean =>
  isBehindArticle(text, place) || isInText(text, place) || (!isTitled(text, place) && isAmongRegions(text, place));

const isBehindArticle = (text: string, { start, end, first, last }: Place): boolean =>
  first === last &&
  /(?:^|[^\p{L}\p{N}'-])an?[ ]$/u.test(rawBefore(text, start, 4)) &&
  /^\p{Lu}\p{Ll}/u.test(text.slice(start, end)) &&
  !/^(?:,|[ ](?:from|in[ ]the|at[ ]the|who|called|who's)(?![a-z]))/.test(text.slice(end, end + 10));

type Found = Place & Pick<Span, "type">;

/**
 * Tells of a text which findings name nobody: one word, without a title, that is on no list of names and in everyday use or
 * says what somebody is; or an entry of a form or a list.
 */
export const ordinaryWords = (text: string, listed: Listed): ((found: Found) => boolean) => {
  const isNoEntry = noEntries(text, listed);
  return (found) =>
    isTalk(text.slice(found.start, found.end), found.type) || isOneOrdinaryWord(text, listed, found) || isNoEntry(found);
};

const isOneOrdinaryWord = (text: string, { context, lexicon }: Listed, place: Place): boolean =>
  place.first === place.last &&
  (isOrdinary(cell(context.classes, place.first + margin)) ||
    isRole(cell(context.words, place.first + margin)) ||
    isHurriedWord(text.slice(place.start, place.end), lexicon)) &&
  !isTitled(text, place);

type Listed = { readonly context: Context; readonly lexicon: Uint16Array; readonly findsRegions: boolean };

/** "TFTs", "NASH", "LIMA-LAD" where capitals mean what they usually do; a name in capitals has a label or a comma with it. */
export const isAbbreviation = (text: string, context: Context, { start, end, first }: Place): boolean =>
  isOrdinaryLine(cell(context.looks, first + margin)) &&
  /^[A-Z]{2,5}s?(?:-[A-Z]{1,5}\d?)?$/.test(text.slice(start, end)) &&
  !beforeName.test(rawBefore(text, start, longestTitle)) &&
  !/^[,^][ ]?\p{Lu}/u.test(text.slice(end, end + 4));

const beforeName = /(?:[:=|#"(^]|(?:mr|mrs|ms|miss|dr|pt|patient|surgeon|name|by|from|for))\.?[ ]?$/i;

/** Whether a finding is covered by terms, and nothing before it makes it a name: a title, "called", a first name, a word of work. */
export const isKnownTerm = (text: string, reading: TaggedText, { place, terms }: Known): boolean => {
  const { tokens, context, path } = reading;
  const takenFor = cell(path, place.first) === nameTag ? "person" : "other";
  if (takenFor === "other" && cell(context.cues, place.first + margin) !== 0) return false;
  if (!isTerm(tokens, place, { terms, takenFor })) return false;
  if (takenFor === "person" && place.last > place.first && isEponymBehindGiven(reading, place.last)) return false;
  return endsTerm(tokens, place, terms) || (!isTitled(text, place) && !isCalled(text, place) && !isBehindGiven(reading, place));
};

type Known = { readonly place: Place; readonly terms: TermTable };

const nameTag = tags.indexOf("NAME");

/**
 * "Child-Pugh B", "Jones fracture", "Clark III": words of medicine before what such names are given to, or one such word before a
 * grade. "John Smith 2" is somebody, though both are such words.
 */
const isGraded = (text: string, { classes, looks }: Context, { start, first, last, end }: Place): boolean => {
  for (let at = first; at <= last; at += 1) {
    const isSign = writtenAs(cell(looks, at + margin)) >= shape.digits;
    if (!isSign && listOf(cell(classes, at + margin)) !== list.medical) return false;
  }
  const isOneWord = !/\s/.test(text.slice(start, end));
  return (isOneWord && grade.test(text.slice(end, end + 8))) || ofMedicine.test(text.slice(end, end + 24));
};

/** "Wolff-Parkinson-White": behind a word of medicine and a hyphen. */
const isCompound = ({ words, classes }: Context, { first }: Place): boolean =>
  cell(words, first - 1 + margin) === hyphen && listOf(cell(classes, first - 2 + margin)) === list.medical;

const hyphen = "-".charCodeAt(0) + 3;

/** What is called after people and towns. */
const terms =
  "disease|syndrome|signs?|scores?|scale|criteria|classification|staging|maneuver|manoeuvre|palsy|phenomenon|lymphoma|tumou?r|fracture|catheter|drain|forceps|nodules?|triad|index|reflex|anomaly|dystrophy|lesions?|equation|nomogram|fascia|ligament|incision";

/** "Leipzig score", "the Sheiner-Tozer equation", "Ottawa ankle rules": with a capital, before what is called after people and towns. */
const isCalledAfter = (text: string, { start, end }: Place): boolean =>
  /^\p{Lu}/u.test(text.slice(start, start + 2)) && calledAfter.test(text.slice(end, end + 40));

const calledAfter = new RegExp(
  `^(?:['\u2019]s?)?[ ](?:[a-z-]{3,12}[ ]){0,2}?(?:${terms}|panel|forms?|bundle|solution|formula|theorem|laws?|criterion|grading|stain|agar|rules?|consensus|protocol|wort|osteotomy)(?![a-z])`,
  "u",
);

const grade = /^(?:[ -](?:I{1,3}|IV|VI{0,3}|[A-D])[abc]?(?![\p{L}\d])|[ ]\d{1,2}(?![\d/-]))/u;

const ofMedicine = new RegExp(
  `^(?:['\u2019]?s?)[ -](?:${terms}|test|esophagus|oesophagus|stage|grade|sarcoma|ulcer|exercises?|smear|dementia|position|contracture|procedure|surgery|virus|thyroiditis|cyst|pressure|oil|pills|drops|solution|salts?|brace|collar|splint|tube|clamp|needle|stitch|nodes?|bodies|body|spots?|lines?|pentad|palsies|repair|flap|graft|operation|pouch|shunt|stent|rule|angle|system|technique|method|reaction|response|sarcoma|malformation|deformity|node|ring|nevus|cell|agent|antigen|factor|protocol|regimen|arthritis|paralysis|neuropathy|nephropathy|encephalopathy|cardiomyopathy|myopathy|atrophy|chorea|ataxia|tics?|gangrene|hernia|diverticulum|aneurysm|thyroid|goiter|crisis|attack|seizures?|epilepsy|headache|migraine|rods|striae|papules|iodine|proteins?|crystals|retractor|speculum|cannula|cast|tendon|tubercle|grading|questionnaire|coma|angina|abscess|nails|waves?|feeder|straps?|fx|fractures?|man(?:eu|oeu)ver|manoeuvre|prosthes[ie]s|effect|loop|lens|approach|teat|type|course|myotomy|anastomosis|breathing|respirations?|murmur)`,
  "i",
);

/** "Cervidil 10 mg", "Coxiella burnetii", "Soliris, Empaveli, Fabhalta": one word of no list of names among what is prescribed or grown. */
const isRemedy = (text: string, context: Context, place: Place): boolean => {
  if (place.first !== place.last || (cell(context.classes, place.first + margin) & nameList.any) !== 0) return false;
  const behind = text.slice(place.end, place.end + 24);
  if (dose.test(behind)) return !given.test(rawBefore(text, place.start, 10));
  return isEnumerated(context, place);
};

const dose =
  /^[ ](?:\d{1,5}(?:[.,/]\d{1,4})?[ ]?(?:mg|mcg|\u00b5g|ug|ng|g|ml|cc|units?|iu|meq|puffs?|tabs?|tablets?|caps?|drops?|%|bid|tid|qid|od|bd|tds|qds|daily|nocte|mane)|cream|ointment|gel|inhaler|tablets?|capsules?|patch(?:es)?|pills?|syrup|nasal[ ]spray|eye[ ]drops|injections?|suppositor(?:y|ies)|XR|SR|XL|bid|tid|qid|qhs|prn|tds)(?![\p{L}\d])/iu;
const given = /(?:^|[^\p{L}])(?:gave|give|giving|given|told|tell|owes?|and)[ ]$/iu;

/**
 * Whether it stands in a list of words of medicine: such a word at both sides behind a comma or "and", or at one side where
 * the list begins or ends there and has more of them.
 */
const isEnumerated = ({ words, classes, looks, medicine, count }: Context, { first, last }: Place): boolean => {
  const isMedical = (at: number): boolean =>
    at >= 0 &&
    at < count &&
    writtenAs(cell(looks, at + margin)) < shape.digits &&
    listOf(cell(classes, at + margin)) === list.medical;
  const isSign = (at: number): boolean => at >= 0 && at < count && writtenAs(cell(looks, at + margin)) === shape.sign;
  const isEdge = (at: number): boolean => at < 0 || at >= count || writtenAs(cell(looks, at + margin)) > shape.digits;
  const isComma = (at: number): boolean => cell(words, at + margin) === comma;
  const before = isSign(first - 1) && isMedical(first - 2);
  const after = isSign(last + 1) && isMedical(last + 2);
  if (before && after) return true;
  const around = cell(medicine, first + margin);
  if (before && isComma(first - 1)) return around >= mostBefore && isEdge(last + 1);
  return after && isComma(last + 1) && around % 3 === 2 && isEdge(first - 1);
};

const comma = ",".charCodeAt(0) + 3;

/** Two words of medicine or more before it, as the context counts them. */
const mostBefore = 6;

const inUse = 2;

const isOrdinary = (listed: number): boolean =>
  (listed & nameList.any) === 0 &&
  listOf(listed) !== list.place &&
  (howCommon(listed) >= inUse || listOf(listed) === list.medical);
