import type { StatementWords } from "./statement-words.ts";

const names = /NAME|PERSON|PATIENT|DOCTOR|CLINICIAN/;

/** The placeholders that a statement holds, whole: those of people, and all others, by which somebody or something is reached. */
export const findPlaceholders = ({
  words,
}: StatementWords): { readonly people: readonly string[]; readonly contacts: readonly string[] } => {
  const found = words.filter(({ kind }) => kind === "placeholder").map(({ text }) => text);
  return { people: found.filter((text) => names.test(text)), contacts: found.filter((text) => !names.test(text)) };
};
