const negations: ReadonlySet<string> = new Set(
  "no not never none without denies denied deny denying neither nor nope nothing cannot negative nah absent unable hardly stopped quit unremarkable except nobody nowhere refused refuses declined".split(
    " ",
  ),
);

/** Says whether a word in small letters turns the sense of what follows it. */
export const isNegation = (word: string): boolean => negations.has(word) || word.endsWith("n't");
