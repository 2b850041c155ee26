import { textAfter, textBefore } from "../dlp/cue.ts";
import { certainty, type Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";
import { isLived } from "./lived-at.ts";
import { isStreet, type Judge, streetParts, streetRule } from "./street-rule.ts";
import { streetSources } from "./street-words.ts";

const { direction, spokenDigits: said } = streetSources;
const { ending } = streetParts;

/** What stands on a street. */
const premises =
  "clinic|chemist|surgery|physio|drugs?|urgent care|pharmacy|office|place|store|shop|church|house|apartment|condo|shelter|warehouse|library|lab|gym|diner|hospital|er|school|station|stop|lot|bank|market|walgreens|cvs|costco|target|walmart|kroger|mcdonald'?s|starbucks|live|lives|lived|living|bus|light|over";
const nth =
  "(?:\\d{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth))";
/** What streets are called after most. */
const trees =
  "elm|oak|maple|main|chestnut|walnut|cedar|birch|willow|poplar|spruce|pine|cherry|magnolia|sycamore|hickory|juniper|aspen";
/** "the office on 5th" is a street's, "open on the 5th" and "school on monday" a day's. */
const isOfPremises: Judge = ({ text, end: to }) =>
  /^[ ](?:of|dose|floor|grade|toe|finger)/i.test(textAfter(text, to, 12)) ? certainty.none : certainty.cued;

/** What people live on that is no street. */
const noStreet =
  "disability|campus|base|oxygen|medicaid|medicare|coffee|toast|ramen|noodles|takeout|fast|savings|benefits|social|welfare|property|land|weekends?|[a-z]{2,6}days?|january|february|march|april|june|july|august|september|october|november|december|fixed|borrowed|credit|caffeine|soup|water|fumes|edge|ground|first|second|third|fourth|fifth|their|these|those|there|that|this|your|what|earth|purpose|schedule|time|friday|food|milk|cereal|chips|soda|candy|pizza|bread|rice|crackers|protein|fruit|sugar|junk|tylenol|advil|ibuprofen|tums|pension|rations|assistance|dialysis|insulin|steroids|methadone|suboxone|hospice|planet|wheels|boats?|ships?|track";

/** "pulse at 92 \uFFFC" */
const isHouse: Judge = ({ text, start: at }) =>
  /(?<![a-z])(?:bp|hr|pulse|rate|sats?|o2|temp|fever|sugars?|glucose|a1c|weigh\w{0,3}|weight|dose|age|aged|level|score|count|stage|grade|room|rm|bed|version|page)(?![a-z])[^.\n]{0,16}$/i.test(
    textBefore(text, at, 28),
  )
    ? certainty.none
    : certainty.shape;

/** Streets without their kind: by their number behind what stands on them, or behind a house's number. */
export const nearStreetDetectors: readonly Detector[] = [
  patternDetector({
    name: "premises",
    needs: new RegExp(`\\b(?:on|off|by|near|at|and|&)[ ](?:${direction}[ ])?${nth}`, "i"),
    rules: [
      streetRule(
        `\\b(?:${premises})[ ](?:over[ ])?(?:on|off|by|near|at)[ ](?<id>(?:${direction}[ ])?${nth}(?:[ ](?:street|st|avenue|ave))?(?:[ ](?:and|&)[ ](?:${nth}|(?!they|then|this|that|when|were|have|also|just)[a-z]{4,20}))?)(?=[ ]?(?:[.,;:!?)\n]|$)|[ ](?:and|or|but|so|they|he|she|we|i|in|by|near|to|for|is|was|has|said|says|gave|told|sent|never|closed|can|cant|did|does|dont|doesnt)(?![a-z]))`,
        isOfPremises,
      ),
      streetRule(
        `\\b(?:${premises})[ ](?:over[ ])?(?:on|off|by|near|at)[ ](?<id>(?:${direction}[ ])?(?!(?:my|the|his|her|a|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?[ ])[a-z]{4,20}[ ](?:and|&)[ ]${nth})${ending}`,
        isOfPremises,
      ),
    ],
  }),
  patternDetector({
    name: "stands-on",
    needs: /[ ]o(?:n|ff)[ ][a-z]/i,
    rules: [
      streetRule(
        `\\b(?:${premises}|one|corner|bakery|bar|restaurant|salon|lab),?[ ](?:over[ ]|down[ ])?(?:on|off)[ ](?<id>(?:${direction}[ ])?(?!(?:[A-Z][a-z]{2,6}day|January|February|March|April|June|July|August|September|October|November|December|Sept|File|Hold|Call|Duty|Base|Campus|Medicaid|Medicare|Christmas|Easter|Thanksgiving|Zoom|Google|Facebook|MyChart|Epic)(?![a-z]))[A-Z][a-z]{3,20}(?:[ ](?:st|ct|rd|ave|ln|pl|cir|blvd|ter)(?![a-z]))?)(?=[ ]?(?:[.,;:!?)\\n]|$)|[ ](?:and|or|but|so|they|he|she|we|i|in|by|near|to|for|is|was|has|that|where|when|since|with)(?![a-z]))`,
        isOfPremises,
        "g",
      ),
      streetRule(
        `\\b(?:${premises}|one|corner|bakery)[ ](?:over[ ]|down[ ])?(?:on|off)[ ](?<id>(?:${trees}|pico|beacon|sunset|broadway|washington|jefferson|lincoln|madison|monroe|jackson|franklin|division|lexington|delancey|lamar|ventura))(?=[ ]?(?:[.,;:!?)\\n]|$)|[ ](?:and|or|but|so|they|he|she|we|i|in|by|near|to|for|is|was|has|that|where|when|since|with|anymore|again|now)(?![a-z]))`,
        isOfPremises,
      ),
    ],
  }),
  patternDetector({
    name: "house-number",
    needs: /\uFFFC|[ ](?:oh|zero|hundred)[ -]|at[ ]no/i,
    rules: [
      streetRule(
        `\\b(?:at|from|is|be|it'?s|to)[ ](?<id>(?:(?:flat|apt|unit|no\\.?)[ ])?(?:\\d{1,5}[a-z]?|(?:${said}[ -]){0,3}${said})(?:[ ]the)?)(?=[ ]\\uFFFC(?![ ]?(?:am|pm|o'?clock|mg|ml|units?)(?![a-z])))`,
        isHouse,
      ),
      streetRule(
        "(?<![\\w.,/-])\\d{1,5}[ ]\\uFFFC[ ](?:dr|st|ct|ave|rd|ln|pl|cir|blvd|street|road|lane|drive|court|close|gardens)(?![a-z])",
        isStreet,
      ),
      streetRule("\\blive[sd]?[ ]at[ ](?<id>no\\.?[ ]\\d{1,4}[a-z]?)(?![\\w/%])", isStreet),
      streetRule("(?<=\\uFFFC[ ](?:and|&)[ ])\\d{1,3}(?:st|nd|rd|th)(?=[ ]?(?:[.,;\\n]|$)|[ ](?:in|near|by)[ ])", isStreet),
      streetRule(
        `\\bat[ ](?<id>(?:${said}[ -]){1,3}(?:oh|zero|hundred)[ -](?:${said}[ -]){1,2}(?!${said}|degree|percent|milli|unit|o'?clock|this|last|pounds?|beats|over|hours?)[a-z]{4,20})`,
        isHouse,
      ),
    ],
  }),
  patternDetector({
    name: "before-postcode",
    needs: /[A-Z]\d[A-Z\d]?[ ]\d[A-Z]{2}(?!\w)/,
    rules: [
      streetRule(
        "(?<![\\w.,/-])\\d{1,4}[a-zA-Z]?[ ](?:The[ ])?[A-Z][a-z'\u2019]{2,20}(?:[ ][A-Z][a-z'\u2019]{2,20}){0,2}(?=,[ \\n][A-Z][A-Za-z' ,-]{2,40}[ ,\\n][A-Z]{1,2}\\d[A-Z\\d]?[ ]\\d[A-Z]{2}(?!\\w))",
        isStreet,
        "g",
      ),
    ],
  }),
  patternDetector({
    name: "lived-on",
    needs: /\b(?:liv(?:e|es|ed|ing)|moved|place)[ ](?:over[ ])?o(?:n|ff)[ ]/i,
    rules: [
      streetRule(
        `\\b(?:liv(?:e|es|ed|ing)|moved|place)[ ](?:over[ ])?(?:on|off)(?:[ ]of)?[ ](?<id>(?:${direction}[ ])?(?!(?:${noStreet})(?![a-z]))[a-z]{4,20}(?:[ ](?:st|ct|rd|ave|ln|pl|cir|blvd|ter)(?![a-z]))?)(?=[ ]?(?:[.,;!?\\n]|$)|[ ](?:with|near|by|in|and|behind|across|for|but|so|since)(?![a-z]))`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "met-at",
    needs: /(?:hit|crash|accident|wreck|stop|corner|liv|fell|struck)[a-z]{0,5}[ ](?:at|on|by|near)[ ][a-z]/i,
    rules: [
      streetRule(
        `\\b(?:hit|crash|crashed|accident|wreck|stop|corner|lives?|living|fell|struck)[ ](?:at|on|by|near)[ ](?<id>(?!(?:${noStreet}|my|the|his|her|a|an|it|her|him|me|work|home|school|night)[ ])[a-z]{4,20}[ ](?:and|&)[ ](?!(?:my|the|his|her|they|then|when|have|that|this|was|got|had|broke|hit|hurt|landed|couldn|can)(?![a-z]))[a-z]{4,20})(?=[ ]?(?:[.,;:!?)\\n]|$))`,
        isStreet,
      ),
    ],
  }),
  patternDetector({
    name: "lived-at",
    needs: /(?:at|to|im|i'm)[ ]\d{1,5}[ ][a-z]/i,
    rules: [
      streetRule(
        `\\b(?:(?:i'?m|we'?re|i am|we are|liv(?:e|es|ed|ing)|stay(?:s|ing)?|dropped[ ]me|deliver(?:ed)?|moved|address is|house is|home is)[ ](?:at|to)|(?:send|mail|ship|deliver)(?:ed)?[ ](?:it|them|that|this)[ ]to|but[ ]i'?m)[ ](?<id>\\d{2,5}[ ](?:${direction}[ ])?(?:old[ ])?[a-z]{4,20})(?=[ ]?(?:[.,;!?\n]|$)|[ ](?:and|is|but|not|in|apt|apartment|unit|by|near|now)(?![a-z]))`,
        isLived,
      ),
    ],
  }),
];
