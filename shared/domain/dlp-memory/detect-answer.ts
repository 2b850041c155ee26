import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import { bareAnswer, identifierAskedFor, isAnsweredInWords } from "./question.ts";

/** A question, and what follows it: at once, or on a line of another speaker. */
const exchange =
  /(?<asked>[^\n?.!]{3,160}[?])["\u201D]?(?:[ ]{1,2}|\s{0,4}\n[>\s]{0,4}(?<speaker>[A-Za-z][\w ]{0,15}:)?\s{0,4})(?<answer>[^\n?]{2,80}?)(?=[.!]?[ ]{0,4}(?:\n|$)|[.][ ])/g;

/** What answers a question that stands in the same text: "Bot: And your name?\nUser: ana". */
export const answerDetector: Detector = {
  name: "answer",
  find: (text) => (text.includes("?") ? everyMatch(text, exchange).flatMap(readExchange) : []),
};

const readExchange = ({ index, 0: whole, groups = {} }: RegExpExecArray): readonly Candidate[] => {
  const { asked = "", speaker, answer = "" } = groups;
  const type = identifierAskedFor(asked);
  if (type === undefined || (speaker === undefined && isAnsweredInWords(type))) return [];
  const range = bareAnswer(answer, type);
  const at = index + whole.length - answer.length;
  return range === undefined ? [] : [{ start: at + range.start, end: at + range.end, type, certainty: certainty.cued }];
};
