import type { Message } from "../../contract/message.ts";
import type { MemoryAids } from "../memory/aids.ts";
import type { OpenQuestion, Unit } from "../memory/memory-state.ts";
import { worthOf } from "../memory-summary/covered-terms.ts";
import { readSentences, type Sentence } from "../memory-words/sentences.ts";
import { squeeze } from "../memory-words/squeeze.ts";
import { stemsOf } from "../memory-words/word.ts";
import { isDrugName } from "./drug-names.ts";
import { withDenial, withUnit } from "./join-units.ts";
import { safetyClassOf } from "./safety-class.ts";
import { lesserOf, sourceOf, speakerOf, trustOf } from "./source-of.ts";

export type Said = { readonly unit: Unit; readonly role: Message["role"] };

/** What has been understood so far of a run of messages. */
export type Thread = {
  readonly units: readonly Unit[];
  readonly open?: OpenQuestion | undefined;
  /** The statements of the turn that is being heard, each by itself, with the role that made it. */
  readonly said: readonly Said[];
  /** The last unit ends with a mere yes or no, which the next sentence of the message may explain. */
  readonly isBare?: boolean;
};

type Speech = { readonly turn: number; readonly message: Message; readonly unitsBefore: number; readonly aids: MemoryAids };

/** The thread after one more message: its statements as units, an answer glued to the question that it answers. */
export const follow = (thread: Thread, heard: Pick<Speech, "turn" | "message" | "aids">): Thread => {
  const { message } = heard;
  const speech = { ...heard, unitsBefore: thread.units.length };
  return readSentences(message.content).reduce<Thread>((held, sentence) => followSentence(held, sentence, speech), {
    ...thread,
    isBare: false,
  });
};

const followSentence = (thread: Thread, sentence: Sentence, speech: Speech): Thread => {
  const { open } = thread;
  if (sentence.asks) return { ...thread, open: asked(thread, sentence, speech), isBare: false };
  if (open !== undefined && !isSameSpeaker(open, speech.message)) return answered({ ...thread, open }, sentence, speech);
  return stated(thread, sentence, speech);
};

const isSameSpeaker = (open: OpenQuestion, { role, name }: Message): boolean => open.role === role && open.name === name;

const longestQuestion = 160;

/** Questions in a row are one; the answer is to all of them. */
const asked = (
  { open, units }: Thread,
  { words }: Sentence,
  { turn, message, unitsBefore }: Speech,
): OpenQuestion | undefined => {
  if (stemsOf(words).length === 0) return open;
  const text = squeeze(words, "light").replace(openers, "");
  const { role, name } = message;
  const goesOn = open !== undefined && isSameSpeaker(open, message) && open.text.length < longestQuestion;
  if (goesOn) return { ...open, text: `${open.text}, ${text}` };
  const last = units.at(-1);
  const after = units.length > unitsBefore && last?.kind === "statement" ? { after: last.text } : {};
  return { turn, role, ...(name !== undefined && { name }), text, ...after };
};

const openers = /^(?:(?:and|but|or|so|then|now|how|what|any|about)(?:\s+|,\s*))+/i;

/** Below this a statement is talk: greetings, thanks, "let me take a look". */
const leastWorth = 0.35;

const stated = (thread: Thread, { words }: Sentence, { turn, message, unitsBefore, aids }: Speech): Thread => {
  const source = sourceOf(message);
  const text = squeeze(words, "light").replace(openers, "");
  const unit: Unit = {
    kind: "statement",
    turns: [turn],
    source,
    trust: trustOf(source),
    ...speakerOf(message),
    text,
    ...safetyOf(text),
  };
  if (unit.safety === undefined && worthOf(text, aids) < leastWorth) return thread;
  const { open, units } = thread;
  const said = [...thread.said, { unit, role: message.role }];
  const last = units.at(-1);
  if (thread.isBare === true && last !== undefined) return { units: [...units.slice(0, -1), explained(last, unit)], open, said };
  return { units: withUnit(units, unit, units.length === unitsBefore), open, said };
};

const explained = (last: Unit, { text, safety }: Unit): Unit => ({
  ...last,
  text: `${last.text}, ${text}`,
  ...(last.safety === undefined && safety !== undefined && { safety }),
});

const answered = (thread: Thread & { readonly open: OpenQuestion }, sentence: Sentence, speech: Speech): Thread => {
  const { units, open, said } = thread;
  const isContent = stemsOf(sentence.words).length > 0;
  if (!isContent && sentence.reply === undefined) return thread;
  const text = `${open.text}: ${answerText(sentence, isContent)}`;
  const source = lesserOf(sourceOf(open), sourceOf(speech.message));
  const turns = open.turn === speech.turn ? [speech.turn] : [open.turn, speech.turn];
  const unit: Unit = {
    kind: "answered",
    turns,
    source,
    trust: trustOf(source),
    ...speakerOf(speech.message),
    text,
    ...safetyOf(text),
  };
  const isDenial = sentence.reply === "no" && open.after !== undefined;
  return {
    units: isDenial ? withDenial(units, unit, open) : withUnit(units, unit, false),
    said: [...said, { unit, role: speech.message.role }],
    isBare: !isContent,
  };
};

const answerText = ({ words, reply }: Sentence, isContent: boolean): string => {
  const said = squeeze(words, "light").replace(openers, "");
  if (reply === undefined) return said;
  const rest = said.replace(replies, "");
  if (!isContent || rest === "") return reply;
  return /^no\b/i.test(rest) ? rest : `${reply}, ${rest}`;
};

const replies = /^(?:(?:yes|yeah|yep|yup|correct|sure)\b[\s,]*|(?:no|nope|nah)\s*,\s*)+/i;

const aboutTaking = /\b(?:medic|pill|drug|dose|tablet|taking|treatment)/i;

const safetyOf = (text: string): Pick<Unit, "safety"> => {
  const isAboutDrug =
    aboutTaking.test(text) ||
    text
      .toLowerCase()
      .split(/[^a-z-]+/)
      .some(isDrugName);
  const safety = safetyClassOf(text, isAboutDrug);
  return safety === undefined ? {} : { safety };
};
