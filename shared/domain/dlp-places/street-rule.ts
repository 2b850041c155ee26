import { textAfter } from "../dlp/cue.ts";
import { type Certainty, certainty } from "../dlp/detector.ts";
import type { Found } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";
import { isSentence, streetSources } from "./street-words.ts";

const { strong, word, house, direction } = streetSources;

type Judge = (found: Found) => Certainty;

/** A rule for streets; where its pattern takes any words, those of a sentence are no street. */
export const streetRule = (pattern: string, judge: Judge, flags = "gi") => {
  const holdsWords = pattern.includes(word);
  const judgeWords: Judge = (found) =>
    (holdsWords && isSentence(found.value)) || endsInDecimal(found) ? certainty.none : judge(found);
  return { type: "STREET_ADDRESS", pattern: new RegExp(pattern, flags), judge: judgeWords } as const;
};

/** "BUN 18, Cr 0.9": what ends before a decimal is a value. */
const endsInDecimal = ({ text, end, value }: Found): boolean => /\d$/.test(value) && /^\.\d/.test(textAfter(text, end, 2));

export const isStreet: Judge = () => certainty.verified;

const start = `(?<![${letters}\\d/.$#%-]|\\d[ ,])`;

/** Parts of patterns for streets. */
export const streetParts = {
  start,
  numbered: `${start}(?:\\d{3,6}[ ])?${house},?[ ](?:${direction}[ ])?`,
  title: `[${capitals}][${letters}'.-]{1,20}`,
  ending: `(?![${letters}\\d])`,
} as const;

/** A street's kind at the end that is hardly anything else. */
export const strongEnd = new RegExp(`[ -](?:${strong})(?:[ ]${direction})?$`, "iu");
