import type { Span } from "../dlp/identifier-types.ts";
import { identify } from "../dlp/identify.ts";
import { bareOperation, replaced, type ScrubOptions } from "../dlp/scrub.ts";

/** De-identifies a text that arrives in pieces. What has been given out is never taken back. */
export type ScrubStream = {
  /** What of the text so far may be shown; at most 128 characters are held back. */
  readonly push: (piece: string) => string;
  /** The rest. */
  readonly end: () => string;
};

const heldMax = 128;
const heldLeast = 64;
/** Text before the held part that detectors still see, for labels and for identifiers that go on. */
const contextLength = 256;
/** An identifier that goes on is kept from its start up to this length. */
const openLength = 4096;

/** The state between two pieces. `isOpen`: the text given out ends within an identifier, whose placeholder has been given out. */
type State = { readonly context: string; readonly held: string; readonly isOpen: boolean };

/** A scrubber for one stream, e.g. a model's answer. A value that is split over pieces is found as if it had come whole. */
export const scrubStream = (options: ScrubOptions = {}): ScrubStream => {
  let state: State = { context: "", held: "", isOpen: false };
  const advance = (isEnd: boolean): string => {
    const step = release(state, { options, isEnd });
    state = step.state;
    return step.shown;
  };
  return {
    push: (piece) => {
      state = { ...state, held: state.held + piece };
      return state.held.length > heldMax ? advance(false) : "";
    },
    end: () => advance(true),
  };
};

type Releasing = { readonly options: ScrubOptions; readonly isEnd: boolean };

const release = (state: State, { options, isEnd }: Releasing): { readonly shown: string; readonly state: State } => {
  const { context, held } = state;
  const text = context + held;
  const spans = identify(text, options);
  const from = state.isOpen ? endOfOpen(text, spans, context.length) : context.length;
  const until = Math.max(from, cutOf(text, spans, { from, wanted: isEnd ? text.length : wantedCut(text) }));
  const shown = spans.filter(({ end }) => end > from && end <= until).map((span) => within(span, from));
  const last = spans.find(({ start, end }) => start < until && end >= until);
  return {
    shown: replaced(
      text.slice(from, until),
      shown.map((span) => ({ ...span, start: span.start - from, end: span.end - from })),
      options.operate ?? bareOperation,
    ),
    state: {
      context: wholeTail(text.slice(0, until), last === undefined ? 0 : until - last.start),
      held: text.slice(until),
      isOpen: until === text.length && (last !== undefined || (state.isOpen && from === until)),
    },
  };
};

const within = ({ start, end, type }: Span, from: number): Span => ({ start: Math.max(start, from), end, type });

/** After a blank where there is one among the last characters that may be held, else anywhere but within a surrogate pair. */
const wantedCut = (text: string): number => {
  const latest = text.length - heldLeast;
  const blank = /[\s]\S*$/.exec(text.slice(text.length - heldMax, latest));
  const cut = blank === null ? latest : text.length - heldMax + blank.index + 1;
  return isLowSurrogate(text, cut) ? cut + 1 : cut;
};

/** No cut lies within an identifier: it is given out whole, as its placeholder. */
const cutOf = (text: string, spans: readonly Span[], at: { readonly from: number; readonly wanted: number }): number => {
  const crossed = spans.find(({ start, end }) => start < at.wanted && end > at.wanted && end > at.from);
  return Math.min(text.length, crossed?.end ?? at.wanted);
};

/** Where the identifier ends that the text given out ended in: never within a word. */
const endOfOpen = (text: string, spans: readonly Span[], at: number): number => {
  const end = spans.find((span) => span.start < at && span.end >= at)?.end ?? at;
  wordRest.lastIndex = end;
  return /[\p{L}\p{N}]$/u.test(text.slice(end - 1, end)) && wordRest.test(text) ? wordRest.lastIndex : end;
};

const wordRest = /[\p{L}\p{N}_/-]+/uy;

/** The end of a text: what detectors need to see, and all of an identifier of `openFor` characters. */
const wholeTail = (text: string, openFor: number): string => {
  const start = Math.max(0, text.length - Math.min(openLength, Math.max(contextLength, openFor + contextLength)));
  return text.slice(isLowSurrogate(text, start) ? start + 1 : start);
};

const isLowSurrogate = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff;
};
