import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter } from "../dlp/words-around.ts";
import { foreignStreetDetector } from "./detect-foreign-street.ts";
import { nearStreetDetectors } from "./detect-near-street.ts";
import { numberlessStreetDetectors } from "./detect-numberless-street.ts";
import { letters } from "./letters.ts";
import { hasAddressCue, hasStrongAddressCue, isStreet, streetParts, streetRule } from "./street-rule.ts";
import { streetSources } from "./street-words.ts";

const { any, word, direction, unit, house } = streetSources;
const { start, numbered, title, ending, strongEnd } = streetParts;

const placeAfter = new RegExp(
  `^(?:[ ,.\\n]{1,3}${unit}|[ ,\\n]{1,3}(?:[${letters}'.-]{2,20}[ ,\\n]{1,3}){0,4}(?:[a-z]{2}[ ,]{1,2})?(?:\\d{5}(?!\\d)|[a-z]{1,2}\\d[a-z\\d]?[ ]?\\d[a-z]{2}(?![a-z]))|[ ]?,[ ]?[${letters}]|[ ]?\\n)`,
  "iu",
);

/** "88 Kearny Ct" is written as a name; "42 elm st" needs the word "live" before or a unit or a city after it. */
const judgeNumbered = (found: Found): Certainty => {
  const words = found.value.replace(/^[\d\s,a-z/-]*?\d[a-z]?[ ,]+/, "");
  if (/^\d{1,3},? (?:and|runs)(?![a-z])|^\d{1,4}[a-z]? (?:ct|dr|pl|st|av|cir|sq|cv|pt|gr|bay|bnd)\.?$/i.test(found.value))
    return certainty.none;
  if (/^\d{1,2} [a-z]{3,8}s(?: a row)?$/.test(found.value)) return certainty.none;
  if (strongEnd.test(found.value)) return certainty.verified;
  if (hasAddressCue(found)) return certainty.cued;
  if (/^(?:\p{Lu}|\d)/u.test(words) && /[ ](?:\p{Lu}[\p{L}.]*)$/u.test(words)) return certainty.shape;
  return placeAfter.test(wordsAfter(found, 70)) ? certainty.shape : certainty.none;
};

/** What goes on behind a kind of street that is part of a name: "2209 Prairie Rose Dr". */
const kind = `(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|dr|court|ct|place|pl|circle|cir)(?![${letters}\\d])`;

/** Streets with a house number. */
const numberedStreetDetector = patternDetector({
  name: "numbered-street",
  needs: /\d/,
  rules: [
    streetRule(
      `${numbered}(?:old[ ])?(?:${word}[ ]){0,4}?${any}(?:[ ]${any}){0,2}(?![ ](?:[a-z'.-]{2,20}[ ])?${kind})(?:[ ]${direction}(?![${letters}']))?`,
      judgeNumbered,
    ),
    streetRule(
      `${numbered}(?:(?:old|us|u\\.s\\.|state|county|farm to market|[a-z]{2})[ ])?(?:(?:highway|hwy|route|rte?|road|county road|cr|fm|sr|tr|interstate)\\.?[ ]\\d{1,4}[a-z]?|ave(?:nue)?[ ][a-z])${ending}`,
      isStreet,
    ),
    streetRule(
      `${start}(?:\\d{3,6}[ ])?${house}(?:[ ]${word}){1,4}?(?=,?[ ](?:#[ ]?[a-z](?![a-z])|\\d{1,2}(?:st|nd|rd|th)?[ ]fl(?:oor|r)?(?![a-z]|[ ]?oz))|[, \\n>?]{1,8}(?:apt|apartment|suite|ste|unit|lot|trailer|trlr|spc)(?!s(?![a-z]))\\.?[ ]?#?[ ]?(?:\\d|[a-z]\\b))`,
      isStreet,
    ),
    streetRule(
      `(?<=[\\s:,.])(?:\\d{3,6}[ ])?${house}[ ](?:${title}[ ]?){1,4}(?:[ ]?\\d{1,5}\\.?)?(?![${letters}\\d])`,
      judgeBare,
      "g",
    ),
  ],
});

/** Streets in all their forms. Each kind has its own cheap test, so that a text pays for no pattern it cannot match. */
export const streetDetector: Detector = {
  name: "street",
  find: (text) =>
    [numberedStreetDetector, foreignStreetDetector, ...nearStreetDetectors, ...numberlessStreetDetectors].flatMap((detector) =>
      detector.find(text),
    ),
};

/** "address: 5366 Pivovarsk\u00e1 276" has nothing but its label. */
function judgeBare(found: Found): Certainty {
  return hasStrongAddressCue(found) ? certainty.cued : certainty.none;
}
