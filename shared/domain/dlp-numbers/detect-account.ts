import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { isMeasured } from "./is-other-value.ts";

const paymentCue =
  /\b(?:iban|konto|cuenta|compte|conto|bank|account|acct|pay(?:s|ing|ment)?|transfer(?:red|ring)?|wire|wired|deposit|debit|refund|credited|from|to)\b[^\d]{0,24}$/i;

const judgeIban = ({ text, start, value }: Found): Certainty => {
  const compact = value.replace(/[^A-Za-z\d]/g, "");
  return compact.length >= 15 && paymentCue.test(textBefore(text, start, 40)) ? certainty.shape : certainty.none;
};

const insured =
  /insur|(?<![a-z])(?:member|plan|policy|coverage|blue cross|bcbs|aetna|cigna|humana|anthem|kaiser|uhc|united|ppo|hmo|medicare|medicaid|tricare)(?![a-z])/i;

/** Account numbers that need more than a label before them: a mistyped IBAN, a bank code in letters, fields of HL7 messages. */
/** What a text tells the end of: of a card, a social security number, else of an account. */
const judgeEnding = ({ text, start, end }: Found): Certainty =>
  isMeasured(textBefore(text, start, 2), "", textAfter(text, end, 16)) ? certainty.none : certainty.shape;

export const accountDetector: Detector = patternDetector({
  name: "account",
  holds:
    /[A-Z]{2}\d{2}|reference|booking|confirmation|locator|pnr|swift|bic|s\/c|gr(?:ou)?p\b|end(?:s|ing)[ ]|last[ ](?:4|four)|PID\||institution|transit|branch|\(01\)|subj|particip|ppt|respondent|site[ ][A-Z]-|(?:donor|recipient)[ ]|implant|stent|port|prosthes|valve|hip\b|mesh|lens|clip|picc|mirena|iud|femur|tibia|stem|cup|liner|screw|cage|graft/i,
  rules: [
    {
      type: "IBAN_CODE",
      sought: /(?<![\w-])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,3})?(?![\w-])/g,
      judge: judgeIban,
    },
    {
      type: "ACCOUNT_NUMBER",
      sought:
        /\b(?:swift|bic)(?:[ /](?:bic|swift))?(?:[ ](?:code|number|no\.?))?[ ]?(?::|=|is)?[ ]{0,2}(?<id>[A-Za-z]{4}[ ]?[A-Za-z]{2}[ ]?[A-Za-z\d]{2}(?:[ ]?[A-Za-z\d]{3})?)(?!\w)/gi,
      judge: ({ value }) => (/^[A-Z\d ]{1,20}$/.test(value) || /\d/.test(value) ? certainty.cued : certainty.none),
    },
    {
      type: "ACCOUNT_NUMBER",
      sought:
        /\b(?:ending|ends|last[ ](?:4|four)(?:[ ]digits)?)(?:[ ](?:in|with|on|are|is|were))?[ :#]{1,3}(?<id>\d{3,5})(?![\w/%]|[.,:-]\d)/gi,
      judge: judgeEnding,
    },
    {
      type: "MEDICAL_RECORD_NUMBER",
      sought: /\bPID\|[^|\n]{0,8}\|[^|\n]{0,40}\|(?<id>[^|^~\s\uFFFC]{3,24})/g,
    },
    {
      type: "ACCOUNT_NUMBER",
      sought:
        /\b(?:institution|transit|branch(?=[ ](?:n|c|#)))(?:[ ](?:number|no\.?|code|#))?[ :#]{1,3}(?<id>\d{3,5})(?![\w/%]|[.,-]\d)/gi,
    },
    {
      type: "UNIQUE_ID",
      sought:
        /(?<=(?<![a-z])(?:reference|booking|confirmation|locator|pnr)(?:[ ](?:code|number|no\.?|is)){0,2}[ :#]{1,3})(?=[A-Z]{0,6}\d)(?=\d{0,5}[A-Z])[A-Z\d]{5,7}(?![\w/-])/gi,
      judge: ({ value }) => (/^[A-Z\d]{1,7}$/.test(value) ? certainty.cued : certainty.none),
    },
    { type: "ACCOUNT_NUMBER", sought: /(?<![a-z])s\/c[ :]{1,2}(?<id>\d\d[ -]?\d\d[ -]?\d\d)(?![\w/%-])/gi },
    {
      type: "HEALTH_PLAN_NUMBER",
      sought: /(?<![a-z])(?:group|grp)(?:[ ](?:is|number|no\.?|#)){0,2}[ :#]{1,3}(?<id>[A-Z]{0,3}\d{4,8})(?![\w/%]|[.,-]\d)/gi,
      judge: ({ text, start }) => (insured.test(textBefore(text, start, 120)) ? certainty.cued : certainty.none),
    },
    {
      type: "UNIQUE_ID",
      sought:
        /(?<![a-z])(?:[Ss]ubj(?:ect)?|[Pp]articipant|ppt|[Rr]espondent|[Ii]nterviewee|(?:site|donor|recipient)(?=[ ][A-Z]))s?(?:[ ](?:are|(?:no\.?|number|id|code|known|only|as|is))){0,5}[ :#]{1,3}(?<id>[A-Z]{1,5}-?\d{1,6}|0\d{1,4})(?![\w/%]|[.,-]\d)/g,
      judge: ({ value }) => (/^[A-Z]\d{1,2}$/.test(value) && !/^P/.test(value) ? certainty.none : certainty.cued),
    },
    {
      type: "DEVICE_ID",
      sought:
        /(?<=(?<![a-z])(?:picc|mirena|iud|femur|tibia|implant|stent|port|prosthes[ie]s|valve|hip|knee|mesh|lens|pacemaker|device|apheresis|powerport|implants|clip|stem|cup|liner|screws?|cage|graft|head)(?![a-z])[^\n;]{0,40}[ (.]lot(?:[ ](?:number|no\.?|#))?[ :#]{1,3})(?=[A-Z-]{0,8}\d)[A-Za-z\d-]{6,20}(?![\w/])/gi,
    },
    {
      type: "DEVICE_ID",
      sought: /\(01\)\d{14}(?:\(\d{2}\)[A-Za-z\d-]{1,20}){0,5}/g,
      judge: () => certainty.verified,
    },
  ],
});
