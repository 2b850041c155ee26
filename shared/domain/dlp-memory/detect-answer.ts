import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { bareAnswer, identifierAskedFor, isAnsweredInWords } from "./question.ts";

/** What follows a question: at once, or on a line of another speaker. */
const reply =
  /\?["\u201D]?(?:[ ]{1,2}|\s{0,4}\n[>\s]{0,4}(?<speaker>[A-Za-z][\w ]{0,15}:)?\s{0,4})(?<answer>[^\n?]{2,80}?)(?=[.!]?[ ]{0,4}(?:\n|$)|[.][ ])/y;
const longestQuestion = 160;
const longestNumber = 40;

/** What answers a question that stands in the same text: "Bot: And your name?\nUser: ana". */
export const answerDetector: Detector = {
  name: "answer",
  seesAll: true,
  find: (text) => {
    const found: Candidate[] = [];
    for (let at = text.indexOf("?"); at >= 0; at = text.indexOf("?", at + 1)) found.push(...answerTo(text, at));
    return found;
  },
};

/** The answer to the question that ends at a place. Without a speaker, only a number is one. */
const answerTo = (text: string, at: number): readonly Candidate[] => {
  reply.lastIndex = at;
  const [whole = "", ...parts] = reply.exec(text) ?? [];
  const [speaker, answer = ""] = parts;
  if (whole === "" || (speaker === undefined && !mayBeNumber(answer))) return [];
  const type = identifierAskedFor(questionBefore(text, at));
  if (type === undefined || (speaker === undefined && isAnsweredInWords(type))) return [];
  const range = bareAnswer(answer, type);
  const start = at + whole.length - answer.length;
  return range === undefined ? [] : [{ start: start + range.start, end: start + range.end, type, certainty: certainty.cued }];
};

const mayBeNumber = (answer: string): boolean => answer.length <= longestNumber && /\d/.test(answer);

/** From the end of the sentence or line before. */
const questionBefore = (text: string, at: number): string => {
  let start = at;
  while (start > 0 && start > at - longestQuestion && !/[\n?.!]/.test(text[start - 1] ?? "")) start -= 1;
  return text.slice(start, at + 1);
};
