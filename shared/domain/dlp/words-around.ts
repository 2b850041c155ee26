import { textAfter, textBefore } from "./cue.ts";

type Stands = { readonly text: string; readonly start: number; readonly end: number };

/** The text before a finding that may hold a cue, as `textBefore`. */
export const wordsBefore = ({ text, start }: Stands, reach?: number): string => textBefore(text, start, reach);

/** The text after a finding that may hold a cue, as `textAfter`. */
export const wordsAfter = ({ text, end }: Stands, reach?: number): string => textAfter(text, end, reach);
