import type { IdentifierType } from "../dlp/identifier-types.ts";

type Cue = { readonly type: IdentifierType; readonly digits: RegExp; readonly before: RegExp };

/** What says right before a number that is said what it is, and how many digits it has then. */
const cues: readonly Cue[] = [
  {
    type: "SECRET",
    digits: /^\d/,
    before: /(?:digits|numbers?)[ ]on[ ]the[ ](?:back|front)[^\d\n]{0,16}$|cv[vc][^\d\n]{0,12}$/i,
  },
  {
    type: "SECRET",
    digits: /^\d{4,8}$/,
    before: /(?<![a-z])code[ ](?:(?:i[ ]got|(?:it|they|you)[ ]sent(?:[ ]me)?|says|was|is)[ ])?$/i,
  },
  {
    type: "SECRET",
    digits: /^\d{4,8}$/,
    before:
      /(?<!(?:procedure|cpt|diagnosis|billing|icd|zip|area|country|service|denial|denied|drug|dress|bar)[ ])(?<![a-z])(?:code|pin)(?:[ ][a-z']{1,12}){0,6}?[ ](?:is|it'?s|was)[ ]$/i,
  },
  {
    type: "PHONE_NUMBER",
    digits: /^\d{3,6}$/,
    before: /(?<![a-z])(?:ext(?:ension)?|bleep|beep|pager)\.?[ ](?:(?:is|number)[ ]){0,2}$/i,
  },
  {
    type: "CREDIT_CARD",
    digits: /^\d{3,4}$/,
    before: /(?<![a-z])(?:card|visa|mastercard|amex|debit|credit)[ ](?:that[ ])?(?:ending|ends)[ ](?:in[ ])?$/i,
  },
];

/** What a number in words is by what is said right before it, or by how long it is. */
export const kindOfDigits = (digits: string, before: string): IdentifierType | undefined =>
  cues.find((cue) => cue.digits.test(digits) && cue.before.test(before))?.type ?? kindByLength(digits, before);

const kindByLength = (digits: string, before: string): IdentifierType | undefined => {
  if (isCounting(digits)) return undefined;
  if (digits.length >= 13) return digits.length <= 19 ? "CREDIT_CARD" : undefined;
  return digits.length >= 7 || isPartOfPhone(digits, before) ? "PHONE_NUMBER" : undefined;
};

/** Breaths, steps and scales go up or down one by one. */
const isCounting = (digits: string): boolean =>
  "123456789101112".includes(digits.slice(0, 12)) || "10987654321".includes(digits.slice(0, 10));

const callCue = /\b(?:call|phone|cell|mobile|number|text|reach|fax|dial|ring|tel)\b[^\d]{0,32}$/i;
const areaCodeCue = /\barea code(?:[ ]is)?[ ]{1,2}$/i;

const isPartOfPhone = (digits: string, before: string): boolean =>
  (digits.length >= 5 && callCue.test(before)) || (digits.length === 3 && areaCodeCue.test(before));

/**
 * What letters and digits that are spelled are by what the sentence calls them, few digits as they hold: "plate is b n oh six
 * x l r", "my voucher is t c four four nine q".
 */
export const kindOfSpelled = (value: string, before: string): IdentifierType | undefined => {
  if (value.split(" ").length < fewestSpelled) return undefined;
  if (plate.test(before)) return "VEHICLE_ID";
  if (postcode.test(value) && address.test(before)) return "ZIP_CODE";
  return thing.test(before) ? "UNIQUE_ID" : undefined;
};

const fewestSpelled = 5;
const plate = /(?<![a-z])(?:plates?|registration|rego)(?![a-z])[^\d.\n]{0,48}$/i;
const postcode = /^[a-z] (?:[a-z] )?[a-z]{2,5} (?:[a-z]{2,5} )?[a-z]{3,5} [a-z] [a-z]$/i;
const address = /(?<![a-z])(?:flat|house|road|street|postcode|lane|avenue|close)(?![a-z])[^.\n]{0,40}$/i;
const thing = /(?<![a-z])(?:voucher|confirmation|booking|reference|complaint|claim|ticket|order)(?![a-z])[^\d.\n]{0,40}$/i;
