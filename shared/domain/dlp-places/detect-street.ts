import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";
import { regionSources } from "./regions.ts";
import { isSentence, streetSources } from "./street-words.ts";

const { strong, any, word, direction, unit, house } = streetSources;

const start = `(?<![${letters}\\d/.$#%-]|\\d[ ,])`;
const numbered = `${start}(?:\\d{3,6}[ ])?${house},?[ ](?:${direction}[ ])?`;

/** Words after which an address stands. */
const addressBefore =
  /(?<![a-z])(?:address(?:es)?(?:[ ]is|es are|[ ]to)?|liv(?:e|es|ed|ing)(?:[ ]now)?[ ](?:at|on|in)|stay(?:s|ed|ing)?[ ]at|resid(?:e|es|ing)[ ]at|located[ ](?:at|on|in)|located|moved?[ ]to|sen[dt](?:[ ]\w{1,12}){0,4}[ ]to|deliver(?:ed|y)?[ ]to|ship(?:ped)?[ ]to|mail(?:ed)?(?:[ ]\w{1,12}){0,3}[ ]to|return[ ]to|meet[ ](?:me|you|us)?[ ]?at|office[ ]is[ ]at|home[ ]is|house[ ]is|arrived[ ]at|taxi[ ]to|comes?[ ]to|going[ ]to|residence|new[ ]place|is[ ]at|here[ ]they[ ]are|enter[ ]on|off[ ]at|lives|adress|addr|domicilio|direcci[o\u00f3]n|adresse|anschrift|indirizzo|for|it is|it's in|same)[\s:.,-]{0,8}(?:(?:new|now|is|at|the)[ :]{1,2}){0,3}$/i;

const hasAddressCue = ({ text, start: at }: Found): boolean => addressBefore.test(textBefore(text, at, 60));
const placeAfter = new RegExp(
  `^(?:[ ,.\\n]{1,3}${unit}|[ ,\\n]{1,3}(?:[${letters}'.-]{2,20}[ ,\\n]{1,3}){0,4}(?:[a-z]{2}[ ,]{1,2})?(?:\\d{5}(?!\\d)|[a-z]{1,2}\\d[a-z\\d]?[ ]?\\d[a-z]{2}(?![a-z]))|[ ]?,[ ]?[${letters}]|[ ]?\\n)`,
  "iu",
);

/** "88 Kearny Ct" is written as a name; "42 elm st" needs the word "live" before or a unit or a city after it. */
const judgeNumbered = (found: Found): Certainty => {
  const words = found.value.replace(/^[\d\s,a-z/-]*?\d[a-z]?[ ,]+/, "");
  if (strongEnd.test(found.value)) return certainty.verified;
  if (hasAddressCue(found)) return certainty.cued;
  if (/^(?:\p{Lu}|\d)/u.test(words) && /[ ](?:\p{Lu}[\p{L}.]*)$/u.test(words)) return certainty.shape;
  return placeAfter.test(textAfter(found.text, found.end, 70)) ? certainty.shape : certainty.none;
};
const strongEnd = new RegExp(`[ -](?:${strong})(?:[ ]${direction})?$`, "iu");

const always = (): Certainty => certainty.verified;

const spokenNumber =
  "(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)";
/** "two blocks from the road" is no address: a spoken house number has two words or a capital behind it. */
const judgeSpoken = ({ value }: Found): Certainty =>
  new RegExp(`^(?:${spokenNumber}[ -]){2}`, "i").test(value) || /[ ]\p{Lu}/u.test(value) ? certainty.shape : certainty.none;

const title = `[${capitals}][${letters}'.-]{1,20}`;
const ending = `(?![${letters}\\d])`;
const european = `(?:[${letters}.'-]{2,20}[ ]){0,3}`;
const suffixes =
  "stra\\u00dfe|strasse|str\\.|weg|gasse|platz|allee|damm|ufer|ring|chaussee|katu|kuja|polku|tie|gatan|v\\u00e4gen|gr\\u00e4nd|gade|vej|v\\u00e6nget|str\\u00e6de|all\\u00e9|veien|vegen|gata|gate|vei|straat|laan|plein|gracht|kade|dreef|steenweg|utca|\\u00fatja|t\\u00e9r|k\\u00f6r\\u00fat|rkp\\.|vegur|braut|str\\u00e6ti|puiestee|maantee|terrasse|stien|vangen|bakken|wei|baan";
const prefixes =
  "rue|av|avenue|bd|boulevard|place|all\\u00e9e|chemin|impasse|quai|route|calle|c\\/|avda\\.?|avenida|paseo|plaza|camino|carrer|via|viale|piazza|corso|largo|vicolo|strada|contrada|rua|r\\u00faa|travessa|pra\\u00e7a|estrada|alameda|ul\\.|ulica|ulice|al\\.|os\\.|cesta|trg|n\\u00e1m\\u011bst\\u00ed|calea|bulevardul|odos|leoforos";
const small = "(?:(?:de|du|des|d'|la|le|les|l'|el|los|las|del|della|delle|dei|di|da|do|dos|das|van|von|der|den|e|y)[ ]?){0,3}";

const foreign = `(?:${prefixes})[ ]${small}[${letters}'.-]{2,20}(?:[ ][${letters}'.-]{2,20}){0,3}`;

const type = "STREET_ADDRESS";
const rule = (pattern: string, judge: (found: Found) => Certainty, flags = "gi") => {
  const holdsWords = pattern.includes(word);
  const judgeWords = (found: Found): Certainty =>
    (holdsWords && isSentence(found.value)) || endsInDecimal(found) ? certainty.none : judge(found);
  return { type, pattern: new RegExp(pattern, flags), judge: judgeWords } as const;
};
/** "BUN 18, Cr 0.9": what ends before a decimal is a value. */
const endsInDecimal = ({ text, end, value }: Found): boolean => /\d$/.test(value) && /^\.\d/.test(textAfter(text, end, 2));
const cased = (pattern: string, judge: (found: Found) => Certainty) => rule(pattern, judge, "g");

/** Streets with a house number, post boxes, corners; also a street's name alone, in the cases where it can be nothing else. */
export const streetDetector = patternDetector({
  name: "street",
  needs: /\d|\b(?:box|corner|street|road|avenue|lane|boulevard|drive|crescent)\b/i,
  rules: [
    rule(`${numbered}(?:${word}[ ]){0,4}?${any}(?:[ ]${any})?(?:[ ]${direction}(?![${letters}']))?`, judgeNumbered),
    rule(
      `${numbered}(?:(?:old|us|u\\.s\\.|state|county|farm to market)[ ])?(?:highway|hwy|route|rte?|road|county road|cr|fm|sr|interstate)\\.?[ ]\\d{1,4}[a-z]?${ending}`,
      always,
    ),
    rule(
      `${start}(?:\\d{3,6}[ ])?${house}(?:[ ]${word}){1,4}?(?=[, \\n>?]{1,8}(?:apt|apartment|suite|ste|unit)\\.?[ ]?#?[ ]?(?:\\d|[a-z]\\b))`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:${house}[ ])?(?:g?p\\.?[ ]?o\\.?[ ]?box|post(?:[ ]office[ ])?box|pmb|lock[ ]?box|apartado|postfach|case postale|casella postale)[ ]?(?:no\\.?|#)?[ ]?\\d{1,7}${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc|star route|highway contract)[ ]?#?\\d{1,4},?[ ]box[ ]#?\\d{1,6}[a-z]?${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:rural route|r\\.?r\\.?|hc)[ ]?#?\\d{1,4},?[ ](?:site|lot|comp(?:artment)?|group)[ ]\\d{1,4}(?:,?[ ](?:box|comp|lot)[ ]#?\\d{1,5})?${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}])(?:off|on|near|along|at|of|past|from)[ ](?:the[ ])?(?<id>(?:old[ ])?(?:county road|state route|state road|us route|us highway|route|rte|highway|hwy|interstate)[ ]\\d{1,4}[a-z]?(?:[ ](?:and|&|at)[ ](?:${word}[ ]){1,3}${any})?)${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:${spokenNumber}[ -]){1,6}(?:${direction}[ ])?(?:(?!${spokenNumber}[ ])[a-z][a-z'.-]{1,20}[ ]){1,3}?${strong}(?:[ ]${direction}(?![${letters}']))?${ending}`,
      judgeSpoken,
    ),
    rule(
      `(?<![${letters}])(?:live at|living at|address is|lives at|staying at)[ ](?<id>(?:${spokenNumber}[ -]){2,6}(?:${direction}[ ])?(?!${spokenNumber}[ ])[a-z][a-z'.-]{2,20})${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:psc[ ]\\d{1,5},?[ ]box|unit[ ]\\d{1,5}[ ]box|(?:usns|uss|uscgc|usnv|uscg)[ ][${letters}'-]{2,24}(?=[\\s,]{1,3}[fad]po))(?:[ ]\\d{1,5})?(?:[\\s,]{1,3}[afd]po[ ,]{1,2}a[aep][ ,]{1,2}\\d{5}(?:-\\d{4})?)?${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:the[ ])?(?:corner|intersection|junction) of[ ](?!(?:my|the|his|her|your|a|an|each|both|one|this|that|its)[ ])(?:[${letters}\\d'.-]{1,22}[ ]){1,6}?(?:and|&)[ ](?:(?:${word}[ ]){0,4}?${any}|(?:\\d{1,3}(?:st|nd|rd|th)|[${letters}][${letters}'.-]{1,20})(?:[ ]\\d{1,4}(?![\\d/]))?)`,
      always,
    ),
    rule(
      `(?<![${letters}\\d])(?:(?:at|on|near|off)[ ])(?<id>(?:\\d{1,3}(?:st|nd|rd|th)|[a-z]{1,20}[ ]st\\.?)[ ](?:and|&)[ ](?:\\d{1,3}(?:st|nd|rd|th)[ ](?:st|ave|street|avenue)|(?!the\\b|a\\b|my\\b)[a-z]{3,20}(?:[ ]${any})?))${ending}`,
      (found) =>
        /^\d{1,3}(?:st|nd|rd|th)[ ](?:and|&)[ ]\p{Lu}/u.test(found.value) || strongEnd.test(found.value)
          ? certainty.shape
          : certainty.none,
    ),
    rule(
      `(?<![${letters}\\d])(?:\\d{1,6},?[ ]){0,2}${european}[${letters}-]{2,24}(?:${suffixes})[ ]\\d{1,4}(?:[ ]?[a-z](?![${letters}]))?\\.?(?![\\d.,]\\d|\\d)`,
      judgeSuffixed,
    ),
    rule(
      `(?<![${letters}\\d])(?:\\d{1,6},?[ ]){0,2}${european}(?:stra\u00dfe|strasse|utca|\u00fatja|t\u00e9r|u\\.|\u00fat|gasse|platz|street|str\\.)[ ]\\d{1,4}[a-z]?\\.?(?![\\d])`,
      judgeSuffixed,
    ),
    rule(`${start}\\d{1,6}(?:[ ]\\d{1,5})?(?:[ ]${word}){1,4}[ ]\\d{1,5}[a-z]?\\.?(?![\\d/%]|[.,:-]\\d)`, judgeTwoNumbers),
    rule(
      `${start}(?:\\d{3,6}[ ])?\\d{1,6}(?:[ ]?(?:bis|ter)|/2)?,?[ ]${foreign}(?:[ ]\\d{1,5}(?![\\d]))?${ending}`,
      judgeForeign,
    ),
    rule(`${start}${foreign},?[ ](?:n[\\u00ba\\u00b0o]?\\.?[ ]?)?\\d{1,5}[a-z]?${ending}`, judgeForeign),
    cased(
      `(?<![${letters}\\d])(?:The[ ])?(?:(?:${title}[ ]){0,3}(?:House|Cottage|Chapel|School|Smithy|Bakery|Stables|Gatehouse|Farm|Forge|Barn|Lodge|Mill|Rectory|Vicarage|Hall|Villa|Grange),[ ])?(?:${title}[ ]){1,3}(?:Street|Avenue|Road|Lane|Ln|Boulevard|Crescent|Parkway|Blvd)${ending}`,
      always,
    ),
    rule(
      `(?<![${letters}])(?:live|lives|lived|living|corner|house|home|apartment|store|pharmacy|clinic|office|located|over|down)[ ](?:on|off|near|at)[ ](?<id>(?:${word}[ ]){1,3}?(?:street|avenue|ave|road|rd|lane|boulevard|blvd|st|drive))${ending}`,
      always,
    ),
    rule(`(?<=[\\s:,.])(?:\\d{3,6}[ ])?${house}[ ](?:${title}[ ]?){1,4}(?:[ ]?\\d{1,5}\\.?)?(?![${letters}\\d])`, judgeBare, "g"),
  ],
});

/** "Hauptstrasse 12" is written with a capital, or stands after "address". */
function judgeSuffixed(found: Found): Certainty {
  if (hasAddressCue(found)) return certainty.cued;
  const isName = new RegExp(`(?:^|[ ])[${capitals}][${letters}.'-]{2,60}[ ]`).test(found.value.replace(/^[\d ,]+/, ""));
  return isName && !/\d{4}[a-z]?\.?$/i.test(found.value) ? certainty.shape : certainty.none;
}

/** "30102 Kaevu 94" is a street if an address is announced or goes on: a city, then a code or a country. */
function judgeTwoNumbers(found: Found): Certainty {
  if (strongAddressBefore.test(textBefore(found.text, found.start, 40))) return certainty.cued;
  return capitalised.test(found.value) && blockAfter.test(textAfter(found.text, found.end, 110))
    ? certainty.shape
    : certainty.none;
}
const capitalised = new RegExp(`[ ][${capitals}][${letters}]{2}`);
const blockAfter = new RegExp(
  `^(?:[ ,\\n]{1,4}${unit}){0,2}[ ]?(?:,|,?\\n)[\\s>?,]{0,8}[${letters}' .()-]{2,36}[\\s,]{1,8}(?:[A-Za-z]{1,3}[\\s,]{1,6}|nan[\\s,]{1,6}|\\d{2}[ ])?(?:(?:${regionSources.countries})(?![${letters}])|\\d{4,5}(?!\\d))`,
  "i",
);

/** "rue" and "via" are words: a number and capitals must stand there. */
function judgeForeign(found: Found): Certainty {
  const isNumbered = /^\d|\d[a-z]?$/i.test(found.value);
  const isName = /(?:^|[ '])\p{Lu}[\p{L}'.-]+(?:,?[ ]\d{1,5}[a-z]?)?$/u.test(found.value);
  return (isNumbered && isName) || (isNumbered && hasAddressCue(found)) ? certainty.shape : certainty.none;
}

/** "address: 5366 Pivovarsk\u00e1 276" has nothing but its label. */
function judgeBare(found: Found): Certainty {
  return strongAddressBefore.test(textBefore(found.text, found.start, 40)) ? certainty.cued : certainty.none;
}
const strongAddressBefore =
  /(?<![a-z])(?:address(?:[ ]is)?|liv(?:e|es|ed|ing)[ ](?:at|in|on)|located[ ]at|resid(?:es?|ing)[ ]at|restaurant[ ]is[ ]at|is[ ]on|drops[ ]you[ ]off[ ]at|meet[ ](?:me|you)[ ]at|enter[ ]on|north[ ]side[ ]of|address with|it is|office[ ]is[ ]at|adresse|direcci\u00f3n|ship[ ]to)[\s:-]{1,6}$/i;
