import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";
import { isLived } from "./lived-at.ts";
import { isStreet, type Judge, streetParts, streetRule } from "./street-rule.ts";
import { isSentence, streetSources } from "./street-words.ts";

const { strong, any, word, direction, house, spokenNumber } = streetSources;
const { title, ending, strongEnd } = streetParts;

const twoNumbers = new RegExp(`^(?:${spokenNumber}[ -]){2}`, "i");
/** "two blocks from the road" is no address: a spoken house number has two words or a capital behind it. */
const judgeSpoken = ({ text, start: at, value }: Found): Certainty =>
  twoNumbers.test(value) ||
  /(?<![a-z])(?:number|live at|lives at)[ ]$/i.test(textBefore(text, at, 10)) ||
  /[ ]\p{Lu}/u.test(value)
    ? certainty.shape
    : certainty.none;

/** "route one" of a plan, "highway" of nothing: spoken, a number needs a word of place before it. */
const isRoute: Judge = ({ text, start: at, value }) =>
  /\d/.test(value) ||
  /(?:^|[^a-z])(?:on|off|near|along|at|of|past|from|by|down|up|for)[ ](?:the[ ])?$/i.test(textBefore(text, at, 12))
    ? certainty.shape
    : certainty.none;

/** "off mission road" has a name, "the wrong road" none. */
const nameless =
  /^(?:the[ ])?(?:(?:same|other|wrong|next|dirt|gravel|side|open|right|left|back|one|main|new|every|icy)[ ])?[a-z]+$/i;
const judgeOnStreet = ({ text, end, value }: Found): Certainty =>
  (nameless.test(value) && !(/main/i.test(value) && /^[ ]in[ ](?:\uFFFC|[a-z]{4})/i.test(textAfter(text, end, 9)))) ||
  isSentence(value)
    ? certainty.none
    : certainty.shape;

/** "e 67th" is a street, "w 4th dose" no more than "with". */
const judgeDirected = ({ text, start: at, end, value }: Found): Certainty => {
  const before = textBefore(text, at, 12);
  if (/^[wnse][ ]\d\d?[a-z]/i.test(value) && !/(?:^|[ ])(?:on|at|near|off|\d)[ ]$/i.test(before)) return certainty.none;
  return /^[ ](?:dose|toe|fing|rib|shot|cyc|time)/i.test(textAfter(text, end, 14)) ? certainty.none : certainty.shape;
};

/** Post boxes, routes, corners, spoken numbers, and a street's name alone in the cases where it can be nothing else. */
export const numberlessStreetDetectors: readonly Detector[] = [
  patternDetector({
    name: "post-box",
    needs: /box|drawer|pmb|apartado|postfach|postale/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:${house}[ ])?(?:g?p\\.?[ ]?o\\.?[ ]?(?:box|drawer)|post(?:[ ]office[ ])?box|pmb|lock[ ]?box|apartado|postfach|case postale|casella postale)[ ]?(?:no\\.?|#)?[ ]?(?:\\d{1,7}(?:,[ ]general delivery)?|(?:${spokenNumber}[ -]?){1,5})${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "rural-route",
    needs: /(?:rural|star)[ ]route|\br\.?r(?![a-z])|\bhc\b|highway[ ]contract/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc|star route|highway contract)[ ]?#?\\d{1,4},?[ ]box[ ]#?\\d{1,6}[a-z]?${ending}`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc)[ ]?#?\\d{1,4},?[ ](?:site|lot|comp(?:artment)?|group)[ ]\\d{1,4}(?:,?[ ](?:box|comp|lot)[ ]#?\\d{1,5})?${ending}`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}\\d])(?:(?:(?:comp|site|box|lot)[ ]\\d{1,4},?[ ]){1,3}r\\.?r\\.?[ ]?#?\\d{1,3}|(?:rural|star)[ ]route[ ](?:${spokenNumber}[ -]?){1,3}box(?:[ -]${spokenNumber}){1,4}|box(?:[ -]${spokenNumber}){1,4}[ ](?:rural|star)[ ]route(?:[ -]${spokenNumber}){1,3})${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "named-route",
    needs: new RegExp(`(?:road|route|rte?|highway|hwy|interstate)[ ](?:\\d|${spokenNumber})|exit[ ]\\d|block[ ]of[ ]|i-\\d`, "i"),
    rules: [
      streetRule(
        `(?<![${letters}])(?:exit[ ]\\d{1,3}[a-z]?[ ](?:off|on|of)[ ](?:the[ ])?i-?\\d{1,3}|\\d{1,5}[ ]block[ ]of[ ](?:${direction}[ ])?[a-z]{4,20}(?:[ ]${any})?|(?:route|highway|hwy|interstate|county road)[ ](?:${spokenNumber}[ -]?){1,3})${ending}`,
        isRoute,
      ),
      streetRule(
        "(?<=(?:on|off|at|near|along)[ ])i-(?!1[23]\\d)\\d{1,3}(?:[ ](?:at[ ])?(?:mm|mile(?: marker)?|exit)[ ]\\d{1,4})?(?![\\w%-])",
        isStreet,
      ),
      streetRule(
        `(?<![${letters}])(?:off|on|near|along|at|of|past|from)[ ](?:the[ ])?(?<id>(?:old[ ])?(?:(?:county|state|forest|fire|township) road|state route|us route|us highway|route|rte?|highway|hwy|interstate)[ ]\\d{1,4}[a-z]?(?:[ ](?:and|&|at)[ ](?:${title}(?=[ ](?:in|near|by)[ ])|(?:${word}[ ]){1,3}${any}))?)${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "spoken-street",
    needs: new RegExp(`(?<![${letters}])${spokenNumber}[ -]`, "i"),
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:${spokenNumber}[ -]){1,6}(?:${direction}[ ])?(?:(?!${spokenNumber}[ ])[a-z][a-z'.-]{1,20}[ ]){1,3}?${strong}(?:[ ]${direction}(?![${letters}']))?${ending}`,
        judgeSpoken,
      ),
      {
        ...streetRule(
          `(?<![${letters}\\d])(?:${spokenNumber}[ -]){2,6}(?:[a-d][ ])?(?:north|south|east|west)[ ](?:first|second|third|[a-z]{3,10}th|(?!of[ ]|side[ ]|on[ ]|and[ ])[a-z]{4,20})(?=[ ]?(?:[.,;!?\\n]|$)|[ ](?:apartment|apt|unit|and|in)(?![a-z]))`,
          isLived,
        ),
        needs: /[ ](?:north|south|east|west)[ ][a-z]/i,
      },
      streetRule(
        `(?<![${letters}\\d])(?:${spokenNumber}[ -]){2,6}(?:${direction}[ ])?(?:[a-z]{3,20}[ ]){1,3}?(?:uh[ ])?(?:apartment|apt|unit|suite|lot)[ ](?:${spokenNumber}(?:[ ]?[a-z])?|[a-z])${ending}`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}])(?:live at|living at|address is(?:[ ]still)?|lives at|staying at|i'?m at|we'?re at|house at|place at|owns(?:[ ]all)?(?:[ ]of)?)[ ](?<id>(?:${spokenNumber}[ -]){2,6}(?:${direction}[ ])?(?!${spokenNumber}[ ])[a-z][a-z'.-]{2,20}(?:[ ](?!and[ ]|with[ ]|but[ ]|now[ ])[a-z]{4,20})?)(?=[ ]?[,.;\n?!]|[ ](?:and|but|with|now|in|by|near|that|it'?s|the)(?![a-z])|$)`,
        isLived,
      ),
    ],
  }),
  patternDetector({
    name: "military-post",
    needs: /psc[ ]\d|unit[ ]\d|(?:usns|uss|uscgc?|usnv)[ ]/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:psc[ ]\\d{1,5},?[ ]box|unit[ ]\\d{1,5}[ ]box|(?:usns|uss|uscgc|usnv|uscg)[ ][${letters}'-]{2,24}(?=[\\s,]{1,3}[fad]po))(?:[ ]\\d{1,5})?(?:[\\s,]{1,3}[afd]po[ ,]{1,2}a[aep][ ,]{1,2}\\d{5}(?:-\\d{4})?)?${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "corner",
    needs: /(?:corner|intersection|junction)[ ]of|(?:st|nd|rd|th|\.)[ ](?:and|&)[ ]|(?:and|&)[ ]\d/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:the[ ])?(?:corner|intersection|junction) of[ ](?!(?:my|the|his|her|your|a|an|each|both|one|this|that|its)[ ])(?:[${letters}\\d'.-]{1,22}[ ]){1,6}?(?:and|&)[ ](?:(?:${word}[ ]){0,4}?${any}|(?:\\d{1,3}(?:st|nd|rd|th)|[${letters}][${letters}'.-]{1,20})(?:[ ]\\d{1,4}(?![\\d/]))?)`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}\\d])(?:(?:at|on|near|off)[ ])(?<id>(?:\\d{1,3}(?:st|nd|rd|th)|[a-z]{1,20}[ ]st\\.?|[a-z]{4,20})[ ](?:and|&)[ ](?:\\d{1,3}(?:st|nd|rd|th)(?:[ ](?:st|ave|street|avenue))?|(?!the\\b|a\\b|my\\b|they\\b|then\\b|she\\b)[a-z]{3,20}(?:[ ]${any})?))${ending}`,
        (found) =>
          /^\d{1,3}(?:st|nd|rd|th)[ ](?:and|&)[ ]\p{Lu}|^[a-z]{4,20}[ ](?:and|&)[ ](?:1[3-9]|[2-9]\d|1\d\d)/iu.test(
            found.value,
          ) || strongEnd.test(found.value)
            ? certainty.shape
            : certainty.none,
      ),
    ],
  }),
  patternDetector({
    name: "directed-street",
    needs: /\b[nsew]{1,2}\.?[ ](?:\d|[a-z])/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:\\d{1,5}[ ])?(?:ne|nw|se|sw|[nsew])\\.?[ ]\\d{1,3}(?:st|nd|rd|th)(?:[ ](?:street|st|ave|avenue|pl))?(?:[ ](?:and|&)[ ][${letters}]{3,20})?${ending}`,
        judgeDirected,
      ),
      streetRule(
        `(?<![${letters}\\d/.-])\\d{2,5}[ ](?:(?:[NSEW]|[NS][EW])\\.?[ ](?!Engl|Coli|Aureus)[${capitals}][a-z]{3,20}|(?<=(?:lives?|he's|hes|its|to|house|i'?m)[ ](?:at[ ])?\\d{2,5}[ ])[nsew]\\.?[ ][a-z]{4,20}(?:[ ]&[ ][a-z]{4,20})?)${ending}`,
        isStreet,
        "g",
      ),
    ],
  }),
  patternDetector({
    name: "street-name",
    needs:
      /(?<![a-z])(?:pkwy|terrace|highway|way|row|ct|tce|court|close|gardens|street|road|avenue|ave|lane|ln|boulevard|blvd|crescent|parkway|drive|rd|st)(?![a-z])/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:The[ ])?(?:(?:${title}[ ]){0,3}(?:House|Cottage|Chapel|School|Smithy|Bakery|Stables|Gatehouse|Farm|Forge|Barn|Lodge|Mill|Rectory|Vicarage|Hall|Villa|Grange),[ ])?(?!(?:Mrs?|Ms|Miss|Dr|Prof|Nurse|Sister)\\.?[ ](?:Street|Lane)${ending})(?:${title}[ ]){1,3}(?:Street|Avenue|Road|Lane|Ln|Boulevard|Crescent|Parkway|Blvd)${ending}`,
        isStreet,
        "g",
      ),
      streetRule(
        `(?<![${letters}])(?:live|lives|lived|living|corner|house|home|apartment|flat|store|shop|pharmacy|chemist|clinic|surgery|physio|dentist|gp|practice|branch|school|office|located|over|down)[ ](?:on|off|near|at|in)[ ](?<id>(?:${word}[ ]){1,3}?(?:street|avenue|ave|road|rd|lane|boulevard|blvd|st|drive|tce|way|ct|court|row))${ending}`,
        isStreet,
      ),
      streetRule(
        `(?<=\\uFFFC,[ ])(?:[a-z][a-z'.-]{2,20}[ ]){1,2}(?:street|avenue|ave|road|rd|lane|drive|row|close|terrace|crescent|court|gardens)(?=[ ]?(?:[.,;\\n]|$))`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}])(?:on|off|near|along|(?:our|my)[ ]street)[ ](?<id>(?:the[ ])?(?:(?!(?:the|and|for)[ ])[a-z][a-z'.-]{2,20}[ ]){1,3}?(?:street|avenue|ave|road|rd|lane|boulevard|blvd|parkway|pkwy|terrace|crescent|highway))${ending}`,
        judgeOnStreet,
      ),
    ],
  }),
];
