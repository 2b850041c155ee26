import { letters } from "./letters.ts";

/** Kinds of streets that are hardly anything else after a number and a name. */
const strong =
  "street|avenue|ave|tce|boulevard|blvd|bvd|road|rd|lane|ln|parkway|pkwy|pky|highway|hwy|terrace|terr|crescent|cres|mews|gardens|gdns|turnpike|tpke|expressway|expy|freeway|fwy|causeway|esplanade|esp|strasse|stra\\u00dfe|alley";
/** Kinds that are also words or abbreviations: "st" a segment, "ct" a scan, "dr" a doctor, "way" anything. */
const weak =
  "(?:st|str|av|dr|drive|ct|court|cir|circle|pl|place|way|trail|trl|trace|square|sq|loop|plaza|plz|close|row|walk|grove|gr|hill|heights|hts|point|pt|ridge|rdg|run|path|pass|pike|cove|cv|bend|bnd|bay|view|vista|manor|mnr|park|green|gate|rise|parade|pde|crossing|xing|landing|meadow|creek|estate|commons|extension|quay|wharf|chase|croft|drove|field|mount|vale|yard|broadway|nook|hollow|isle|junction|spring|summit|union|valley|village|bridge|dale|forge|fort|gateway|wynd|brae|glen|harbor|haven|inlet|key|knoll|lake|light|lock|lodge|mall|mill|mission|motorway|mountain|neck|orchard|oval|overpass|passage|pine|plain|port|prairie|radial|ramp|ranch|rapid|river|roads|route|shoal|shore|skyway|spur|stream|streets|terr?ace|track|tunnel|turnpike|underpass|wall|gardens|island|crossroad|parkways|freeway|highway|bypass|cottage|villa)s?";

/** What no name of a street holds: units, articles of a sentence, verbs. */
const stop =
  "mg|mcg|ml|g|kg|lbs?|cm|mm|iu|units?|tabs?|tablets?|pills?|caps?|capsules?|puffs?|drops?|doses?|days?|weeks?|wks?|months?|mos?|years?|yrs?|yo|hours?|hrs?|minutes?|mins?|seconds?|times?|percent|degrees|beats|bpm|steps?|blocks?|miles?|feet|inch(?:es)?|people|kids|children|patients?|visits?|or|to|for|in|on|with|per|an|by|my|your|his|her|our|their|was|is|are|were|has|have|had|at|from|than|then|that|this|it|its|i|you|he|she|we|they|if|when|but|because|after|before|since|until|while|between|am|pm|a\\.?m\\.?|p\\.?m\\.?|daily|twice|once|every|each|more|less|about|around|into|over|under|can|could|will|would|should|do|does|did|get|got|go|going|went|take|took|taking|see|saw|seen|out|off|down|up|away|straight|half|any|all|no|not|so|as|also|just|like|please|stage|grade|type|positive|negative|scans?|pts|mri|ecg|ekg|elevations?|depressions?|lead|leads|year|old";

const end = `(?![${letters}\\d])`;

/** Words of house numbers that are said. */
const spoken =
  "oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred";

/** Sources of patterns for the words of street names. */
export const streetSources = {
  strong: `(?:${strong})${end}\\.?`,
  any: `(?:${strong}|${weak})${end}\\.?`,
  /** A word of a street's name, to be held against `isSentence`, or a number in one ("5th", "W.", "O'Hara"). */
  word: `(?:[${letters}][${letters}\\d'.-]{0,22}|\\d{1,4}(?:st|nd|rd|th)?(?![${letters}\\d.]))`,
  direction: "(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west|o)\\b\\.?)",
  /** "apt 4B", "#3", "Suite 900", "bur. 12". */
  unit: "(?:(?:apt|apartment|appt|unit|suite|ste|flat|floor|fl|room|rm|bldg|building|lot|trlr|trailer|space|spc|bur|bureau|app|wohnung|piso|dept|box|po box|bus|bte|bo\\u00eete)\\.?[ ]?#?[ ]?(?:\\d{1,5}(?:/\\d{1,3}|[ ]?-?[a-z])?(?![a-z\\d])|[a-z]-?\\d{0,4}(?![a-z\\d])|rear(?![a-z]))|#[ ]?\\d{1,5}[a-z]?(?![a-z\\d])|(?:\\d{1,2}(?:st|nd|rd|th)|top|ground|first|second|third|fourth|fifth|upper|lower)[ ](?:floor|flr|fl)(?![a-z]))",
  spokenDigits: `(?:${spoken})`,
  spokenNumber: `(?:${spoken}|thousand)`,
  house: "(?:\\d{1,4}\\/)?\\d{1,6}[a-z]?(?:-\\d{1,5})?(?:[ ]1/2|/2)?",
} as const;

const sentence = new RegExp(`(?:^|[ ,])(?:${stop})${end}|[a-z]{5}\\. `, "i");

/** Whether the words after a house number hold one that no street's name does. Asked of a match: in a pattern it would be compiled many times over. */
export const isSentence = (value: string): boolean => sentence.test(value.replace(/(?:^|(?<=\d[ ]))old[ ]/i, ""));
