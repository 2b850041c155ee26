import { type Cue, sticky } from "./cue.ts";
import { kin, kinFirst } from "./name-cues.ts";

/** A name that ends the text, after the end of a sentence or on a line of its own. */
export const lastLine: Omit<Cue, "first"> = {
  words: sticky("(?<=[a-z\\d)][.!?][ ]{1,2}|\\n-{0,2}[ ]?|[.!?][ ]-{1,2}[ ]?)(?=\\p{Lu}\\p{Ll}[^.!?\\n]{0,40}$)", "gu"),
  belief: "capital",
  until: /^$/,
};

/** Cues behind a name: `first` is the word behind it, and `words` begins up to two words before. */
export const cuesAfter: readonly Cue[] = [
  {
    first: "is was",
    words: sticky(
      `(?<![\\p{L}\\p{M}'’-])(?<id>\\p{L}[\\p{L}\\p{M}]{1,23}(?:[-'’]\\p{L}[\\p{L}\\p{M}]{1,23})?)[ ](?:is|was)[ ](?:my|his|her|our|their)[ ](?:\\p{L}{2,12}[ ])?(?:${kin})(?![\\p{L}])`,
    ),
    belief: "weak",
  },
  {
    first: "is was",
    words: sticky(
      "(?<![\\p{L}\\p{M}'’-])(?<id>\\p{L}[\\p{L}\\p{M}]{1,23}(?:[-'’]\\p{L}[\\p{L}\\p{M}]{1,23})?)[ ](?:is|was)[ ](?:my|his|her|our|their|the)[ ](?:(?:last|first|real|legal|middle|maiden|full|given|nick|birth|child['’]?s)[ ]?)?(?:name|nickname|surname)(?!\\p{L})",
    ),
    belief: "said",
  },
  {
    first:
      "scheduling billing records reception admitting admissions radiology lab hr safety triage registration intake pharmacy payroll referrals",
    words: sticky(
      "(?<=^|[.!?\\n,][ ]?|(?:and|but|so|that|because|with|by|to|from)[ ])(?<id>\\p{L}[\\p{L}\\p{M}]{2,23})[ ]in[ ]\\p{L}{2,12}[ ](?:told|said|says|called|wants|wanted|put|gave|sent|took|scheduled|booked|left|asked|needs|is|was|has)(?!\\p{L})",
    ),
    belief: "said",
  },
  {
    first: kinFirst,
    words: sticky(`(?<=^|[\\n.!?][ ]?)(?<id>\\p{L}[\\p{L}\\p{M}]{1,23})[ ](?:my|our)[ ](?:${kin})(?![\\p{L}])`),
    belief: "strong",
  },
  {
    first: "here",
    words: sticky(
      "(?<=^|[.!?][ ]|[\\n,][ ]?|(?:hi|hello|hey)[, ]{1,2})(?<id>\\p{L}[\\p{L}\\p{M}]{1,23}(?:[ ]\\p{L}[\\p{L}\\p{M}'-]{1,23})?)[ ]here(?=[ ](?:from|again|calling|in)(?!\\p{L})|[,.!\\n]|$)",
    ),
    belief: "weak",
  },
];
