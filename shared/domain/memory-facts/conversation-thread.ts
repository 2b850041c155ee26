import type { Message } from "../../contract/message.ts";
import type { OpenQuestion, Unit } from "../memory/memory-state.ts";
import { worthOf } from "../memory-summary/covered-terms.ts";
import { withDays } from "../memory-words/absolute-date.ts";
import { readSentences, type Sentence } from "../memory-words/sentences.ts";
import { squeeze } from "../memory-words/squeeze.ts";
import { isTelling, stemsOf } from "../memory-words/word.ts";
import { withDenial, withUnit } from "./join-units.ts";
import { answerUnit, type Speech, statementUnit, suspicionOf } from "./make-unit.ts";
import { safetyClassOf } from "./safety-class.ts";

/** A statement by itself, with the role that made it. */
export type Said = { readonly unit: Unit; readonly role: Message["role"] };

/** What has been understood so far of a run of messages. */
export type Thread = {
  readonly units: readonly Unit[];
  readonly open?: OpenQuestion | undefined;
  /** The statements of the turn that is being heard. */
  readonly said: readonly Said[];
  /** The last unit ends with a mere yes or no, which the next sentence of the message may explain. */
  readonly isBare?: boolean;
};

type Part = Speech & { readonly unitsBefore: number };

/** The thread after one more message: its statements as units, an answer glued to the question that it answers. */
export const follow = (thread: Thread, heard: Omit<Speech, "isSuspect">): Thread => {
  const { content } = heard.message;
  const sentences = readSentences(content);
  const isSuspect = suspicionOf(
    content,
    sentences.map((sentence) => rawText(sentence, heard)),
  );
  const part = { ...heard, isSuspect, unitsBefore: thread.units.length };
  return sentences.reduce<Thread>(
    (held, sentence) => followSentence(held, { ...sentence, words: withDays(sentence.words, heard.atMs) }, part),
    { ...thread, isBare: false },
  );
};

const followSentence = (thread: Thread, sentence: Sentence, part: Part): Thread => {
  const { open } = thread;
  if (sentence.asks) return asked(thread, sentence, part);
  if (open !== undefined && !isSameSpeaker(open, part.message)) return answered({ ...thread, open }, sentence, part);
  return stated(thread, sentence, part);
};

const isSameSpeaker = (open: OpenQuestion, { role, name }: Message): boolean => open.role === role && open.name === name;

/** A user who asks whether to live is heard at once, and not only when somebody answers. */
const asked = (thread: Thread, sentence: Sentence, part: Part): Thread => {
  if (stemsOf(sentence.words).length === 0) return { ...thread, isBare: false };
  const open = part.isSuspect(rawText(sentence, part)) ? thread.open : questionOf(thread, sentence, part);
  const isCry = part.message.role === "user" && safetyClassOf(lightText(sentence), false) === "crisis";
  return isCry ? { ...stated(thread, sentence, part), open } : { ...thread, open, isBare: false };
};

const longestQuestion = 160;

/** Questions in a row are one; the answer is to all of them, and most of all to the last. */
const questionOf = ({ open, units }: Thread, sentence: Sentence, { turn, message, unitsBefore }: Part): OpenQuestion => {
  const text = lightText(sentence);
  const { role, name } = message;
  const width = sentence.isWide === true ? { isWide: true as const } : {};
  if (open !== undefined && isSameSpeaker(open, message) && open.text.length < longestQuestion) {
    const { isWide: _, ...before } = open;
    return { ...before, text: `${open.text}, ${text}`, ...width };
  }
  const last = units.at(-1);
  const after = units.length > unitsBefore && last?.kind === "statement" ? { after: last.text } : {};
  return { turn, role, ...(name !== undefined && { name }), text, ...after, ...width };
};

/** Below this a statement is talk: greetings, thanks, "let me take a look". */
const leastWorth = 0.25;

const stated = (thread: Thread, sentence: Sentence, part: Part): Thread => {
  if (!sentence.words.some(isTelling)) return thread;
  const unit = statementUnit(lightText(sentence), part, rawText(sentence, part));
  if (unit.safety === undefined && worthOf(unit.text, part.aids) < leastWorth) return thread;
  const { open, units } = thread;
  const said = [...thread.said, { unit, role: part.message.role }];
  const last = units.at(-1);
  if (thread.isBare === true && last !== undefined) return { units: [...units.slice(0, -1), explained(last, unit)], open, said };
  return { units: withUnit(units, unit, units.length === part.unitsBefore), open, said };
};

const explained = (last: Unit, { text, trust, safety }: Unit): Unit => ({
  ...last,
  text: `${last.text}, ${text}`,
  trust: trust < last.trust ? trust : last.trust,
  ...(last.safety === undefined && safety !== undefined && { safety }),
});

const answered = (thread: Thread & { readonly open: OpenQuestion }, sentence: Sentence, part: Part): Thread => {
  const { units, open, said } = thread;
  const answer = answerText(sentence, open);
  if (answer === "") return thread;
  const unit = answerUnit(answer, open, { speech: part, raw: rawText(sentence, part) });
  return {
    units: answer === "no" && open.after !== undefined ? withDenial(units, unit, open) : withUnit(units, unit, false),
    said: [...said, { unit, role: part.message.role }],
    isBare: answer === "yes" || answer === "no",
  };
};

/** The answer, led by a plain yes or no where that is what was asked for. Empty when it says nothing. */
const answerText = (sentence: Sentence, { isWide }: OpenQuestion): string => {
  const isContent = stemsOf(sentence.words).length > 0;
  const said = isContent ? lightText(sentence) : "";
  const { reply } = sentence;
  if (reply === undefined || (isWide === true && isContent)) return said;
  const rest = said.replace(replies, "");
  if (rest === "") return reply;
  return /^no\b/i.test(rest) ? rest : `${reply}, ${rest}`;
};

const replies = /^(?:(?:yes|yeah|yep|yup|correct|sure)\b[\s,]{0,4}|(?:no|nope|nah)\s{0,3},\s{0,3}){1,6}/i;
const openers = /^(?:(?:and|but|or|so|then|now|how|what|any|about)(?:\s+|,\s*))+/i;

const lightText = ({ words }: Sentence): string => squeeze(words, "light").replace(openers, "");

const rawText = ({ words }: Sentence, { message }: Pick<Speech, "message">): string =>
  message.content.slice(words[0]?.start, words.at(-1)?.end);
