import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { everyMatch, matchesWithin, type Range } from "../dlp/every-match.ts";
import { readLabelBefore } from "../dlp-labels/read-label.ts";
import { isDateOrTime, isMeasured } from "../dlp-numbers/is-other-value.ts";

/** What lets somebody into a computer, and what opens a door or proves a telephone: their words, and how far they reach. */
const topics = [
  {
    words:
      "passwor[dt]s?|pass[ -]?(?:phrases?|codes?|wd)|pwd?|pws|log(?:ged|ging)?[ -]?(?:in|on)|sign(?:ed|ing)?[ -]?(?:in|on)|creds?|credentials?|wi-?fi|wlan|portal|vpn|rdp|ssh|hint|typed?|entered|texted me|temporary|supplied|contrase\u00f1a",
    reach: 90,
  },
  {
    words:
      "pins?|passcodes?|combo|combination[ ](?:to|for|of|on|is|lock)|keypad|key[ -]?(?:safe|box)|keysafe|lock[ -]?box|padlock|alarm[ ](?:panel|code(?!s)|system)|disarm|(?:garage|locker|door|gate|shed|building)(?:[ ](?:code|is|opens)|:)|unlock|otp|one[ -]time|verification[ ](?:code|number|pin)|to[ ]verify|[m2]fa(?:[ ]seed)?|totp|seed|authenticator|(?:log[ -]?in|recovery|backup|temp(?:orary)?|access|key|pca|entry|download|invite|link|chart|portal|meeting)[ ]codes?|code[ ](?:u|ya)|(?:4|four|5|five|6|six)[ -](?:digits?|numbers?)|codes?[ ](?:you|they|that|i|we|the[ ]system|did)|(?:texted|sent)[ ](?:me|us)?[ ]?(?:a|the)?[ ]?code|safe[ ](?:code|combination)|(?:w|with|wants|got|need)[ ](?:a[ ]|the[ ])?code|(?:maintenance|service|ward|check-in)[ ]code|(?:alarm|gate)(?=[ ]\\d{4}(?!\\d))|code[ ](?:to|for)[ ](?:the[ ])?(?:front|back|side|main|stair)|(?:room|gate|lot|stair|entry|fob)[^.\n]{0,12}[ ]code",
    reach: 60,
  },
] as const;
const topic = new RegExp(`(?<![a-z]|\\d-)(?:(?<word>${topics[0].words})|(?<code>${topics[1].words}))(?![a-z])`, "gi");
const reachBack = 72;

/** Passwords by their look and short codes, where a text talks of logging in, of locks or of codes that were sent. */
export const passcodeDetector: Detector = {
  name: "passcode",
  find: (text) => {
    const near = everyMatch(text, topic);
    if (near.length === 0) return [];
    const words = near.map((match) => around(match, topics[0].reach));
    const codes = near.filter(({ groups }) => groups?.code !== undefined).map((match) => around(match, topics[1].reach));
    return [...passwordsIn(text, words), ...codesIn(text, codes)];
  },
};

const around = ({ index, 0: { length } }: RegExpExecArray, reach: number): Range => ({
  start: index - reachBack,
  end: index + length + reach,
});

const token = /(?<![\p{L}\p{N}_@/\\.:-])[\p{L}\p{N}][^\s"'`,;:<>()[\]{}|/\\=\uFFFC]{5,39}(?![@/\\=\p{L}\p{N}])/gu;

const passwordsIn = (text: string, ranges: readonly Range[]): readonly Candidate[] =>
  matchesWithin(text, ranges, { pattern: token, sees: 41 }).flatMap(({ 0: found, index }) => {
    const value = found.replace(/[.?*_-]{1,9}$/, "");
    return isPasswordLike(value) ? [toSecret(index, value)] : [];
  });

const toSecret = (start: number, value: string): Candidate => ({
  start,
  end: start + value.length,
  type: "SECRET",
  certainty: certainty.shape,
});

/** Letters with digits or marks inside, as rules for passwords ask for; no amounts, dates, addresses or hyphened words. */
const isPasswordLike = (value: string): boolean => {
  if (!/\p{L}{3}/u.test(value) || isAmount.test(value) || isDateOrTime(value) || /@.{1,40}\./.test(value)) return false;
  if (/[#$%&!^~+*]/.test(value.slice(1, -1)) || /^\p{L}{1,8}@\p{L}{2,20}\d{1,4}$/u.test(value)) return true;
  if (/^[\p{L}\d]{2,40}(?:[-._][\p{L}\d]{1,40}){1,5}$/u.test(value))
    return /\d/.test(value) && /[-._].{0,40}[-._]|[._]/.test(value);
  return /^\p{L}{4,30}\d{1,8}!?$/u.test(value) && !ordinaryWords.test(value);
};

const isAmount =
  /^\d{1,6}(?:-(?:year|month|week|day|hour|minute|point|fold|pack)-?|st|nd|rd|th|mg|mcg|ml|hrs?|hours?|days?|weeks?|[ap]m)?[-.]?[a-z]{0,9}$/i;
const ordinaryWords =
  /^(?:covid|sars|vitamin|type|stage|phase|grade|step|level|room|ward|floor|bed|unit|version|windows|iphone|ios|android|omega|chapter|page|figure|factor|interleukin|question|item|form|dose|week|day|year|patient|user|test)\d/i;

const code =
  /(?<![\w.,/$\u20AC\u00A3@+-]|\d[ ])[#*]?(?:\d{1,2}(?:-\d{1,2}){2,3}|\d(?:[ -]\d){3,7}|\d{3,4}[ -]\d{3,4}|\d{4,8}|(?=[A-Z-]{0,12}\d)[A-Z\d]{1,6}(?:-[A-Z\d]{2,6}){1,3}[a-z]?|(?=[a-z-]{0,12}\d)[a-z\d]{3,6}(?:-[a-z\d]{3,6}){2,3}|(?=[A-Z]{0,6}\d)(?=\d{0,6}[A-Z])[A-Z\d]{4,8}|(?=[A-Z]{0,24}[2-7])[A-Z2-7]{16,64}|(?=[A-Z ]{0,24}[2-7])[A-Z2-7]{4}(?:[ ][A-Z2-7]{4}){3,7})[#*]?(?![\w/%@]|[.,:-]\d|[ ]\d)/g;

const codesIn = (text: string, ranges: readonly Range[]): readonly Candidate[] =>
  matchesWithin(text, ranges, { pattern: code, sees: 68 }).flatMap(({ 0: value, index }) =>
    isPasscode(text, index, value) ? [toSecret(index, value)] : [],
  );

const isPasscode = (text: string, start: number, value: string): boolean => {
  const digits = value.replace(/\D/g, "").length;
  if (/^(?:ICD|CO-|PR-)|^[A-V]\d{3,4}$/.test(value)) return false;
  if ((digits < 3 && value.length < 16) || isDateOrTime(value) || isYearOrTime(value, textBefore(text, start, 6))) return false;
  if (isMeasured(textBefore(text, start, 2), value, textAfter(text, start + value.length, 16))) return false;
  const reading = readLabelBefore(text, start);
  return (
    reading?.label.type !== "OTHER" ||
    reading.nearness !== "tight" ||
    /(?<![a-z])pin(?![a-z])[^\n\d.]{0,40}[ ]is[ ]$/i.test(textBefore(text, start))
  );
};

const isYearOrTime = (value: string, before: string): boolean =>
  /^(?:19|20)\d{2}$/.test(value) ||
  (/^(?:[01]\d|2[0-3])[0-5]\d$/.test(value) && /^$|\n$|(?<![a-z])(?:at|@|by)[ ]$/i.test(before));
