import type { Message } from "../../contract/message.ts";
import type { MemoryAids } from "../memory/aids.ts";
import type { OpenQuestion, SourceClass, Trust, Unit } from "../memory/memory-state.ts";
import { isInstructionLike } from "../memory-words/instruction-like.ts";
import { isDrugName } from "./drug-names.ts";
import { safetyClassOf } from "./safety-class.ts";
import { lesserOf, sourceOf, speakerOf, trustOf } from "./source-of.ts";

/** One message of a turn, as it is being heard. */
export type Speech = {
  readonly turn: number;
  readonly atMs: number;
  readonly message: Message;
  readonly aids: MemoryAids;
  /** Whether a part of the message tries to instruct. */
  readonly isSuspect: (part: string) => boolean;
};

/** Finds what of a message tries to instruct: the sentences that do, or all where they do so only together. */
export const suspicionOf = (content: string, parts: readonly string[]): Speech["isSuspect"] => {
  if (!isInstructionLike(content)) return () => false;
  return parts.some(isInstructionLike) ? isInstructionLike : () => true;
};

/** A statement of a message as a unit. `raw` is what it was squeezed from. */
export const statementUnit = (text: string, { turn, message, isSuspect }: Speech, raw: string): Unit => ({
  kind: "statement",
  turns: [turn],
  ...groundOf(sourceOf(message), isSuspect(raw)),
  ...speakerOf(message),
  text,
  ...safetyOf(text),
});

/** A question with its answer as a unit, worth no more than the less trusted of the two. */
export const answerUnit = (
  answer: string,
  open: OpenQuestion,
  { speech, raw }: { readonly speech: Speech; readonly raw: string },
): Unit => {
  const text = `${open.text}: ${answer}`;
  return {
    kind: "answered",
    turns: open.turn === speech.turn ? [speech.turn] : [open.turn, speech.turn],
    ...groundOf(lesserOf(sourceOf(open), sourceOf(speech.message)), speech.isSuspect(raw)),
    ...speakerOf(speech.message),
    text,
    ...safetyOf(text),
  };
};

/** On what tries to instruct nothing may rest. Clinicians do instruct, and speak for the service. */
const groundOf = (source: SourceClass, isSuspect: boolean): { readonly source: SourceClass; readonly trust: Trust } => ({
  source,
  trust: source !== "clinician" && isSuspect ? 0 : trustOf(source),
});

const aboutTaking = /\b(?:medic|pill|drug|dose|tablet|taking|treatment)/i;

const safetyOf = (text: string): Pick<Unit, "safety"> => {
  const words = text.toLowerCase().split(/[^a-z-]+/);
  const safety = safetyClassOf(text, aboutTaking.test(text) || words.some(isDrugName));
  return safety === undefined ? {} : { safety };
};
