import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { isMixed, quotedSecret, remark, secretName } from "./secret-cue.ts";

const type = "SECRET";
const joint =
  "(?:[ ]?(?:[:=]|->|=>)[ ]{0,2}|[?][ ](?=[\"'])|[ ]\\(|[ ](?:(?:is|was|to|are|as)[ ]?:?|(?:for|on|of|to|from) [^\\n:=]{1,30}?[ ]?(?:is|was|:|[?](?=[ ][\"'])))[ ]{0,2})(?:still |now |just |currently |set to |changed to )?";
const keyName = "(?:(?:api|access|auth|secret|private|client|session|bearer)[ _-]?)?(?:keys?|tokens?|secret)";
const plain = "[\"'`]?(?<id>[^\\s\"'`,;<>\\uFFFC]{3,128})";

const passwordBefore = /\b(?:pass[ -]?(?:words?|codes?|phrases?|wd|key)|(?:safe|code|secret)[ -]?word|pwd|answer)\b/i;
const loginBefore = /\b(?:pass(?:[ -]?(?:words?|codes?|phrases?|wd|key))?|pwd?|log(?:ged|ging)?[ ]?in)\b/i;
const clauseEnd = /^["'`]?[ ]{0,2}(?:$|[.,;!?)\n]|(?:and|but|so|please|thanks|thank|can|could)\b)/i;

/** A plain word is a secret only after a colon, or where it ends what is said of a password. */
const judgeSaid = ({ value, text, start, end }: Found): Certainty => {
  if (remark.test(value) || /^[A-Za-z]{1,3}$/.test(value)) return certainty.none;
  if (isMixed(value)) return certainty.cued;
  const before = textBefore(text, start, 56);
  if (/[:=>][ ]{0,2}["'`]?$/.test(before)) return certainty.cued;
  return passwordBefore.test(before) && clauseEnd.test(textAfter(text, end, 12)) ? certainty.shape : certainty.none;
};

/** What people choose where a password must have letters, digits and a mark: a secret even far from the word. */
const judgeLook = ({ value, text, start }: Found): Certainty => {
  if (!/\d/.test(value) || !/[A-Za-z]{2}/.test(value)) return certainty.none;
  if (/[!$&]/.test(value.slice(1)) && /[A-Za-z]{3}/.test(value)) return certainty.shape;
  return loginBefore.test(textBefore(text, start, 48)) ? certainty.shape : certainty.none;
};

/** Passwords and codes that a text gives away: "password is Hunter2!", "log in with Tr0ut-Lamp-88". */
export const saidSecretDetector: Detector = patternDetector({
  name: "said-secret",
  type,
  rules: [
    {
      sought: new RegExp(`(?<![a-z\\d])(?:${secretName})(?![a-z])${joint}(?:${quotedSecret}|${plain})`, "gi"),
      judge: judgeSaid,
      trim: (value) => value.replace(/[.?)\]]{1,4}$/, ""),
    },
    {
      sought: new RegExp(`\\b(?:${keyName})[ ](?<id>(?=[A-Za-z_-]{0,40}\\d)[A-Za-z\\d_-]{12,256})(?![\\w@/])`, "gi"),
      judge: () => certainty.shape,
    },
    {
      sought:
        /(?<![\w@#$%/.+:=-])(?=[A-Za-z_!$&*-]{0,24}\d)[A-Za-z\d](?:[A-Za-z\d]|[_!$&*-](?=[A-Za-z\d!])){5,30}!?(?![\w@/]|[.:-]\w)/g,
      judge: judgeLook,
    },
  ],
});
