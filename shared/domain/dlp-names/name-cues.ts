/** Words around a name. `strong` lets a word of no list be one in small letters, `capital` takes none in small letters,
   * `family` any but an everyday word with a capital, `titled` any word with one. */
export type Cue = {
  /** Global. In front of the name; or around it, as the group `id`. */
  readonly words: RegExp;
  readonly trust: "strong" | "weak" | "capital" | "family" | "titled";
  /** What must follow the name. */
  readonly until?: RegExp;
};

const kin =
  "(?:step|grand|god|foster[ ])?-?(?:son|daughter|mother|father|mom|mum|dad|child|parents?)(?:[ -]in[ -]law)?|wife|husband|spouse|partner|fianc\u00e9e?|fiancee?|boyfriend|girlfriend|brother|sister|sibling|twin|aunt|auntie|uncle|niece|nephew|cousin|grandma|grandpa|granny|gran|nana|nan|abuela|abuelo|baby|boy|girl|kid|roommate|neighbou?r|carer|caregiver";
const roles =
  "pharmacist|nurse|midwife|doula|physio|physiotherapist|therapist|psychologist|psychiatrist|dentist|surgeon|cardiologist|neurologist|oncologist|dietitian|nutritionist|counsell?or|caseworker|case[ ]manager|social[ ]worker|coordinator|receptionist|interpreter|paramedic|driver|patient|pt|client|resident|warden|guardian|supervisor";
const titles =
  "do\u00f1a|dona|don|se\u00f1ora?|sra|srta|frau|herr|mme|mlle|madame|monsieur|signora?|mrs|mr|ms|mx|miss|dr|doctor|prof|professor|pastor|father|sister|rabbi|imam|rev(?:erend)?|sgt|capt|lt";
const signOff =
  "thanks(?:[ ](?:again|so much|a lot|a million|in advance))?|thank[ ]you(?:[ ](?:so|very)[ ]much)?|thx|ty|cheers|many[ ]thanks|(?:kind|best|warm|warmest)[ ](?:regards|wishes)|regards|(?:yours[ ])?(?:sincerely|faithfully|truly)|respectfully|best|sincerely[ ]yours|love|ta|xx";
const endOfLine = /^[ ]?[.!]?[ ]?(?:\n|$)/;

export const cuesBefore: readonly Cue[] = [
  {
    words:
      /(?<![\p{L}])(?:my|his|her|their|whose|our)[ ](?:(?:full|first|last|legal|maiden|preferred|middle|given|real|family|sur|nick)[ ]?)?(?:name(?:'s|s)?|surname)(?:[ ]is|[ ]was|,|:)[ ](?:(?:also|actually|really|now)[ ])?/giu,
    trust: "strong",
  },
  { words: /(?<![\p{L}])(?:patient|full|first|last|sur|fore|given|family|middle|maiden|preferred|member|contact|caller)?[ _-]?name[ ]?[:=][ ]?/giu, trust: "strong" },
  {
    words: /(?<![\p{L}])(?:this[ ]is|it'?s|i'?m|i[ ]am|here[ ]is)[ ]/giu,
    trust: "strong",
    until: /^[ ](?:calling|here|speaking|again)(?![\p{L}])/iu,
  },
  { words: /(?<![\p{L}])(?:i'?m|i[ ]am|this[ ]is)[ ]/giu, trust: "weak", until: /^,[ ](?:your|the|a|from|an?)[ ]/i },
  { words: /(?<![\p{L}])(?:n\u00e9e|nee|aka)[ ]/giu, trust: "weak" },
  { words: /(?<![\p{L}])(?:called|named|ask[ ]for|speak[ ](?:to|with)|spoke[ ](?:to|with)|attn:?|c\/o)[ ]/giu, trust: "weak" },
  {
    words: new RegExp(`(?<![\\p{L}])(?:${signOff})[ ]?[,.!-]{0,3}[ \\n]{1,3}`, "giu"),
    trust: "weak",
    until: endOfLine,
  },
  { words: /(?<![\p{L}])sent[ ]from[ ]/giu, trust: "strong", until: /^['’]s?[ ]/i },
  {
    words: /(?<=[a-z\d)][.!?][ ]{1,2}|\n-{0,2}[ ]?|[.!?][ ]-{1,2}[ ]?)(?=\p{Lu}\p{Ll}[^.!?\n]{0,40}$)/gu,
    trust: "capital",
    until: /^$/,
  },
  { words: new RegExp(`(?<![\\p{L}])(?:${titles})\\.?[ ]`, "giu"), trust: "titled" },
  {
    words: new RegExp(`(?<![\\p{L}])(?:my|his|her|our|their|your|mi|the)[ ](?:\\p{L}{2,12}[ ])?(?:${kin}),?[ ]`, "giu"),
    trust: "family",
  },
  { words: new RegExp(`(?<=^|[\\n.,;:(&/][ ]?)(?:${kin})[: ][ ]?`, "giu"), trust: "family" },
  { words: new RegExp(`(?<![\\p{L}])(?:${roles}):?[ ]`, "giu"), trust: "capital" },
];

export const cuesAfter: readonly Cue[] = [
  {
    words: new RegExp(
      `(?<![\\p{L}\\p{M}'’-])(?<id>\\p{L}[\\p{L}\\p{M}]{1,23}(?:[-'’]\\p{L}[\\p{L}\\p{M}]{1,23})?)[ ](?:is|was)[ ](?:my|his|her|our|their)[ ](?:\\p{L}{2,12}[ ])?(?:${kin})(?![\\p{L}])`,
      "giu",
    ),
    trust: "weak",
  },
  {
    words:
      /(?:^|[.!?][ ]|[\n,][ ]?|(?:hi|hello|hey)[, ]{1,2})(?<id>\p{L}[\p{L}\p{M}]{1,23}(?:[ ]\p{L}[\p{L}\p{M}'-]{1,23})?)[ ]here(?=[ ](?:from|again|calling|in)(?!\p{L})|[,.!\n]|$)/giu,
    trust: "weak",
  },
];

/** Fields of records that hold names, and names spelled letter by letter. */
export const namesInFields: readonly RegExp[] = [
  /"(?:first|last|middle|given|family|full|sur|nick|patient)?[_-]?(?:first|last|given|family|name|surname|(?<="(?:first|last|given|family|middle)))"[ ]?:[ ]?\[?"(?<id>\p{L}[\p{L}\p{M} .'’-]{0,48})"/giu,
  /(?<=\|)(?<id>[A-Z][A-Z'-]{1,24}\^[A-Z][A-Z'-]{1,24}(?:\^[A-Z]{1,12})?)(?=[|^])/g,
  /(?<![A-Z\d])[PIV][A-Z<][A-Z]{3}(?<id>[A-Z]{2,30}(?:<[A-Z]{1,30}){0,4}<<[A-Z]{1,30}(?:<[A-Z]{1,30}){0,4})(?=<)/g,
  /(?<![\p{L}])(?:spelled|spelt|spelling[ ](?:is|it)|spell[ ]it|that'?s|its?|it[ ]is)[ :,]{1,3}(?<id>\p{L}(?:[ -]\p{L}){3,20})(?![\p{L}'’])/giu,
];
