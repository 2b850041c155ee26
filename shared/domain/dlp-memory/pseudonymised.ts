import { type AliasBook, aliasesFor, type Mention } from "./alias-book.ts";
import { markedIn, withAliases } from "./mark.ts";

/** A de-identified text that will not be stored, with the pseudonyms that its conversation has for what it mentions, or would have. */
export const pseudonymised = (text: string, mentions: ReadonlyMap<string, Mention>, book: AliasBook): string => {
  const mentioned = markedIn(text).flatMap((digest) => mentions.get(digest) ?? []);
  return withAliases(text, aliasesFor(book, mentioned).aliases);
};
