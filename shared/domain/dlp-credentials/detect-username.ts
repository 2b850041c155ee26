import { rawBefore, textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { remark } from "./secret-cue.ts";

const type = "USERNAME";
const networks =
  "insta(?:gram)?|ig|twitter|tiktok|facebook|fb|snap(?:chat)?|telegram|skype|discord|reddit|linkedin|youtube|venmo|cashapp|zelle|wechat|signal|whatsapp|kik|threads|mychart|portal";
const name = `user(?:[ _-]?(?:names?|ids?))?|usr|log(?:ged|ging)?[ -]?in(?:[ ](?:name|id))?|account(?:[ ](?:name|disabled|enabled|locked))?|invited me|sign(?:ed|ing)?[ -]?(?:in|on|up)|operator|author|actor|assignee|alias|proxy|tech|(?:opened|accessed|viewed|edited|printed)[ _]by|log[ -]?in (?:name|id)|screen[ -]?name|handle|gamertag|nickname|(?:${networks})[ ]?(?:id|handle|name|username|user|account|profile|login)?`;
const joint =
  "(?:[ ]?(?:[:=]|(?<!\\/[\\w-]{2,12})>)[ ]{0,2}|[ ](?:is|was|its|it's|called|named|(?:should|will)[ ]be)[ ]{1,2}|[ ](?:as|under|account)[ ]|[ ])";
const network = new RegExp(`^(?:${networks})`, "i");

const words =
  /^(?:down|broken|slow|yes|back|great|better|new|old|issue|issues|problem|help|page|button|screen|user|admin|patient|doctor|nurse|public|full|confusing|unavailable|offline|online|open|closed|table|tables|list|manual|guide|interface|group|groups|agent|accounts|data|showing|saying|asking|acting|giving|really|if|when|unable|set|all)$/i;
const isWord = (value: string): boolean => words.test(value) || remark.test(value);

const userCue =
  /\b(?:user(?:name)?s?|handle|login|log(?:ged|ging)? in|account|profile|forum|commenting|commented|posted|portal|nickname|aka|called|named|insta\w{0,12}|who is|i['\u2019]?m|its me|insta|telegram|discord|snap|steam|forum|network|session|rep|reporter|buyer|seller|from:|shares?[ ]with)(?!\w)/i;

/** Words joined by "_" and words with a number at the end: names of accounts where something around them says so. */
const judgeLook = ({ text, start, end, value }: Found): Certainty => {
  if (notAccounts.test(value) || /^["']?[ ]?[:=]/.test(textAfter(text, end, 3))) return certainty.none;
  const before = textBefore(text, start, 1);
  if (before === "[") return certainty.none;
  const isQuoted = /(?<!:[ ]?)["'\u201C]$/.test(textBefore(text, start, 3));
  if (isQuoted || /_.{0,80}\d/.test(value)) return certainty.shape;
  const after = /\d/.test(value) ? textAfter(text, end, 32) : "";
  if (isInProse({ text, start, end, value })) return certainty.shape;
  return userCue.test(`${textBefore(text, start, 48)} ${after}`) ? certainty.shape : certainty.none;
};

/** Where computers and those who use them are talked of. */
const inSystem =
  /(?<![a-z])(?:log(?:ged|s|ging)?[ -]?(?:in|on|out|ins)|accounts?|users?|user ?names?|password|passwd|pw|audit|sessions?|ssh|portal|locked|lockout|credentials?|signed?[ ]in|authenticated|username)(?![a-z])/i;
/** "spo2", "room4", "sha256" */
const numbered =
  /^(?:spo|pco|hco|fev|phq|gad|hba|vit|omega|covid|day|bed|room|week|ward|step|level|phase|type|stage|grade|floor|unit|ver|version|test|page|fig|item|line|row|sha|utf|ipv|base|win|windows|ios|http|port|node|host|server|vlan|disk|usb|ssh|kiosk|pod|lot|gate|part|form|icd|cpt|log|rev|user|patient|option)\d/;
const judgeOdd = ({ value }: Found): Certainty =>
  /^[A-Z]{1,20}_[A-Z]{1,20}$|\.(?:com|org|net|pdf|py|js|ts|sh|log|csv|json|txt|md|ya?ml)$|^(?:e\.g|i\.e|a\.m|p\.m|p\.o|[A-Z]\.[A-Z]$)/i.test(
    value,
  ) && !/^[a-z]{1,20}_[a-z]{1,20}$/.test(value)
    ? certainty.none
    : certainty.shape;

/** "taken down after rivka_kaplan complained": between words of talk, and not of a program. */
const isInProse = ({ text, start, end, value }: Found): boolean =>
  /^[a-z]{2,20}_[a-z]{2,20}$/.test(value) &&
  /(?:^|[a-z,.][ ])$/i.test(textBefore(text, start, 2)) &&
  /^(?:[ ][a-z]|[,.!?](?:[ ]|$)|$)/i.test(textAfter(text, end, 2)) &&
  !/[{}=<>;|`[\]]|_[a-z]|\.py|\b(?:insert|select|update)\b/i.test(`${textBefore(text, start, 80)} ${textAfter(text, end, 80)}`);

const notAccounts =
  /^(?:[A-Z]{2,6}_\d{1,20}|(?:user|password|passwd|api|client|login|last|session|access|auth|token|secret|reset|test|failed)_.{1,40}|(?:covid|omega|vitamin|sars|phq|gad).{0,24})$/i;

/** A word in small letters may be a remark, or what "User:" says in a dialogue; a name of an account has a digit, a mark or a capital inside. */
const isAccountName = (value: string): boolean => /[\d_.@-]|[a-z][A-Z]/.test(value);

const judge = ({ text, start, end, value }: Found): Certainty => {
  if (isWord(value) || /^[A-Z]\d{1,2}$/.test(value)) return certainty.none;
  const before = rawBefore(text, start, 48);
  const isLabelled =
    /[:=>][ ]{0,2}@?$/.test(before) ||
    /\b(?:user[ _-]?(?:names?|ids?)|handle|screen[ -]?name|login name|gamertag)[ ](?:is|was)[ ]{1,2}@?$/i.test(before);
  if (isAccountName(value)) return certainty.cued;
  return judgeWord({ text, start, end, value }, before, isLabelled);
};

const judgeWord = ({ text, start, end, value }: Found, before: string, isLabelled: boolean): Certainty => {
  if (/(?:^|\n)[>\s]{0,4}user:[ ]{0,2}$/i.test(before)) return certainty.none;
  if (/user(?:[ _-]?(?:name|id))?[ ]$/i.test(before) && /^[a-z]{5,20}(?=[,;.\n]|$)/.test(text.slice(start, end + 1)))
    return certainty.shape;
  if (
    /user[ _-]?(?:name|id)[ ]["\u201C]?$/i.test(before) &&
    /^["\u201D]|^[ ](?:was|is|has|at|from|and|on|for|with)(?![a-z])/.test(textAfter(text, end, 8))
  )
    return certainty.shape;
  return isLabelled && !/^[ ][A-Z]/.test(text.slice(end, end + 2)) && !network.test(value) && value.length > 2
    ? certainty.shape
    : certainty.none;
};

/** "@clinic" may be anybody's; a name with digits, or one on a network, is a person's. */
const judgeHandle = ({ text, start, end, value }: Found): Certainty => {
  if (/[\d_.]/.test(value)) return certainty.verified;
  return networkCue.test(`${textBefore(text, start, 48)} ${textAfter(text, end, 32)}`) ? certainty.verified : certainty.none;
};

const networkCue = new RegExp(
  `\\b(?:insta\\w{0,12}|tweet\\w{0,6}|${networks}|handle|username|dms?|my|i'm|im|i am|tag|tagged)\\b`,
  "i",
);

/**
 * Names of accounts: with a label, or with "@" before them. A pattern that looks far back looks first at what most places
 * fail. The letter before a digit is written for itself: the two together tell where to look.
 */
export const usernameDetector: Detector = patternDetector({
  name: "username",
  seesAll: true,
  type,
  holds:
    /[@$:=_"\\/]|[a-z]{6}(?:19|20)\d|\.\d|lock|m[ ][a-z]{6}|user|log|account|handle|insta|twitter|snap|gram|skype|discord|tiktok|facebook|reddit|venmo|name|sign|slack|teams|message|ping|shares?[ ]with|ssh|created|reset|opened|lists|author/i,
  rules: [
    {
      sought: new RegExp(
        `(?<![a-z\\d])(?:${name})(?![a-z])["']?${joint}["']?@?(?<id>[A-Za-z\\d][\\w.-]{1,62}[A-Za-z\\d_])(?![\\w@]|[.-]\\w)`,
        "gi",
      ),
      judge,
    },
    {
      sought:
        /(?<![\w@.%+/:=-])(?:[A-Za-z][A-Za-z\d]{0,20}(?:_[A-Za-z\d]{1,20}){1,4}|[A-Za-z]{4,19}[A-Za-z]\d{2,4})(?![\w@/(]|[.:=-]\w)/g,
      judge: judgeLook,
    },
    {
      sought:
        /(?<=\b(?:AD|LDAP|VPN|SSO|network|windows|domain|citrix|epic|cerner|portal|mychart)[ ](?:log[ -]?in|sign[ -]?(?:in|on)|user(?:name)?|account|id)[ :]{1,2}(?:is[ ])?)[A-Za-z][\w.-]{2,30}\w(?=[,;.\n]|$)/gi,
      judge: ({ value }) => (isWord(value) ? certainty.none : certainty.cued),
    },
    {
      sought:
        /(?=[a-z]{1,20}[._-])(?<=\b(?:unlock|re-?enable|reactivate|log(?:ged)? in as|ssh for|created for|reset for|opened for|team lists)[ ])[a-z]{1,20}[._-][a-z][\w.-]{1,20}(?<![.-])/gi,
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?<![\w@.%+/:=-])(?!(?:covid|march|april|june|july|august|autumn|summer|winter|spring|september|october|november|december|january|february)\d)(?:[a-z]{6,20}|[A-Z][a-z]{3,20})(?:19|20)\d{2}(?![\w@/(]|[.:=-]\w)/g,
      judge: () => certainty.shape,
    },
    { sought: /(?<![\w@.%+/:=-])[a-z]{4,20}\.[a-z]{1,20}\.\d{1,4}(?![\w@/(]|[.:=-]\w)/g, judge: () => certainty.shape },
    { sought: /(?<![\w$])\$[A-Za-z][\w-]{2,20}(?![\w({])/g, judge: judgeHandle },
    {
      sought:
        /(?=[a-z][\w.]{2,30}#)(?<=\b(?:discord|steam|gamertag|bnet|username|user)[ :]{1,2}(?:is[ ])?)[A-Za-z][\w.]{2,30}#\d{4}(?!\d)/gi,
      judge: () => certainty.verified,
    },
    {
      sought:
        /(?<=\b(?:i['\u2019]?m|i am|name[ ](?:for[ ][a-z]{2,8}[ ])?is)[ ])(?=[a-z]{6,20}\d)(?!gravida|para)[a-z]{5,19}[a-z]\d{1,4}(?![\w@/-])/g,
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?=[a-z]{2,20}\.)(?<=\b(?:insta(?:gram)?|ig|facebook|facey|fb|telegram|discord|snap(?:chat)?|tiktok|twitter|forum|log[ -]?in)\b[^.\n]{0,24}[ ])[a-z]{2,20}(?:\.[a-z]{2,20}){1,4}\d{0,4}(?![\w@/]|\.\w)/gi,
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?<=\b(?:teams|slack|dm|message|ping|signal|venmo|shares?)[ ](?:(?:me|him|her|us)[ ](?:at|on)|with)[ ])(?=[a-z]{1,20}[\d._-])[a-z][\w.-]{2,24}\w(?![\w@/])/gi,
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?<=\d:\d\d(?::\d\d)?[ ])(?![A-Z]{2,4}[ ])[A-Z]{4,12}\d{0,3}(?=[ ](?:opened|viewed|accessed|removed|edited|printed|signed|witnessed|overrode|log(?:ged|in|out)|fingerprint|scanned|wasted)(?![a-z]))/g,
      judge: () => certainty.verified,
    },
    {
      sought:
        /(?<=\blog[ ]?in[ ]as[ ])(?!(?:admin|guest|patient|user|yourself|usual|normal|another|someone)(?![a-z]))[a-z]{5,20}(?=[ ]and[ ]|[.,][ ])/gi,
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?<=\buser[ ])(?!(?:account|group|level|interface|experience|support|guide|error|input)[ ])[a-z]{5,20}(?=[ ](?:downloaded|opened|logged|accessed|viewed|tried|changed|deleted|printed|exported)(?![a-z]))/g,
      judge: ({ value }) => (isWord(value) ? certainty.none : certainty.shape),
    },
    {
      sought: /(?<![\w@./\\#-])[a-z]{3,14}\d{1,4}(?![\w@%]|[.:/-]\w|[ ]?(?:mg|ml|mcg|cm|mm|%))/g,
      needs: inSystem,
      judge: ({ value }) => (numbered.test(value) ? certainty.none : certainty.shape),
    },
    {
      sought:
        /(?<=\b(?:by|[Aa]s|[Uu]ser|[Ll]og[ -]?in|[Aa]ccount|[Aa]ssigned to|[Oo]wner:|[Aa]uthor:|[Oo]rganizer:|[Oo]ptional:|[Ss]ubmitter|[Cc]osigner:|network name is|e-?mail says|office says|I'?m|for)[ :]{1,2}["(]?)(?:[A-Z]{6,12}\d{0,3}|[A-Z]{3,8}\d{1,4}|[A-Za-z]{1,14}[._][A-Za-z]{1,14}\d{0,3})(?=[ ,;:)"\n]|\.?$|\.[ \n])(?![ ][A-Z]{3})/g,
      needs: inSystem,
      judge: judgeOdd,
    },
    { sought: /(?<![\w/])u\/[\w-]{3,20}(?![\w/])/g, judge: () => certainty.verified },
    { sought: /(?<![\w\\:])[A-Z][A-Za-z\d-]{1,15}\\[A-Za-z][\w.-]{1,30}(?![\w\\])/g, judge: () => certainty.verified },
    { sought: /(?<=\bskype[ :]{1,3})live:[.\w]{3,40}\w/gi, judge: () => certainty.verified },
    { sought: /(?<![\w@.%+'-]|@[ ])@[A-Za-z_][\w.-]{1,29}(?<![.-])(?![\w@]|\.\w)/g, judge: judgeHandle },
  ],
});
