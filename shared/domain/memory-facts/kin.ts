import type { Word } from "../memory-words/word.ts";

/** What people call those who belong to them. */
export const kin = new Set(
  "family mother father mom dad sister brother son daughter wife husband partner girlfriend boyfriend grandmother grandfather grandma grandpa aunt uncle cousin niece nephew friend friends kids parents boss neighbor roommate".split(
    " ",
  ),
);

const reach = 5;

/** Behind these somebody else may be spoken of: "my wife says that I cough", "my daughter worries because of my pain". */
const cuts = new Set(
  "because since that when while so if though although but with says said say thinks thought noticed notices told tells asked wants worried worries knows saw helped helps took brought drove i i'm i've myself".split(
    " ",
  ),
);

/** Whose complaint it is that stands at an index, where it is not the speaker's: "mother has hypertension". */
export const ownerAt = (words: readonly Word[], index: number): { readonly of?: string } => {
  const before = words.slice(Math.max(0, index - reach), index);
  const clause = before.slice(before.findLastIndex(({ text, small }) => /^[.:;–]$/.test(text) || cuts.has(small)) + 1);
  const owner = clause.findLast(({ small }) => kin.has(small));
  return owner === undefined ? {} : { of: owner.small };
};
