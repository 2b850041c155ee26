import type { Mention } from "./alias-book.ts";

/**
 * What stands for a value between de-identification and the moment its pseudonym is known, which is when the turn gets its
 * number: `[NAME~Jx2k…]`. A text that merely looks so stays as it is, because only the marks of this very call are replaced.
 */
export const markOf = ({ placeholder, digest }: Mention): string => `[${placeholder}~${digest}]`;

const markForm = /\[[A-Z_]{2,16}~([A-Za-z0-9_-]{12})\]/g;

/** The digests that are marked in a text, in order. */
export const markedIn = (text: string): readonly string[] => [...text.matchAll(markForm)].map(([, digest = ""]) => digest);

/** The text with each mark that has a pseudonym replaced by it. */
export const withAliases = (text: string, aliases: ReadonlyMap<string, string>): string =>
  text.replace(markForm, (mark, digest: string) => {
    const alias = aliases.get(digest);
    return alias === undefined ? mark : `[${alias}]`;
  });
