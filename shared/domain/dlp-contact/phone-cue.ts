import { rawBefore, textAfter, textBefore } from "../dlp/cue.ts";

const words = [
  "(?:tele)?(?:ph|f)ones?",
  "tel(?:ephone)?",
  "ph",
  "cell(?:phone|ular)?",
  "mobile",
  "mob",
  "fax",
  "pager",
  "landline",
  "hotline",
  "whatsapp",
  "sms",
  "call(?:s|ed|ing|back)?",
  "dial(?:ed|ing)?",
  "ring",
  "text(?:s|ed|ing)?",
  "messages? to",
  "reach(?:ed|able)?",
  "contact",
  "answering",
  "registered",
  "desk",
  "(?:my|his|her|their|our|your|home|work|office|callback|day|evening) (?:number|line)",
  "(?:home|work|office)[ ]?:",
];
/** Something between the label and the number that the number belongs to instead. */
const otherOwner =
  "\\b(?:mrn|chart|order|case|claim|member|policy|group|account|room|bed|lot|ndc|ssn|id|ticket|invoice|reference|ref|zip|dose|code|pin)\\b";
const cueBefore = new RegExp(`\\b(?:${words.join("|")})(?![a-z])(?:(?!${otherOwner})[^\\d]){0,32}$`, "i");
const cueAfter = /^[\s,(-]{0,3}(?:office|fax|mobile|cell|home|work|desk|phone|tel|landline|pager)\b(?![ ]?(?:visit|address))/i;
const labelJustBefore =
  /\b(?:phone|tel|telephone|cell|mobile|fax|pager|call|text|dial)(?:[ ](?:me|us|him|her|them))?(?:[ ](?:number|no|num|#|at|on|is)){0,4}[ :.#=-]{0,3}$/i;

/** Whether the words around a range say that it is a telephone number. */
export const hasPhoneCue = (text: string, start: number, end: number): boolean =>
  (!followsDigit(text, start) && cueBefore.test(textBefore(text, start))) || cueAfter.test(textAfter(text, end, 16));

/** Whether a label stands directly before, which outweighs the look of another kind of number. */
export const hasPhoneLabel = (text: string, start: number): boolean =>
  !followsDigit(text, start) && labelJustBefore.test(textBefore(text, start, 32));

/** No cue reaches across other digits, so nothing needs to be read where some stand just before. */
const followsDigit = (text: string, start: number): boolean => /\d[ .()-]{0,3}$/.test(rawBefore(text, start, 4));
