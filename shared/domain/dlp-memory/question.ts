import type { IdentifierType } from "../dlp/identifier-types.ts";

type Question = {
  readonly type: IdentifierType;
  /** What in a question asks for it. */
  readonly asks: RegExp;
  /** The words that announce such a value where somebody writes it down with a label. */
  readonly label: string;
  /** Default: a code. */
  readonly answer?: "words" | "date";
};

/** In order: the first one that a question fits is what it asks for. */
const questions: readonly Question[] = [
  {
    type: "DATE_OF_BIRTH",
    asks: /\bdate of birth|\bbirth ?(?:date|day)|\bd\.?o\.?b\b|\bwhen (?:were|was|are|is) \w{1,12} (?:\w{1,12} )?born|\bborn on/,
    label: "date of birth: ",
    answer: "date",
  },
  { type: "US_SSN", asks: /\bsocial security|\bssn\b|\bsocial\b.{0,12}\bnumber/, label: "ssn: " },
  { type: "EMAIL_ADDRESS", asks: /\be-?mail\b/, label: "email: " },
  { type: "FAX_NUMBER", asks: /\bfax\b/, label: "fax: " },
  {
    type: "HEALTH_PLAN_NUMBER",
    asks: /\b(?:member|subscriber|policy|insurance|medicare|medicaid|beneficiary|health ?plan|group|plan|coverage)\b.{0,24}\b(?:id|ids|number|no|card|#)/,
    label: "member id: ",
  },
  {
    type: "MEDICAL_RECORD_NUMBER",
    asks: /\bmrn\b|\b(?:medical record|chart|patient|hospital|record)\b.{0,12}\b(?:id|number|no|#)/,
    label: "mrn: ",
  },
  { type: "CREDIT_CARD", asks: /\b(?:credit|debit|payment) card|\bcard number/, label: "card number: " },
  {
    type: "ACCOUNT_NUMBER",
    asks: /\b(?:account|routing|iban)\b.{0,12}\b(?:number|no|#|iban)/,
    label: "account number: ",
  },
  {
    type: "NATIONAL_ID",
    asks: /\bnhs\b|\bhealth card|\bnational (?:insurance|id)|\bsocial insurance|\btax file|\baadhaar\b/,
    label: "nhs number: ",
  },
  { type: "PASSPORT_NUMBER", asks: /\bpassport\b/, label: "passport number: " },
  { type: "LICENSE_NUMBER", asks: /\blicen[cs]e\b|\bnpi\b|\bdea\b/, label: "license number: " },
  { type: "VEHICLE_ID", asks: /\bplate\b|\bvin\b|\btag number|\bvehicle registration/, label: "license plate: " },
  { type: "DEVICE_ID", asks: /\bserial\b|\bimei\b/, label: "serial number: " },
  {
    type: "SECRET",
    asks: /\bpass(?:word|code|phrase)|\bpin\b|\bsecurity (?:answer|code|word)|\bcvv\b|\b(?:verification|access|one.time|\d.digit) code|\bcode\b.{0,24}\b(?:texted|sent|emailed)|\b(?:texted|sent|emailed)\b.{0,24}\bcode/,
    label: "password: ",
  },
  { type: "USERNAME", asks: /\buser ?name|\blog-?in (?:id|name)/, label: "username: " },
  {
    type: "PHONE_NUMBER",
    asks: /\b(?:tele)?phone\b|\bcell\b|\bmobile\b|\b(?:call ?back|contact|best|good) number|\bnumber\b.{0,24}\b(?:reach|call|text|contact)|\b(?:reach|call|contact) you\b/,
    label: "phone number: ",
  },
  { type: "ZIP_CODE", asks: /\bzip\b|\bpost ?code|\bpostal/, label: "zip code: " },
  { type: "STREET_ADDRESS", asks: /\baddress\b|\bstreet\b/, label: "address: ", answer: "words" },
  {
    type: "LOCATION",
    asks: /\b(?:what|which) (?:city|town|county|area|place|suburb|village)|\bwhere (?:do|are|did) \w{1,8} (?:live|located|born|from|grow)|\bhometown\b/,
    label: "city: ",
    answer: "words",
  },
  {
    type: "FACILITY",
    asks: /\b(?:what|which) (?:hospital|clinic|facility|pharmacy|practice|school|nursing home)|\bname of (?:the|your) (?:hospital|clinic|pharmacy|practice|school)/,
    label: "hospital: ",
    answer: "words",
  },
  {
    type: "NAME",
    asks: /(?<!\b(?:drug|medication|medicine|brand|generic|product|test|trade|pet'?s?) )\bname\b(?! of (?:the|this|that|your|a|any|each) (?:\w{1,12} )?(?:drug|med|pill|tablet|product|brand|test|disease|condition|procedure|inhaler|insulin|cream|vaccine|app|form))|\bwho (?:am i|is (?:this|your|the)|are (?:you|we))\b|\bwho(?:'s| is) (?:calling|speaking)|\b(?:speaking|chatting|talking) (?:with|to)\b/,
    label: "name: ",
    answer: "words",
  },
  {
    type: "UNIQUE_ID",
    asks: /\b(?:claim|order|case|reference|confirmation|prescription|rx|accession|study|ticket|invoice|tracking|booking|employee|badge|student|visit|encounter|authorization|referral)\b.{0,12}\b(?:id|number|no|code|#)/,
    label: "reference number: ",
  },
  {
    type: "DATE",
    asks: /\b(?:what|which) (?:date|day|month)|\bdate of\b|\bwhen (?:was|is|were|did|does|do|will|are)\b/,
    label: "date: ",
    answer: "date",
  },
];

const isQuestion =
  /\?|\b(?:please|kindly|can you|could you|may i|i(?:'ll| will)? need|provide|confirm|enter|tell me|share|verify|spell|type)\b/;
const questionReach = 240;

/** Whether what a question asks for is told in words, such as a name, and not by a number. */
export const isAnsweredInWords = (asked: IdentifierType): boolean =>
  questions.find(({ type }) => type === asked)?.answer === "words";

/** The kind of identifier that the end of a message asks for; undefined when it asks for none. */
export const identifierAskedFor = (message: string): IdentifierType | undefined => {
  const end = message.slice(-questionReach).toLowerCase();
  return isQuestion.test(end) ? questions.find(({ asks }) => asks.test(end))?.type : undefined;
};

/** The label under which the answer to such a question reads like a filled-in form; empty when there is no such question. */
export const labelOfQuestion = (asked: IdentifierType | undefined): string =>
  questions.find(({ type }) => type === asked)?.label ?? "";

const leadIn =
  /^\s*(?:(?:um+|uh+|sure|yes|yeah|yep|ok(?:ay)?|hi|hello|well|of course|no problem)[\s,.!:;-]{1,3}){0,3}(?:(?:it(?:'?s| is)|that(?:'s| is)|this is|i(?:'?m| am)|my \w{1,12} is|the \w{1,12} is|on|in|at|from)\s+)?/i;
const wordsForm = /^[\p{L}\d][\p{L}\p{M}\d'’.,#/ -]{0,78}$/u;
const noAnswer =
  /\b(?:no|not|none|don'?t|do|can'?t|cannot|won'?t|know|sure|why|what|how|when|where|which|who|skip|prefer|rather|later|thanks?|thank|yes|same|nothing|n\/a|wait|help|please|want|need|have|is|are|was|he|she|they|you|your|it|remember|forgot|already|private)\b/i;
const maxWords = { words: 7, code: 6, date: 6 } as const;

/** The part of a short message that is nothing but the answer to what was asked: offsets into it, or undefined. */
export const bareAnswer = (
  message: string,
  asked: IdentifierType | undefined,
): { readonly start: number; readonly end: number } | undefined => {
  const question = questions.find(({ type }) => type === asked);
  if (question === undefined) return undefined;
  const form = question.answer ?? "code";
  const start = leadIn.exec(message)?.[0].length ?? 0;
  const answer = message.slice(start).replace(/[\s.!]+$/u, "");
  const isTooLong = answer.length > 80 || answer.split(/\s+/).length > maxWords[form];
  if (isTooLong || !wordsForm.test(answer) || noAnswer.test(answer)) return undefined;
  if (form !== "words" && !/\d/.test(answer)) return undefined;
  return { start, end: start + answer.length };
};
