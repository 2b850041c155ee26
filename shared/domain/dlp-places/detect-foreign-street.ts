import { type Certainty, certainty } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter } from "../dlp/words-around.ts";
import { capitals, letters } from "./letters.ts";
import { regionSources } from "./regions.ts";
import { hasAddressCue, hasStrongAddressCue, streetParts, streetRule } from "./street-rule.ts";
import { streetSources } from "./street-words.ts";

const { word, unit } = streetSources;
const { start, ending } = streetParts;
const european = `(?:[${letters}.'-]{2,20}[ ]){0,3}`;
const suffixes =
  "stra\\u00dfe|strasse|str\\.|weg|gasse|platz|allee|damm|ufer|ring|chaussee|katu|kuja|polku|tie|gatan|v\\u00e4gen|gr\\u00e4nd|gade|vej|v\\u00e6nget|str\\u00e6de|all\\u00e9|veien|vegen|gata|gate|vei|straat|laan|plein|gracht|kade|dreef|steenweg|utca|\\u00fatja|t\\u00e9r|k\\u00f6r\\u00fat|rkp\\.|vegur|braut|str\\u00e6ti|puiestee|maantee|terrasse|stien|vangen|bakken|wei|baan";
const prefixes =
  "rue|av|avenue|bd|boulevard|place|all\\u00e9e|chemin|impasse|quai|route|calle|c\\/|avda\\.?|avenida|paseo|plaza|camino|carrer|via|viale|piazza|corso|largo|vicolo|strada|contrada|rua|r\\u00faa|travessa|pra\\u00e7a|estrada|alameda|ul\\.|ulica|ulice|al\\.|os\\.|cesta|trg|n\\u00e1m\\u011bst\\u00ed|calea|bulevardul|odos|leoforos|akti|vul\\.|str\\.|prosp\\.";
const small = "(?:(?:de|du|des|d'|la|le|les|l'|el|los|las|del|della|delle|dei|di|da|do|dos|das|van|von|der|den|e|y)[ ]?){0,3}";

const foreign = `(?:${prefixes})[ ]${small}[${letters}'.-]{2,20}(?:[ ][${letters}'.-]{2,20}){0,3}`;

const suffixed = patternDetector({
  name: "suffixed-street",
  needs: new RegExp(`(?:${suffixes}|\u00fat|u\\.|street|caddesi|sokak|cad\\.|sok\\.)[ ](?:no:?[ ])?\\d`, "i"),
  rules: [
    streetRule(
      `(?<![${letters}\\d])(?:\\d{1,6},?[ ]){0,2}${european}[${letters}-]{2,24}(?:${suffixes})[ ]\\d{1,4}(?:-(?:[IVX]{1,4}|\\d{1,3}|hs)|[ ]?[a-z](?![${letters}]))?\\.?(?![\\d.,]\\d|\\d)`,
      judgeSuffixed,
    ),
    streetRule(
      `(?<![${letters}\\d])(?:\\d{1,6},?[ ]){0,2}${european}(?:stra\u00dfe|strasse|utca|\u00fatja|t\u00e9r|u\\.|\u00fat|gasse|platz|street|str\\.|caddesi|sokak|cad\\.|sok\\.)[ ](?:no:?[ ])?\\d{1,4}[a-z]?\\.?(?![\\d])`,
      judgeSuffixed,
    ),
  ],
});

const prefixed = patternDetector({
  name: "prefixed-street",
  needs: new RegExp(`(?<![${letters}])(?:${prefixes})[ ]`, "i"),
  rules: [
    streetRule(
      `${start}(?:\\d{3,6}[ ])?\\d{1,6}(?:[ ]?(?:bis|ter)|/2)?,?[ ]${foreign}(?:[ ]\\d{1,5}(?![\\d]))?${ending}`,
      judgeForeign,
    ),
    streetRule(`${start}${foreign},?[ ](?:n[\\u00ba\\u00b0or]?\\.?[ ]?)?\\d{1,5}[a-z]?${ending}`, judgeForeign),
  ],
});

const betweenNumbers = patternDetector({
  name: "street-between-numbers",
  needs: new RegExp(`\\d[ ](?:[${letters}\\d'.-]{1,23}[ ]){1,4}\\d`),
  rules: [
    streetRule(`${start}\\d{1,6}(?:[ ]\\d{1,5})?(?:[ ]${word}){1,4}[ ]\\d{1,5}[a-z]?\\.?(?![\\d/%]|[.,:-]\\d)`, judgeTwoNumbers),
  ],
});

/** Streets as they are written outside of English: "Hauptstrasse 12", "12 rue de la Paix", "30102 Kaevu 94". */
export const foreignStreetDetector = {
  name: "foreign-street",
  find: (text: string) =>
    /\d/.test(text) ? [suffixed, prefixed, betweenNumbers].flatMap((detector) => detector.find(text)) : [],
};

/** "Hauptstrasse 12" is written with a capital, or stands after "address". */
function judgeSuffixed(found: Found): Certainty {
  if (hasAddressCue(found)) return certainty.cued;
  const isName = new RegExp(`(?:^|[ ])[${capitals}][${letters}.'-]{2,60}[ ]`).test(found.value.replace(/^[\d ,]+/, ""));
  return isName && !/\d{4}[a-z]?\.?$/i.test(found.value) ? certainty.shape : certainty.none;
}

/** "30102 Kaevu 94" is a street if an address is announced or goes on: a city, then a code or a country. */
function judgeTwoNumbers(found: Found): Certainty {
  if (hasStrongAddressCue(found)) return certainty.cued;
  return capitalised.test(found.value) && blockAfter.test(wordsAfter(found, 110)) ? certainty.shape : certainty.none;
}
const capitalised = new RegExp(`[ ][${capitals}][${letters}]{2}`);
const blockAfter = new RegExp(
  `^(?:[ ,\\n]{1,4}${unit}){0,2}[ ]?(?:,|,?\\n)[\\s>?,]{0,8}[${letters}' .()-]{2,36}[\\s,]{1,8}(?:[A-Za-z]{1,3}[\\s,]{1,6}|nan[\\s,]{1,6}|\\d{2}[ ])?(?:(?:${regionSources.countries})(?![${letters}])|\\d{4,5}(?!\\d))`,
  "i",
);

/** "rue" and "via" are words: a number and capitals must stand there. */
function judgeForeign(found: Found): Certainty {
  if (/(?:^|[ ])bd[ ](?!d[eu']|l[ae])[a-z]|via[ ][A-Z]{2}|[a-z]{5}\.[ ]/.test(found.value)) return certainty.none;
  const isNumbered = /^\d|\d[a-z]?$/i.test(found.value);
  const isName = /(?:^|[ '])\p{Lu}[\p{L}'.-]{1,60}(?:,?[ ](?:nr?\.?[ ])?\d{1,5}[a-z]?)?$/u.test(found.value);
  return (isNumbered && isName) || (isNumbered && hasAddressCue(found)) ? certainty.shape : certainty.none;
}
