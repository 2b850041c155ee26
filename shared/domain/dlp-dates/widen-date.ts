import { rawBefore } from "../dlp/cue.ts";
import type { Candidate, Detector } from "../dlp/detector.ts";
import { weekdayPattern } from "./weekday-names.ts";

const count = "(?:\\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|couple of|few)";
const before = new RegExp(
  `(?<![A-Za-z\\d\\uFFFC])(?:(?:${count}[ ](?:days?|weeks?|months?)|the[ ](?:day|week|weekend|night|morning))[ ](?:after|before)[ ](?:the[ ])?|the[ ](?:weekend|night|morning|evening|afternoon)[ ]of[ ](?:the[ ])?|w\\/c[ ]|(?:the[ ])?(?:(?:first|second|third|fourth|last)[ ])?${weekdayPattern}[ ](?:after|before|of|in)[ ](?:the[ ])?|(?:the[ ])?(?:first|second|last)[ ](?:wk|week|weekend|half|days?)[ ](?:of|in)[ ]|(?:the[ ])?(?:early|mid|late|beginning of|start of|middle of|end of|eve of)[ -]|${weekdayPattern}[.,]{0,2}[ ](?:the[ ])?|(?:last|this(?:[ ]past)?|next)[ ]|the[ ]|le[ ]|el[ ])$`,
  "i",
);
const after =
  /^(?:[ ](?:ult|inst|prox)\b\.?|[ ]of[ ](?:last|this|next|the|each|every|that)[ ](?:month|year)(?![a-z])|[ ]last(?=[,.;]))/i;
const farthest = 40;

/** Finds what a detector finds, and with it the words that narrow the day: "Monday", "the", "mid", "two days after". */
export const widened = ({ name, find }: Detector): Detector => ({
  name,
  find: (text) => find(text).map((candidate) => widen(text, candidate)),
});

const widen = (text: string, candidate: Candidate): Candidate => {
  const words = before.exec(rawBefore(text, candidate.start, farthest))?.[0] ?? "";
  const value = text.slice(candidate.start, candidate.end);
  const isKept = article.test(words) && !beginsWithDay.test(value) && !(nearest.test(words) && /^[a-z]+$/i.test(value));
  const rest = after.exec(text.slice(candidate.end, candidate.end + farthest))?.[0] ?? "";
  return { ...candidate, start: candidate.start - (isKept ? 0 : words.length), end: candidate.end + rest.length };
};

/** "the 3rd", "the third of May", "le 2 avril", "last May"; in "the May visit" and "next May 3" the word is not part of the date. */
const article = /^(?:the|le|el|last|this|next)[ ]$/i;
const nearest = /^(?:last|next)/i;
const beginsWithDay =
  /^(?:(?:easter|christmas|xmas|thanksgiving|halloween)|\d{1,2}(?:st|nd|rd|th|er)?(?![\d/.-])|[a-z -]{3,14}(?:st|nd|rd|th)\b)/i;
