import { normalise } from "../dlp-text/normalise.ts";

/** One text of a document: `start` is where it begins there. */
export type Piece = { readonly start: number; readonly text: string };

/** The texts of a JSON value one below the other, each once, as detectors read them. */
export type Document = { readonly text: string; readonly pieces: readonly Piece[] };

/**
 * The texts that people wrote in a JSON value. Together they are fewer requests than alone, and a question stays beside its
 * answer. Keys and numbers are left to the local detectors.
 */
export const documentOf = (value: unknown): Document => {
  const texts = [...new Set(textsOf(value).map((text) => normalise(text).text))].filter((text) => hasWords.test(text));
  let at = 0;
  const pieces = texts.map((text) => {
    const start = at;
    at += text.length + separator.length;
    return { start, text };
  });
  return { text: texts.join(separator), pieces };
};

const separator = "\n";
const hasWords = /[\p{L}\p{N}]{2}/u;

/** Members of a message that hold a word of the contract, never somebody's own. */
const fixedMembers = new Set(["role", "toolCallId"]);

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, item]) => (fixedMembers.has(member) ? [] : textsOf(item)));
};
