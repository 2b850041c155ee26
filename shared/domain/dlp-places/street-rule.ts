import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty } from "../dlp/detector.ts";
import type { Found } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";
import { isSentence, streetSources } from "./street-words.ts";

const { strong, word, house, direction } = streetSources;

export type Judge = (found: Found) => Certainty;

/** A rule for streets; where its pattern takes any words, those of a sentence are no street. */
export const streetRule = (pattern: string, judge: Judge, flags = "gi") => {
  const holdsWords = pattern.includes(word);
  const judgeWords: Judge = (found) =>
    (holdsWords && isSentence(found.value)) || endsInDecimal(found) ? certainty.none : judge(found);
  return { type: "STREET_ADDRESS", sought: new RegExp(pattern, flags), judge: judgeWords } as const;
};

/** "BUN 18, Cr 0.9": what ends before a decimal is a value. */
const endsInDecimal = ({ text, end, value }: Found): boolean => /\d$/.test(value) && /^\.\d/.test(textAfter(text, end, 2));

export const isStreet: Judge = () => certainty.verified;

const start = `(?<![${letters}\\d/.$#%-]|\\d[ ,])`;

/** Parts of patterns for streets. */
export const streetParts = {
  start,
  numbered: `${start}(?:\\d{3,6}[ ])?${house}(?:[ ]|,[ ](?!(?:of|from|in|at|who)[ ]))(?:${direction}[ ])?`,
  title: `[${capitals}][${letters}'.-]{1,20}`,
  ending: `(?![${letters}\\d])`,
  /** A kind of street at the end that is hardly anything else. */
  strongEnd: new RegExp(`[ -](?:${strong})(?:[ ]${direction})?$`, "iu"),
} as const;

/** Words after which an address stands. */
const addressBefore =
  /(?<![a-z])(?:address(?:es)?(?:[ ]is|es are|[ ]to)?|liv(?:e|es|ed|ing)(?:[ ]now)?[ ](?:at|on|in)|stay(?:s|ed|ing)?[ ]at|resid(?:e|es|ing)[ ]at|located[ ](?:at|on|in)|located|moved?[ ]to|sen[dt](?:[ ]\w{1,12}){0,4}[ ]to|deliver(?:ed|y)?[ ]to|ship(?:ped)?[ ]to|mail(?:ed)?(?:[ ]\w{1,12}){0,3}[ ]to|return[ ]to|meet[ ](?:me|you|us)?[ ]?at|office[ ]is[ ]at|home[ ]is|house[ ]is|arrived[ ]at|taxi[ ]to|comes?[ ]to|going[ ]to|residence|new[ ]place|is[ ]at|here[ ]they[ ]are|enter[ ]on|off[ ]at|lives|adress|addr|domicilio|direcci[o\u00f3]n|adresse|anschrift|indirizzo|for|it is|it's in|same|next[ ]door[ ](?:at|to)|neighbou?r[ ]at|i'?m[ ]at|(?:he|she|they)(?:'?s|'?re)[ ]at)[\s:.,-]{0,8}(?:(?:new|now|is|at|the)[ :]{1,2}){0,3}$/i;

/** Whether the words before announce an address. */
export const hasAddressCue = ({ text, start: at }: Found): boolean => addressBefore.test(textBefore(text, at, 60));
const isAnnounced =
  /(?<![a-z])(?:address(?:[ ]is)?|liv(?:e|es|ed|ing)[ ](?:at|in|on)|located[ ]at|resid(?:es?|ing)[ ]at|restaurant[ ]is[ ]at|is[ ]on|drops[ ]you[ ]off[ ]at|meet[ ](?:me|you)[ ]at|enter[ ]on|north[ ]side[ ]of|address with|it is|office[ ]is[ ]at|adresse|direcci\u00f3n|ship[ ]to)[\s:-]{1,6}$/i;

/** Whether they leave no doubt of it. */
export const hasStrongAddressCue = ({ text, start: at }: Found): boolean => isAnnounced.test(textBefore(text, at, 40));
