import { digitsOf, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { digitShape } from "../dlp/digit-shape.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

import { passesLuhn } from "./checksums.ts";

const type = "CREDIT_CARD";
const brands = "visa|master[ ]?card|amex|american express|discover|diners|maestro";
const cue = new RegExp(
  `\\b(?:(?:credit|debit|charge|payment|bank|gift)?[ ]?card|cc|jcb|pan|${brands})\\b(?:(?!\\b(?:phone|call|mrn|fax)\\b)[^\\d\\n]){0,30}$`,
  "i",
);
const groupings: ReadonlySet<string> = new Set([
  "4-4-4-4",
  "4-6-5",
  "4-6-4",
  "4-4-4-4-3",
  "4-4-4-4-2",
  "4-4-4-1",
  "4-4-5",
  "6-13",
]);
const fewestDigits = 13;

const judgeCard = ({ text, start, value }: Found): Certainty => {
  const digits = digitsOf(value);
  if (cue.test(textBefore(text, start))) return certainty.cued;
  if (digits.length < fewestDigits || !hasIssuerPrefix(digits) || !passesLuhn(digits)) return certainty.none;
  return /\D/.test(value) && !groupings.has(digitShape(value)) ? certainty.none : certainty.verified;
};

/** First digits the card schemes use; a 13-digit number must be an old Visa, or clock times in milliseconds would match. */
const hasIssuerPrefix = (digits: string): boolean =>
  digits.length === fewestDigits ? /^[45-6]/.test(digits) : /^(?:[2-6]|1800|8[16])/.test(digits);

const brand = `${brands}|(?:credit|debit|charge|bank|payment)[ ]card|card|account`;
const cardNear = /\b(?:card|visa|mastercard|amex|cvv|cvc)\b/i;

/** A month and a year belong to a card only where one is spoken of. */
const judgeExpiry = ({ text, start }: Found): Certainty =>
  cardNear.test(textAround(text, start)) ? certainty.cued : certainty.none;

const textAround = (text: string, at: number): string => text.slice(Math.max(0, at - 80), at + 40);

/** Payment card numbers: by checksum and issuer, or whatever a text calls a card; and card verification codes. */
export const cardDetector: Detector = patternDetector({
  name: "card",
  type,
  rules: [
    { sought: /(?<!\w|\d[-.])\d(?:[ ._-]{0,2}\d){11,18}(?!\d|[-.]\d)(?![a-z])/gi, judge: judgeCard },
    {
      type: "SECRET",
      sought: /\b(?:cvv2?|cvc2?|cid|security code)[ :#=]{0,3}(?:(?:is|number|code)[ :#=]{1,3}){0,2}(?<id>\d{3,4})(?!\d)/gi,
    },
    {
      sought: new RegExp(
        `\\b(?:${brand})[ ](?:card[ ])?(?:(?:that[ ])?(?:ends|ending)(?:[ ](?:in|with))?|[(]?(?:last|final)[ ](?:4|four)(?:[ ]digits)?[)]?)[ :#*x.]{0,6}(?:(?:is|are)[ ])?(?<id>\\d{4})(?![\\w/]|[.,]\\d)`,
        "gi",
      ),
    },
    {
      sought: new RegExp(
        `\\b(?:last|final)[ ](?:4|four)(?:[ ]digits)?[ ](?:of|on|for)[ ](?:(?:my|the|his|her|their|our)[ ])?(?:${brand})(?:[ ](?:card|number))?[ :#]{0,3}(?:(?:is|are|was)[ ])?(?<id>\\d{4})(?![\\w/]|[.,]\\d)`,
        "gi",
      ),
    },
    { sought: /(?<![\w*])(?:[x*\u2022]{4}[ -]?){2,3}\d{4}(?!\d)/gi, judge: () => certainty.shape },
    {
      type: "DATE",
      sought: new RegExp(
        `\\b(?:${brand}|expir(?:y|es|ation)|exp\\.?)(?:[ ]date)?[^\\d\\n]{1,24}(?<id>(?:0[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?[2-4]\\d)(?![\\w/-])`,
        "gi",
      ),
      judge: judgeExpiry,
    },
  ],
});
