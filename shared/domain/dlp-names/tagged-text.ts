import { byteAt, intAt } from "./cell.ts";
import { type Context, writtenAs } from "./read-context.ts";
import { margin, shape, type Tokens } from "./read-tokens.ts";

/** A text as the tagger read it. `path` is the tag of each token, and changes while tags are settled. */
export type TaggedText = { readonly tokens: Tokens; readonly context: Context; readonly path: Uint8Array };

export const lookAt = ({ context }: TaggedText, at: number): number => byteAt(context.looks, at + margin);
export const classAt = ({ context }: TaggedText, at: number): number => byteAt(context.classes, at + margin);
export const wordAt = ({ tokens }: TaggedText, at: number): number => intAt(tokens.words, at);

/** Whether a token of letters stands there. */
export const isWordAt = (text: TaggedText, at: number): boolean =>
  at >= 0 && at < text.tokens.count && writtenAs(lookAt(text, at)) <= shape.mixed;

/** Whether a token stands one blank behind the one before it. */
export const follows = ({ tokens: { starts, ends } }: TaggedText, at: number): boolean =>
  intAt(starts, at) === intAt(ends, at - 1) + 1;
