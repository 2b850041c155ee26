import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { letters } from "./letters.ts";
import { isStreet, streetParts, streetRule } from "./street-rule.ts";
import { streetSources } from "./street-words.ts";

const { strong, any, word, direction, house } = streetSources;
const { title, ending, strongEnd } = streetParts;

const spokenNumber =
  "(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)";
const twoNumbers = new RegExp(`^(?:${spokenNumber}[ -]){2}`, "i");
/** "two blocks from the road" is no address: a spoken house number has two words or a capital behind it. */
const judgeSpoken = ({ value }: Found): Certainty =>
  twoNumbers.test(value) || /[ ]\p{Lu}/u.test(value) ? certainty.shape : certainty.none;

/** Post boxes, routes, corners, spoken numbers, and a street's name alone in the cases where it can be nothing else. */
export const numberlessStreetDetectors: readonly Detector[] = [
  patternDetector({
    name: "post-box",
    needs: /box|pmb|apartado|postfach|postale/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:${house}[ ])?(?:g?p\\.?[ ]?o\\.?[ ]?box|post(?:[ ]office[ ])?box|pmb|lock[ ]?box|apartado|postfach|case postale|casella postale)[ ]?(?:no\\.?|#)?[ ]?\\d{1,7}${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "rural-route",
    needs: /(?:rural|star)[ ]route|\br\.?r\b|\bhc\b|highway[ ]contract/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc|star route|highway contract)[ ]?#?\\d{1,4},?[ ]box[ ]#?\\d{1,6}[a-z]?${ending}`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc)[ ]?#?\\d{1,4},?[ ](?:site|lot|comp(?:artment)?|group)[ ]\\d{1,4}(?:,?[ ](?:box|comp|lot)[ ]#?\\d{1,5})?${ending}`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "named-route",
    needs: /(?:road|route|rte|highway|hwy|interstate)[ ]\d/i,
    rules: [
      streetRule(
        `(?<![${letters}])(?:off|on|near|along|at|of|past|from)[ ](?:the[ ])?(?<id>(?:old[ ])?(?:county road|state route|state road|us route|us highway|route|rte|highway|hwy|interstate)[ ]\\d{1,4}[a-z]?(?:[ ](?:and|&|at)[ ](?:${word}[ ]){1,3}${any})?)${ending}`,
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
      streetRule(
        `(?<![${letters}])(?:live at|living at|address is|lives at|staying at)[ ](?<id>(?:${spokenNumber}[ -]){2,6}(?:${direction}[ ])?(?!${spokenNumber}[ ])[a-z][a-z'.-]{2,20})${ending}`,
        isStreet,
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
    needs: /(?:corner|intersection|junction)[ ]of|(?:st|nd|rd|th|\.)[ ](?:and|&)[ ]/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:the[ ])?(?:corner|intersection|junction) of[ ](?!(?:my|the|his|her|your|a|an|each|both|one|this|that|its)[ ])(?:[${letters}\\d'.-]{1,22}[ ]){1,6}?(?:and|&)[ ](?:(?:${word}[ ]){0,4}?${any}|(?:\\d{1,3}(?:st|nd|rd|th)|[${letters}][${letters}'.-]{1,20})(?:[ ]\\d{1,4}(?![\\d/]))?)`,
        isStreet,
      ),
      streetRule(
        `(?<![${letters}\\d])(?:(?:at|on|near|off)[ ])(?<id>(?:\\d{1,3}(?:st|nd|rd|th)|[a-z]{1,20}[ ]st\\.?)[ ](?:and|&)[ ](?:\\d{1,3}(?:st|nd|rd|th)[ ](?:st|ave|street|avenue)|(?!the\\b|a\\b|my\\b)[a-z]{3,20}(?:[ ]${any})?))${ending}`,
        (found) =>
          /^\d{1,3}(?:st|nd|rd|th)[ ](?:and|&)[ ]\p{Lu}/u.test(found.value) || strongEnd.test(found.value)
            ? certainty.shape
            : certainty.none,
      ),
    ],
  }),
  patternDetector({
    name: "street-name",
    needs: /(?:street|road|avenue|ave|lane|ln|boulevard|blvd|crescent|parkway|drive|rd|st)(?![a-z])/i,
    rules: [
      streetRule(
        `(?<![${letters}\\d])(?:The[ ])?(?:(?:${title}[ ]){0,3}(?:House|Cottage|Chapel|School|Smithy|Bakery|Stables|Gatehouse|Farm|Forge|Barn|Lodge|Mill|Rectory|Vicarage|Hall|Villa|Grange),[ ])?(?:${title}[ ]){1,3}(?:Street|Avenue|Road|Lane|Ln|Boulevard|Crescent|Parkway|Blvd)${ending}`,
        isStreet,
        "g",
      ),
      streetRule(
        `(?<![${letters}])(?:live|lives|lived|living|corner|house|home|apartment|store|pharmacy|clinic|office|located|over|down)[ ](?:on|off|near|at)[ ](?<id>(?:${word}[ ]){1,3}?(?:street|avenue|ave|road|rd|lane|boulevard|blvd|st|drive))${ending}`,
        isStreet,
      ),
    ],
  }),
];
