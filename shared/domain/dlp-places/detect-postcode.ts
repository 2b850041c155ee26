import { textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";
import { regionSources } from "./regions.ts";

const areas =
  "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE";
const start = "(?<![\\w.-])";
const end = "(?![\\w]|[.-]\\w)";
const british = `${start}(?:GIR[ ]?0AA|(?:${areas})\\d(?:\\d|[A-Z])?[ ]?\\d[ABD-HJLNP-UW-Z]{2})${end}`;
const canadian = `${start}[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z][ -]?\\d[ABCEGHJ-NPRSTV-Z]\\d${end}`;
const irish = `${start}[AC-FHKNPRTV-Y]\\d[\\dW][ ]?[\\dAC-FHKNPRTV-Y]{4}${end}`;

const label =
  "(?:zip(?:[ ]?codes?)?|postal[ ]?codes?|post[ ]?codes?|plz|postleitzahl|c[o\\u00f3]digo postal|code postal|cap(?=[ :.]{1,2}\\d{5})|eircode|pin[ ]?code|postnummer|psc)";
const labelled = `(?<![a-z])${label}(?![a-z])["'\\s:#=.?(>]{0,5}(?:(?:is|was|are|now|here|changed\\.?|to|of|on file|it's|out there)[ ]){0,3}[(]?(?:\\b(?:d-|f-|ch-|a-))?`;
const anyCode =
  "(?:\\d{5}-\\d{4}|\\d{3,5}-\\d{3,4}|\\d{3}[ ]\\d{2,3}|\\d{2}-\\d{3}|\\d{4}[ ][A-Z]{2}|[A-Z]{1,2}-\\d{4}|[a-z]\\d[\\da-z][ ]?[\\da-z]{4}|[a-z]{1,2}\\d[a-z\\d]?[ ]?\\d[a-z]{2}|[a-z]\\d[a-z][ -]?\\d[a-z]\\d|\\d{3,7})";

const zipBefore = /(?<![a-z])(?:zip|post|plz|eircode|pin)(?:al)?[ ]?(?:codes?)?[\s\w:,.-]{0,24}$/i;
const talksOfZip = /(?<![a-z])(?:zip|postcode|postal)(?![a-z])/i;
/** "l4 5th" is a place in the spine and a date; "b12 3mg" cannot match, since no code ends in m. */
const judgeBritish = ({ text, start: at, value }: Found): Certainty => {
  if (/model[ :#]{1,2}$/i.test(textBefore(text, at, 8))) return certainty.none;
  if (/[A-Z]{2}$/.test(value)) return certainty.verified;
  if (/(?:st|nd|rd|th)$/.test(value) || !value.includes(" "))
    return zipBefore.test(textBefore(text, at, 40)) ? certainty.cued : certainty.none;
  return certainty.shape;
};

const judgeIrish = ({ text, start: at, value }: Found): Certainty => {
  if (zipBefore.test(textBefore(text, at, 40))) return certainty.cued;
  return (/^[A-Z]\d[\dW][ ]/.test(value) && /\d|^[^a-z]*$/.test(value.slice(-4))) ||
    /^\w{3}[ ](?=\w{0,3}[a-z])\w{0,3}\d/.test(value)
    ? certainty.shape
    : certainty.none;
};

/** "T2N1M0" is the stage of a tumour, "E3V4M6" how awake somebody is. */
const judgeCanadian = ({ text, start: at, value }: Found): Certainty => {
  if (!/^(?:T[0-4]N[0-3]M[01]|E[1-4]V[1-5]M[1-6])$/i.test(value)) return certainty.verified;
  return zipBefore.test(textBefore(text, at, 40)) ? certainty.cued : certainty.none;
};

const { stateNames, stateCodes, australianCodes } = regionSources;
const zipEnd = "(?![\\d]|-\\d|[.,]\\d)";
const type = "ZIP_CODE";

/** "ok 74136", "in 47401": lower-case codes that are words need a word before that could be a city, and no unit after. */
const lowerStates = stateCodes.toLowerCase();

const digit = "(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)";

/** Postal codes: British, Canadian and Irish by their form, others after a state or a label. */
export const postcodeDetector: Detector = patternDetector({
  name: "postcode",
  type,
  rules: [
    { sought: new RegExp(british, "gi"), judge: judgeBritish },
    { sought: new RegExp(canadian, "gi"), judge: judgeCanadian },
    { sought: new RegExp(irish, "gi"), judge: judgeIrish },
    {
      sought:
        /(?<![a-z])(?:it'?s|is|not|to|from|was|be)[ ](?<id>\d{5})(?![\w/%-]|[.,]\d|[ ](?:mg|ml|dollars|units?|steps|bucks))/gi,
      judge: ({ text, start: at }) => (talksOfZip.test(textBefore(text, at, 120)) ? certainty.cued : certainty.none),
    },
    { sought: new RegExp(`${labelled}(?<id>${anyCode})${zipEnd}`, "gi") },
    {
      sought: new RegExp(
        `(?<![a-z])${label}(?![a-z])[\\s:]{0,3}(?:is[ ])?(?:\\uFFFC{1,12}|[\\d-]{5,10}),?[ ](?:and[ ])?(?:not|was|or|to|instead of)[ ](?<id>\\d{5})${zipEnd}`,
        "gi",
      ),
    },
    {
      sought: new RegExp(
        `(?<![${letters}-]|(?:[Pp]ay[eo]r|[Mm]ember|[Pp]lan|[Gg]roup|[Cc]laim)[ ])(?:${stateCodes})[ ,.^|]{1,3}\\n?(?<id>\\d{5}(?:-\\d{4})?)${zipEnd}`,
        "g",
      ),
    },
    {
      sought: new RegExp(`(?<![${letters}])(?:${stateNames})[ ,.^|]{1,3}\\n?(?<id>\\d{5}(?:-\\d{4})?)${zipEnd}`, "gi"),
    },
    {
      sought: new RegExp(
        `(?=[a-z]{2,3},?[ ]\\d{5})(?<=[${letters}]{3},?[ ])(?:${lowerStates}),?[ ](?<id>\\d{5}(?:-\\d{4})?)${zipEnd}`,
        "g",
      ),
    },
    { sought: new RegExp(`(?<![${letters}])(?:${australianCodes}|nsw|qld|vic|tas)[ ,]{1,2}(?<id>\\d{4})${zipEnd}`, "g") },
    {
      sought:
        /(?<![a-z])(?:moved to|moving to|relocated to|living in|live in|(?:closest|nearest)[ ][a-z ]{2,24}[ ](?:to|in|near)|ship(?:ping|ped)?[ -]to|address|addr)[ :=]{1,2}(?<id>\d{5})(?![\w/%-]|[.,]\d|[ ](?:mg|ml|mcg|units?|dollars|steps|cells?|[a-z]{1,20}[ ](?:st|street|ave|rd|road|dr)))/gi,
    },
    {
      sought: new RegExp(
        `(?<![a-z])(?:${label}[a-z':\\[\\]\\n ]{0,24}|(?:${stateNames}),?|\\uFFFC(?:[ ]or is it)?)[ ](?<id>(?:${digit}[ ]){4}${digit})(?![a-z]|[ ]${digit}\\b)`,
        "gi",
      ),
    },
    { sought: /(?<=\bN4\*[^*\n]{1,30}\*[A-Z]{2}\*)\d{5}(?:\d{4})?(?!\w)/g },
    { sought: /(?<=\uFFFC,?[ ])\d{3}(?!00)\d\d(?=[.,;!?\n]|$)(?![.,]\d)/g },
    {
      sought: new RegExp(
        `(?<![\\w.-])[1-9]\\d{3}[ ](?!AM|PM|ML|MG|IU|KG|CC|HU|NS|LR|GM|OR|ST|DR)[A-Z]{2}(?=[ ](?:\\uFFFC|[${capitals}][${letters}]{3}))`,
        "g",
      ),
    },
    {
      sought: new RegExp(`(?<=[${letters}],?[ ])(?<id>\\d{5}-\\d{4})${zipEnd}(?![ ]?(?:mg|ml|units))`, "g"),
      judge: () => certainty.shape,
    },
  ],
});
