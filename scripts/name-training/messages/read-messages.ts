import type { MarkedMessage } from "../../../tests/sets/marked-set.ts";
import { readMarkedSet } from "../../../tests/sets/read-sets.ts";
import type { Marked, Piece, Tag } from "../marked-text.ts";

/** A marked message to train on: what names somebody is tagged, the rest is as it is or an identifier of another kind. */
export type Message = readonly MessagePiece[];
export type MessagePiece = Piece & {
  /** Whether other detectors remove it before the model reads the text. */
  readonly isMasked: boolean;
};

const names = [
  "development",
  "held-out",
  "varied",
  "messages",
  "patients",
  "talk-and-notes",
  "work-and-lists",
  "assistant-queries",
  "places-of-work",
  "mixed",
  "clinical-queries",
  "small-talk",
  "terms-and-names",
  "where-people-are",
  "physician-queries",
  "numbers-and-days",
  "spoken-and-typed",
  "everyday-patients",
  "dictated-talk",
  "clinic-day",
  "families",
  "spoken-lines",
  "desks-and-letters",
  "visits",
  "staff",
  "what-stays",
  "ordinary-day",
  "portal",
  "portal-talk",
  "surgeries",
  "transcripts",
  "any-day",
  "clinic-week",
  "chatter",
  "working-days",
  "handoffs",
  "registers",
  "charts",
  "documents",
] as const;
/** Sets that every training reads whole; of the others a fifth can be left out, to choose settings by. */
const readWhole: ReadonlySet<string> = new Set(["development", "held-out", "varied", "work-and-lists", "mixed"]);

/** Whether a message belongs to the fifth that can be left out. */
export const isChosenBy = (text: string): boolean => {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return (sum >>> 8) % 5 === 2;
};

/** The marked messages that a training reads: all, or those that no setting is chosen by. */
export const readMessages = (leavesFifth: boolean): readonly MarkedMessage[] =>
  names.flatMap((name) => readMarkedSet(name).filter(({ text }) => !leavesFifth || readWhole.has(name) || !isChosenBy(text)));

const tagOfType: Readonly<Record<string, Tag>> = {
  NAME: "NAME",
  LOCATION: "LOCATION",
  STREET_ADDRESS: "LOCATION",
  FACILITY: "FACILITY",
  ORGANIZATION: "ORGANIZATION",
};

/** The message in pieces with their tags. */
export const messageOf = ({ text, spans }: MarkedMessage): Message => {
  const pieces: MessagePiece[] = [];
  let copied = 0;
  for (const { start, end, type } of spans) {
    pieces.push(plain(text.slice(copied, start)));
    const tag = tagOfType[type] ?? "OTHER";
    pieces.push({ text: text.slice(start, end), tag, isMasked: tag === "OTHER" || type === "STREET_ADDRESS" });
    copied = end;
  }
  return [...pieces, plain(text.slice(copied))];
};

const plain = (text: string): MessagePiece => ({ text, tag: "OTHER", isMasked: false });

/** The message as a marked text, with what is masked as the model reads it. */
export const withMasks = (message: Message, mask: (piece: MessagePiece) => Piece): Marked =>
  message.map((piece) => (piece.isMasked ? mask(piece) : { text: piece.text, tag: piece.tag }));
