import { writtenAs } from "../dlp-names/read-context.ts";
import { lookAt, type TaggedText } from "../dlp-names/tagged-text.ts";

/** How a token of a tagged text is written, as a `shape`. */
export const writtenAt = (text: TaggedText, at: number): number => writtenAs(lookAt(text, at));
