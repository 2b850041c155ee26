import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { later } from "../dlp/later.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsBefore } from "../dlp/words-around.ts";
import { unitSource } from "./date-cue.ts";
import { judgeAlone, judgeHalf, judgeNamed, judgeSaid, judgeSex } from "./judge-age.ts";

type Range = { readonly digits: string; readonly words: string };

/** Ages that Safe Harbor removes: 45 CFR 164.514(b)(2)(i)(C), "all ages over 89". */
const over89: Range = {
  digits: "(?:9\\d|1[0-2]\\d)",
  words:
    "(?:ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one|a)[ -]hundred(?:[ -](?:and[ -])?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?)",
};
const any: Range = {
  digits: "(?:1[0-2]\\d|\\d{1,2})",
  words:
    "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:one|a)[ -]hundred)",
};

const kin =
  "(?:grand|great[- ]?grand|step)?-?(?:mother|father|mom|mum|mam|dad|daddy|ma|pa|mama|papa|wife|husband|hubby|spouse|partner|brother|sister|son|daughter|kid|child|uncle|aunt|auntie|nan|nana|nanny|gran|granny|gramps|grandad|granddad|gram|grammy|grandma|grandpa|nonna|nonno|abuela|abuelo|oma|opa|pops|memaw|meemaw|mawmaw|mamaw|papaw|pawpaw|bubbe|yiayia|lolo|lola|nani|tatay|patient|pt|resident|client|neighbou?r|friend|lady|woman|man|gentleman|in[- ]law|widow(?:er)?|decedent|twins?)";
const subject = `(?:(?<![a-z])(?:i(?:[ ](?:am|was)|[ ]?'?m)|(?:he|she|who)(?:[ ](?:is|was)|'?s)|(?:he|she|i|who|they|you|\\uFFFC|${kin})(?:'?ll|[ ]will|[ ]would|'?d|'?s[ ]go(?:nna|ing[ ]to)|[ ](?:is|am)[ ]go(?:nna|ing[ ]to)|'m[ ]go(?:nna|ing[ ]to)|[ ]gonna)?[ ]be|(?:they|you)(?:[ ](?:are|were)|'re)|(?:${kin})s?(?:[ ](?:is|was)|'?s)|${kin})|\\uFFFC,?[ ](?:is|was|will be|turned|turns))`;
const adverb =
  "(?:,?[ ](?:uh|um|er),?)?(?:[ ](?:now|almost|nearly|only|already|just|about|a|an|currently|over|under|going on|turning|like|a (?:young|spry|healthy|fit|frail|very \\w{1,12})))?";
const unit = "(?:years?|yrs?|yr|y)\\.?";
const oldUnit = `(?:[ ](?:a\u00f1os|ans|jahre|anni|anos)(?![a-z])|[ -]{0,2}${unit}[ -]{0,2}(?:old|o(?![a-z])|of age|young)|[ -]{0,2}y\\.?\\/?[ ]?o(?![a-z])\\.?|[ -]{0,2}yrs?(?![a-z])[ ]?(?:m|f|male|female)(?![a-z]))`;
const smallUnit = "[ -]{0,2}(?:months?|mos?|weeks?|wks?|days?)[ -]{1,2}old(?![a-z])";
const aged =
  "(?:(?<![a-z])(?:aged|age[ds]?(?:[ ](?:is|of|was|at))?|ages|edad|[a\\u00e2]ge|alter)[ ]?[:=(-]?[ ]{0,2}|(?<![a-z])turn(?:e?d|s|ing)?[ ]|(?<![a-z])(?:died|passed(?: away)?|lived) (?:at|to)[ ](?:the age of[ ])?|birthday[ ]?[:-][ ]?)";

const start = "(?<![\\w.,/$#-]|\\d[ ])";
const end = "(?![\\w%]|[./:,-]\\d)";

const halves = "[ ]and[ ](?:a[ ]half|three[ ]quarters)";
const living = "(?:still|sharp|lives?|living|spry|deaf|blind|frail|mobile|independent|alone|widowed)(?![a-z])";
const nth = "(?:ieth|th|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)";

type Judge = (found: Found) => Certainty;
const isCued: Judge = () => certainty.cued;

/** Ages as people tell them: what stands before the number, what after, and what is asked of both. */
type Told = { readonly judge?: Judge; readonly id?: string };

const toldWith = ({ digits, words }: Range) => {
  const number = `(?:${digits}|${words}(?![a-z]))`;
  const rule = (before: string, after: string, { judge = isCued, id = number }: Told = {}) =>
    ({ type: "AGE", sought: new RegExp(`${before}(?<id>${id})${after}`, "gi"), judge }) as const;
  return { digits, words, number, rule };
};

/** "94 years old", "aged 94", "she is 94", "a man of 94", and after a name. */
const saidRules = ({ digits, words, number, rule }: ReturnType<typeof toldWith>) => [
  rule(start, `(?=${oldUnit})`, { id: `${digits}|(?<![a-z])${words}` }),
  rule(
    `(?:${aged}|${subject}${adverb}[ ]|\\b(?:a|an|the)[ ](?:[a-z]{3,12}[ ])?(?:${kin}|farmer|retiree|veteran|teacher|priest|nun|nurse|chef|guy)[ ]of[ ]|\\bma(?:kes|king|de)[ ](?:you|him|her|me|them)[ ]|\\b(?:(?:he|she|nan|gran\\w{0,3}|mom|mum|dad|who)[ ](?:hits|made it to|is nearly|is almost)|pushing|nearing|at the ripe (?:old )?age of)[ ])`,
    end,
    { judge: judgeSaid },
  ),
  rule("\\bbig[ ]", end, { id: `nine[ -]?(?:oh|zero)|${number}` }),
  rule(
    "(?:\\uFFFC\\.?|(?:mr|mrs|ms|miss|dr)\\.?[ ][a-z'-]{2,20}|(?:his|her)[ ]name)[ ]?[,(][ ]?",
    "(?=[ ]?!?[,);:]|[.](?:[ ]|$))",
  ),
  rule("\\uFFFC[ ]", "(?=[ ](?:has|had|lives?|lived|fell|wants?|needs?|keeps|says)[ ])"),
  rule("\\uFFFC,?[ ]", "(?=!{1,3}(?:[ ]|$)|[ ](?:completed|running)(?![a-z]))", { id: digits }),
  rule("[.!?][ ]", "(?=[.!](?:[ ]|$)|,[ ](?:on|with|has|lives|in|from|hx|no|who)[ ])", { judge: judgeAlone, id: digits }),
  rule("\\uFFFC[ ]", "(?=[ ](?:came|expired|died|passed|admitted|presents|presented|seen|transferred)(?![a-z]))", { id: words }),
  rule("\\uFFFC[ ]", "(?=[.]?[\\n;]|[.][ ][a-zA-Z]|$)", { judge: judgeNamed, id: digits }),
  rule("\\([a-z'-]{2,20},[ ]", "(?=\\))", { id: digits }),
  rule(`\\b${kin}[ ]?[(]`, "(?=!?[,)]|[ ](?:years|yrs|and))"),
  rule("(?:\\uFFFC|\\b[mf])[ ]?[(/,][ ]?", "(?=[ ]?(?:/|[,)]|yrs?|and (?:a half|\\d/\\d))(?!\\d))", {
    id: `${number}(?:[ ]and[ ](?:a[ ]half|\\d/\\d))?`,
  }),
];

/** "her 94th birthday", "has 94 years", "will be 94 next week". */
const yearRules = ({ digits, number, rule }: ReturnType<typeof toldWith>) => [
  rule(start, "(?=[ ](?:year(?!s)|b(?:irth)?-?day))", { id: `${digits}(?:st|nd|rd|th)|(?:ninet|hundred|ninety[ -])${nth}` }),
  rule(`(?<!(?:for|in|over|of|than|last|after|about|least|next|past)[ ])${start}`, `(?=[ ]years?(?:[.,;)\\n]|$))`),
  rule("\\b(?:has|have|tiene|tengo)[ ]", "(?=[ ](?:years|a\u00f1os)(?![ ](?:of|to|in|left)))"),
  rule("\\b(?:will|gonna|going[ ]to)[ ]be[ ]", "(?=[ ](?:on the|this|next|come|in \\d)(?![a-z]))", { judge: judgeHalf }),
  rule("\\b(?:had|having|celebrated|turning|for)[ ](?:her|his|my|their)[ ]", "(?=[ ]?(?:[.,!?\\n]|$))", { id: `${digits}th` }),
  rule("\\bborn[ ](?:in[ ])?(?:19\\d\\d|\\uFFFC),?[ ]so[ ](?:(?:s?he|i)'?[sm][ ])?", "(?![\\w%])"),
  rule("(?:^|\\n)is[ ]", "(?=[ ]and[ ])", { judge: judgeSaid }),
  rule(start, `(?![ ]?${unitSource})`, { judge: judgeHalf, id: number + halves }),
  rule(start, "(?=[ -](?:something|odd years)|[ ]next[ ](?:week|month|year|birthday))", { id: digits }),
];

/** "mum, 94, lives alone", "and is 94.", "now 94 and still sharp", "94F". */
const restRules = ({ digits, words, rule }: ReturnType<typeof toldWith>) => [
  rule(
    "\\b(?:at|now)[ ]",
    "(?=,[ ](?:she|he|i|they|we|my|her|his|still|and|won'?t|can'?t|doesn'?t|never|refuses|lives|needs)(?![a-z]))",
    { judge: judgeHalf, id: digits },
  ),
  rule("[a-z],[ ]", "(?=,[ ](?:needs|lives|still|who|fell)(?![a-z]))", { judge: judgeSaid, id: digits }),
  rule("\\bhow old[^\\n]{0,48}\\n[^\\n]{0,16}[\\]:][ ](?:(?:i'?m|he'?s|she'?s|i'?ll be|well|uh|oh)[ ,]{1,2})?", end, {
    judge: judgeSaid,
  }),
  rule(
    "\\b(?:get|got|live|made it|here|still here|still going)[ ](?:to|at)[ ]",
    "(?=[ ]?(?:[.,;!?\\n]|$)|[ ](?:that'?s|and|so|but)(?![a-z]))",
    { judge: judgeSaid, id: words },
  ),
  rule("birthday[^\\n]{0,32}\\n[^\\n]{0,16}[\\]:][ ]", "(?=[ ]?[.,!])"),
  rule("\\uFFFC,?[ ]", "(?=[ ](?:and counting|turning))", { id: digits }),
  rule("\\uFFFC,?[ ](?:and[ ])?now[ ]", "(?=[.,;!\\n]|$)", { id: digits }),
  rule("\\bat[ ]", "(?=,[ ](?:\\uFFFC|is[ ]))", { judge: judgeHalf, id: digits }),
  rule("\\b(?:who|and),?[ ]at[ ]", "(?=,?[ ](?:still|s?he|has|had|is|was)(?![a-z]))", { judge: judgeHalf, id: digits }),
  rule(",[ ]now[ ]", "(?=[ ](?:and|but)[ ](?:can|is|has|still|lives)(?![\\w]))", { id: words }),
  rule("\\bat[ ]", "(?=,?[ ](?:s?he|i|they|my|her|his|still)(?![a-z]))", { id: words }),
  rule(
    `(?:\\b(?:${kin}|here|old|[a-z]\\.[ ]?[a-z](?:'[a-z])?\\.)|\\uFFFC),[ ]`,
    `(?=,[ ]|[.!]?$|[ ](?:and|n|but)[ ](?:${living}|on (?:his|her|their|my) own))`,
  ),
  rule(`(?:\\b(?:he|she)[ ][(]|\\b${kin},[ ]now[ ]|[(]ret\\.[)],[ ])`, "(?=[),])", { id: digits }),
  rule("\\b(?:rm|room|bed)[ ]\\d{1,3}[a-z]?,[ ]", "(?=,[ ])", { id: digits }),
  rule("\\uFFFC[ ]", "(?=[ ]from[ ])", { id: digits }),
  rule("\\bdeceased[ ](?:is|was)[ ]", end, { judge: judgeSaid, id: digits }),
  rule("\\([ ]?", "(?=,[ ](?:uses|lives|needs|frail|widow\\w{0,2}|with|retired)(?![a-z]))", { judge: judgeHalf, id: digits }),
  rule("\\uFFFC,[ ]", "(?=\\n|$)", { judge: judgeNamed, id: digits }),
  rule("[a-z:][ ]\\uFFFC[ ]", "(?=,[ ](?:[a-z]{3}|\\uFFFC))", { judge: judgeHalf, id: digits }),
  rule("\\b(?:became|married|retired|graduated)[^.\\n\\d]{0,40}[ ]at[ ]", end, { id: digits }),
  rule(
    "(?:^|[.!?\\n][ ]?|\\b(?:age|died at)[ :]{1,2})",
    "(?=[MF],[ ]|[ ]?/[ ]?(?:f|m|x)(?:e?male)?(?![a-z])|[ ]in[ ](?:her|his)[ ])",
    { id: digits },
  ),
  rule("(?:\\b(?:resident|pt|patient|client)|\\uFFFC)[ ][(]", "(?=[!?]?[)])"),
  rule("\\b(?:who|she|he)[ ][^.\\n\\d\uFFFC]{2,60}(?:\\uFFFC[ ])?and is[ ]", "(?=[,;.)]|[ ]and|$)", { judge: judgeSaid }),
  rule("(?:^|[.\\n][ ]?)", `(?=(?:,[ ]|[ ](?:and|n|&)[ ])${living})`),
  rule(start, "(?=[ ]?(?:[mf]|male|female|man|woman|gentleman|lady)(?![a-z]))", { judge: judgeSex, id: digits }),
];

const rulesFor = (range: Range) => {
  const told = toldWith(range);
  return [...saidRules(told), ...yearRules(told), ...restRules(told)];
};

/** "in her nineties" narrows an age over 89 down; "90 or older" is the category that may stay. */
const decade = {
  type: "AGE",
  sought:
    /(?<![a-z])(?:in|into)[ ](?:(?:his|her|my|their|your|the)[ ])?(?:(?:early|mid|late)[ -])?(?<id>90'?s|nineties)(?![a-z])/gi,
} as const;
const elder = {
  type: "AGE",
  sought: /(?<![a-z])(?:super)?(?:nonagenarian|centenarian)s?(?![a-z])/gi,
} as const;

const decadeIsYears = (found: Found): boolean =>
  /(?:the|early|mid|late)[ -]$/i.test(wordsBefore(found, 6)) &&
  !/(?:his|her|my|their|your)[ ](?:(?:early|mid|late)[ -])?$/i.test(wordsBefore(found, 16));

/** Ages of 90 and more, which Safe Harbor counts as identifying. */
export const oldAgeDetector: Detector = patternDetector({
  name: "old-age",
  needs: /(?:9\d|1[0-2]\d)(?!\d)|ninet|nine[ -]o|hundred|90'?s|enarian/i,
  rules: [...rulesFor(over89), { ...decade, judge: (found) => (decadeIsYears(found) ? certainty.none : certainty.cued) }, elder],
});

/** Ages of any height, of children in months too; for policies stricter than Safe Harbor. */
export const ageDetector: Detector = { name: "age", find: (text) => anyAge().find(text) };

const anyAge = later(() =>
  patternDetector({
    name: "age",
    needs: /\d|tieth|(?:ty|teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred)[ -]/i,
    rules: [
      ...rulesFor(any),
      {
        type: "AGE",
        sought: new RegExp(`${start}(?:${any.digits}|(?<![a-z])${any.words})(?=${smallUnit})`, "gi"),
      },
      {
        type: "AGE",
        sought:
          /(?<![a-z])(?:in|into)[ ](?:his|her|my|their|your)[ ](?:(?:early|mid|late)[ -])?(?<id>[1-9]0'?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|teens)(?![a-z])/gi,
      },
    ],
  }),
);
