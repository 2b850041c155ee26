import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { remark, secretName } from "./secret-cue.ts";
import { armouredKey, secretForms } from "./secret-forms.ts";

const type = "SECRET";
const joint =
  "(?:[ ]?(?:[:=]|->|=>)[ ]{0,2}|[?][ ](?=[\"'])|[ ]\\(|[ ](?:(?:is|was|to|are|as)[ ]?:?|(?:for|on|of|to|from) [^\\n:=]{1,30}?[ ]?(?:is|was|:|[?](?=[ ][\"'])))[ ]{0,2})(?:still |now |just |currently |set to |changed to )?";
const keyName = "(?:(?:api|access|auth|secret|private|client|session|bearer)[ _-]?)?(?:keys?|tokens?|secret)";
const quoted = "[\"'`](?=[^\"'`\\n]{3,64}[\"'`])(?<id>[^\"'`\\n\\uFFFC]{3,64})";
const plain = "[\"'`]?(?<id>[^\\s\"'`,;<>\\uFFFC]{3,128})";

/** "AccountKey=", "x-api-key:", "DB_PASSWORD =": as programs write it. */
const assignment = "(?<![a-z\\d])[\\w.-]{0,30}(?:key|token|secret|passw(?:or)?d|pwd|psk)[\"']?[ ]?[:=][ ]?";
const secretQuestion =
  "\\b(?:first|favou?rite|childhood|memorable|maiden|secret|security)[ ](?:(?:best|school|primary|grade)[ ])?(?:pet|car|school|teacher|street|word|place|colou?r|movie|book|band|team|food|friend|job|answer|question|city|concert|question's answer)(?:'s)?(?:[ ](?:name|answer))?(?:[ ]?[:=][ ]?|[ ](?:is|was)[ ]|[?][ ])";

const judgeAnswer = ({ value }: Found): Certainty =>
  remark.test(value) || value.trim().split(" ").length > 4 ? certainty.none : certainty.cued;

const passwordBefore = /\b(?:pass[ -]?(?:words?|codes?|phrases?|wd|key)|pwd|answer)\b/i;
const loginBefore = /\b(?:pass(?:[ -]?(?:words?|codes?|phrases?|wd|key))?|pwd|log(?:ged|ging)?[ ]?in)\b/i;
const clauseEnd = /^["'`]?[ ]{0,2}(?:$|[.,;!?)\n]|(?:and|but|so|please|thanks|thank|can|could)\b)/i;

/** A plain word is a secret only after a colon, or where it ends what is said of a password. */
const judgeSaid = ({ value, text, start, end }: Found): Certainty => {
  if (remark.test(value) || /^[A-Za-z]{1,3}$/.test(value)) return certainty.none;
  if (isMixed(value)) return certainty.cued;
  const before = textBefore(text, start, 40);
  if (/[:=>][ ]{0,2}["'`]?$/.test(before)) return certainty.cued;
  return passwordBefore.test(before) && clauseEnd.test(textAfter(text, end, 12)) ? certainty.shape : certainty.none;
};

const isMixed = (value: string): boolean => /[\d!@#$%^&*_]|[a-z][A-Z]/.test(value);

/** What people choose where a password must have letters, digits and a mark: a secret even far from the word. */
const judgeLook = ({ value, text, start }: Found): Certainty => {
  if (!/\d/.test(value) || !/[A-Za-z]{2}/.test(value)) return certainty.none;
  if (/[!$&]/.test(value.slice(1)) && /[A-Za-z]{3}/.test(value)) return certainty.shape;
  return loginBefore.test(textBefore(text, start, 48)) ? certainty.shape : certainty.none;
};

/** Long random text: capitals, small letters and digits well mixed. */
const judgeRandom = ({ value }: Found): Certainty => {
  const changes = value.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g) ?? [];
  return changes.length >= 6 && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) ? certainty.shape : certainty.none;
};

/** Keys, tokens, private keys, and passwords that a text gives away: "password is Hunter2!". */
export const secretDetector: Detector = patternDetector({
  name: "secret",
  needs: /[A-Za-z\d]{2}/,
  rules: [
    { type, pattern: new RegExp(`(?<![A-Za-z\\d])(?:${secretForms.join("|")})`, "g"), judge: () => certainty.verified },
    {
      type,
      pattern: new RegExp(`${assignment}(?:${quoted}|["'\`]?(?<id>[^\\s"'\`,;<>&\\uFFFC]{6,256}))`, "gi"),
      judge: ({ value }) => (isMixed(value) ? certainty.cued : certainty.none),
    },
    { type, pattern: /(?<=(?:^|\s)(?:-u|--user)[ =]["']?)[\w.@-]{1,64}:[^\s"'\uFFFC]{3,64}/g, judge: () => certainty.verified },
    { type, pattern: new RegExp(`${secretQuestion}(?<id>[^\\n.,;:?!()\\uFFFC]{2,40})`, "gi"), judge: judgeAnswer },
    { type, pattern: /(?<=\bmemorable[ ]word[ ])[A-Za-z]{3,24}(?=[.,;\n]|$)/gi, judge: judgeAnswer },
    { type, pattern: /(?<=\bpass[ -]?phrase[^\n.:?]{0,24}[:?][ ]{1,2})[^\n.,;:?"\uFFFC]{6,64}/gi, judge: () => certainty.cued },
    {
      type,
      pattern:
        /(?<=\b(?:safe|lock|padlock|combo|combination|dial)\b[^\n]{0,24}\b(?:left|right)[ ](?:to[ ])?)\d{1,2}(?:[ ,]{1,3}(?:then[ ])?(?:left|right)[ ](?:to[ ])?\d{1,2}){1,4}/gi,
      judge: () => certainty.cued,
    },
    { type, pattern: new RegExp(armouredKey, "g"), judge: () => certainty.verified },
    { type, pattern: /\b(?:bearer|basic)[ ]{1,2}(?<id>[A-Za-z\d._~+/-]{16,2048}={0,2})/gi, judge: () => certainty.verified },
    {
      type,
      pattern: new RegExp(`(?<![a-z\\d])(?:${secretName})(?![a-z])${joint}(?:${quoted}|${plain})`, "gi"),
      judge: judgeSaid,
      trim: (value) => value.replace(/[.?)\]]{1,4}$/, ""),
    },
    {
      type,
      pattern: new RegExp(`\\b(?:${keyName})[ ](?<id>(?=[A-Za-z_-]{0,40}\\d)[A-Za-z\\d_-]{12,256})(?![\\w@/])`, "gi"),
      judge: () => certainty.shape,
    },
    {
      type,
      pattern:
        /(?<![\w@#$%/.+:=-])(?=[A-Za-z_!$&*-]{0,24}\d)[A-Za-z\d](?:[A-Za-z\d]|[_!$&*-](?=[A-Za-z\d!])){5,30}!?(?![\w@/]|[.:-]\w)/g,
      judge: judgeLook,
    },
    { type, pattern: /(?<![\w/+.@=-])[A-Za-z\d_-]{20,256}(?![\w@/]|[.:]\w)/g, judge: judgeRandom },
    { type, pattern: /(?<![\w/+.@=:-])[A-Za-z\d+/_-]{40,256}={0,2}(?![\w@/]|[.:]\w)/g, judge: judgeRandom },
  ],
});
