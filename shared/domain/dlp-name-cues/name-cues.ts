import { type Cue, sticky } from "./cue.ts";

/** Words for relatives and who lives with somebody; a source without anchors. */
export const kin =
  "(?:step|grand|god|foster[ ])?-?(?:son|daughter|mother|father|mom|mum|dad|child|parents?)(?:[ -]in[ -]law)?|wife|husband|spouse|partner|fianc\u00e9e?|fiancee?|boyfriend|girlfriend|brother|sister|sibling|twin|aunt|auntie|uncle|niece|nephew|cousin|grandma|grandpa|granny|gran|nana|nan|abuela|abuelo|baby|boy|girl|kid|roommate|neighbou?r|carer|caregiver";
const roles =
  "pharmacist|nurse|midwife|doula|physio|physiotherapist|therapist|psychologist|psychiatrist|dentist|surgeon|cardiologist|neurologist|oncologist|dietitian|nutritionist|counsell?or|caseworker|case[ ]manager|social[ ]worker|coordinator|receptionist|interpreter|paramedic|driver|patient|pt|client|resident|warden|guardian|supervisor";
const titles =
  "do\u00f1a|dona|don|se\u00f1ora?|sra|srta|frau|herr|mme|mlle|madame|monsieur|signora?|mrs|mr|mister|ms|mx|miss|dr|doctor|prof|professor|pastor|father|sister|rabbi|imam|rev(?:erend)?|sgt|capt|lt";
const signOff =
  "thanks(?:[ ](?:again|so much|a lot|a million|in advance))?|thank[ ]you(?:[ ](?:so|very)[ ]much)?|thx|ty|cheers|many[ ]thanks|(?:kind|best|warm|warmest)[ ](?:regards|wishes)|regards|(?:yours[ ])?(?:sincerely|faithfully|truly)|respectfully|best|sincerely[ ]yours|love|ta|xx";
const endOfLine = /^[ ]?[.!]?[ ]?(?:\n|$)/;

/** Their first words. */
export const kinFirst =
  "step stepson stepdaughter stepmother stepfather stepmom stepdad grand grandson granddaughter grandmother grandfather grandmom granddad grandchild grandparents god godson goddaughter godmother godfather foster son daughter mother father mom mum dad child parent parents wife husband spouse partner fiance fiancee boyfriend girlfriend brother sister sibling twin aunt auntie uncle niece nephew cousin grandma grandpa granny gran nana nan abuela abuelo baby boy girl kid roommate neighbor neighbour carer caregiver";

const doctors = "(?:dr|doctor|mr|mrs|mister|dra|prof|professor)";
/** What ends a name behind "dr" in small letters: a sign, or what is told of somebody. */
const told =
  /^(?:['’]s|[ ]?(?:[.,;:!?)\n]|$)|[ ](?:said|says|told|gave|wants|wanted|put|prescribed|thinks|thought|stopped|started|ordered|did|does|had|has|is|was|will|and|or|but|so|for|in|at|on|to|from|about|who|that|the|he|she|i|my|did|didn'?t|called|sent|saw|left|replaced|referred|operated|removed|explained|recommended|presented|presents|reports|denies|states|complains|comes|came|again|today|yesterday|tomorrow|if|when|because|see|ever|do|with|yet|here|there|lol|\d)(?!\p{L}))/iu;
const nameEnds =
  /^(?:['’]s|[ ]?(?:[.,;:!?)\n\uFFFC-]|$)|[ ](?:and|but|because|cuz|bc|so|on|for|since|im|i'm|i|my|not|at|here|everyone|dob|born|with|from|first|last|is|was|mrn|who|the|it|its)(?!\p{L}))/iu;

export const cuesBefore: readonly Cue[] = [
  {
    first: "call calls",
    words: sticky(
      "(?<=(?:they|everyone|everybody|people|ppl|folks|friends|just|you[ ]can|u[ ]can)[ ](?:all[ ])?)calls?[ ](?:me|him|her)[ ]",
    ),
    belief: "said",
    until: nameEnds,
  },
  {
    first: "name surname nickname",
    words: sticky(
      "(?<=(?:my|his|her|their|whose|our|the)[ ](?:\\p{L}{2,12}['’]?s[ ])?(?:(?:full|first|last|legal|maiden|middle|given|real|family)[ ])?)(?:sur|nick)?name[ ]is[ ]",
    ),
    belief: "said",
    until: nameEnds,
  },
  {
    first: "last first middle maiden surname",
    words: sticky("(?:(?:last|first|middle|maiden)[ ]name|surname)[ ]"),
    belief: "said",
    until: /^[ ]?(?:[.,;)\n]|$)/,
  },
  {
    first: "dr doctor mr mrs mister dra prof professor",
    words: sticky(`${doctors}[ ]?\\.?[ ]`),
    belief: "unusual",
    until: told,
  },
  {
    first: "dr doctor mr mrs mister dra prof professor",
    words: sticky(
      `(?<=(?:by|see|saw|seeing|with|from|to|hi|hey|hello|ask|told|tell|dear|thanks|thx|for|still)[ ])${doctors}[ ]?\\.?[ ]`,
    ),
    belief: "said",
    until: told,
  },
  {
    first: "dr doctor mr mrs mister dra prof professor",
    words: sticky(`(?<=(?:can|could|does|did|will|would|is|has)[ ])${doctors}[ ]?\\.?[ ]`),
    belief: "said",
    until:
      /^(?:[ ]?[?]|[ ](?:see|do|have|take|want|need|think|know|get|give|call|fill|sign|write|send|still|ever|accept|work|be|been|prescribe|recommend|say|said|tell|come|order|treat|speak|at|in|on|from|available|back|your|my|the)(?!\p{L}))/iu,
  },
  {
    // "by doctor , um , sharp": whoever is called doctor without an article has a name, whatever word it is.
    first: "dr doctor",
    words: sticky(
      `(?<=[\\p{L}\\d,.?!'\u2019][ ])(?<!(?:the|an?|my|your|his|her|our|their|another|other|any|every|each|which|what|that|this|new|old|good|foot|eye|heart|skin|family|regular|primary|care|emergency|of|per|like|become|real|same|first|last|next|no|or|and|er|head)[ ])(?:dr|doctor)[ ](?:,?[ ]?u[hm][ ]?,[ ])?(?!(?:bye|yes|yeah|yep|no|nope|ok|okay|right|well|fine|sure|good|great|please|sorry|thanks|thank|hi|hello|hey|um|uh|hm|mm|oh|ah|how|who|why|where|am|tell|mri|are|were|can|will|is|was|he|she|they|we|you|it|i|im|my|your|some|time|times|stuff|google|things?|work|anyway|maybe|though|honestly|actually)(?![a-z'\u2019])|\\p{L}{1,9}['\u2019](?!s))`,
    ),
    belief: "said",
    until: told,
  },
  {
    first: "my his her their whose our",
    words: sticky(
      "(?:my|his|her|their|whose|our)[ ](?:(?:full|first|last|legal|maiden|preferred|middle|given|real|family|sur|nick)[ ]?)?(?:name(?:'s|s)?|surname)(?:(?:[ ]is){1,2}|[ ]was|,|:)[ ](?:(?:also|actually|really|now)[ ])?",
    ),
    belief: "strong",
  },
  {
    first: "patient full first last sur fore given family middle maiden preferred member contact caller name surname forename",
    words: sticky(
      "(?:patient|full|first|last|sur|fore|given|family|middle|maiden|preferred|member|contact|caller)?[ _-]?name[ ]?[:=][ ]?",
    ),
    belief: "strong",
  },
  {
    first: "this it its i im here",
    words: sticky("(?:this[ ]is|it'?s|i'?m|i[ ]am|here[ ]is)[ ]"),
    belief: "strong",
    until:
      /^[ ](?:(?:calling|here|speaking|again)(?![\p{L}])|(?:from|over[ ]at|down[ ]at)[ ](?!(?:my|the|a|his|her|your|last|when|all|too)[ ]))/iu,
  },
  {
    first: "aunt auntie aunty uncle reverend rev pastor officer deputy tio tia",
    words: sticky("(?:aunt(?:ie|y)?|uncle|rev(?:erend)?|pastor|officer|deputy|t[ií][oa])\\.?[ ]"),
    belief: "listed",
  },
  {
    first:
      "attending neurosurgeon surgeon midwife fellow anesthesiologist anaesthetist registrar consultant hospitalist intensivist assistant",
    words: sticky(
      "(?:attending|neurosurgeon|surgeon|midwife|fellow|ana?esthe(?:siologist|tist)|registrar|consultant|hospitalist|intensivist|assistant)(?:[ ]is)?[ ](?!\\p{L}{4,16}(?:ist|ian|eon)(?!\\p{L})|(?:Physician|Note|Of|General|General's|Attestation|Statement|Signature|Assessment|Review|The|And|To|For|In|On|At|Is|Was|Has|Please|Dr|Director|Professor|Manager|Service|Team)(?![a-z]))(?=\\p{Lu}\\p{Ll})",
    ),
    belief: "titled",
  },
  {
    // "B3 Ogilvie for OGD" in a list of beds.
    first: "b0 b00 bed rm",
    words: sticky("(?<=(?:^|\\n)[ ]?)(?:b|bed[ ]|rm[ ])\\d{1,2}[ab]?[ :-]{1,3}(?=\\p{Lu}\\p{Ll}{2})", "uy"),
    belief: "weak",
  },
  {
    first: "i im this",
    words: sticky("(?:i'?m|i[ ]am|this[ ]is)[ ]"),
    belief: "weak",
    until: /^,[ ](?:your|the|a|from|an?)[ ]/i,
  },
  { first: "nee aka", words: sticky("(?:n\\u00e9e|nee|aka)[ ]"), belief: "weak" },
  {
    first: "called named ask speak spoke attn",
    words: sticky("(?:called|named|ask[ ]for|speak[ ](?:to|with)|spoke[ ](?:to|with)|attn:?)[ ]"),
    belief: "weak",
  },
  {
    first: "c",
    words: sticky("(?<!(?:\\d|\\d[ ]?[MFmf]|pt|patient|s:)[ ])c\\/o[ ](?=\\p{Lu}\\p{Ll}|\\p{Ll})", "uy"),
    belief: "weak",
  },
  {
    first:
      "thanks thank thx ty cheers many kind best warm warmest regards yours sincerely faithfully truly respectfully love ta xx",
    words: sticky(`(?:${signOff})[ ]?[,.!-]{0,3}[ \\n]{1,3}`),
    belief: "weak",
    until: endOfLine,
  },
  { first: "sent", words: sticky("sent[ ]from[ ]"), belief: "strong", until: /^['’]s?[ ]/i },
  {
    first:
      "dona don senor senora sra srta frau herr mme mlle madame monsieur signor signora mrs mr mister ms mx miss dr doctor prof professor pastor father sister rabbi imam rev reverend sgt capt lt",
    words: sticky(`(?:${titles})[ ]?\\.?[ ]`),
    belief: "titled",
  },
  {
    first: "mr mrs ms mx miss mister dr doctor nurse",
    words: sticky("(?:mr|mrs|ms|mx|miss|mister|dr|doctor|nurse)[ ]?\\.?[ ]"),
    belief: "listed",
    until:
      /^(?:['’]s|[ ]?(?:[.,;:!?)\n]|$)|[ ](?:said|says|told|gave|wants|wanted|put|prescribed|thinks|thought|stopped|started|ordered|did|does|had|has|is|was|will|and|or|but|so|for|in|at|on|to|from|about|who|that|the|he|she|i|my|did|didn'?t|called|sent|saw|left|presented|presents|reports|denies|states|complains|comes|came|again|today|yesterday|tomorrow|\d)(?!\p{L}))/iu,
  },
  {
    first: "my his her our their your mi the",
    words: sticky(`(?:my|his|her|our|their|your|mi|the)[ ](?:\\p{L}{2,12}[ ])?(?:${kin}),?[ ]`),
    belief: "family",
  },
  {
    first: kinFirst,
    words: sticky(`(?<=\\p{L},?[ ])(?!baby|boy|girl|kid)(?:${kin})[ ](?=\\p{Lu}\\p{Ll})`, "uy"),
    belief: "family",
    until: /^[ ]?(?:[,;.)\n]|$)/,
  },
  {
    first: "dependants dependents dependant dependent children siblings kids sons daughters",
    words: sticky("(?:depend[ae]nts?|children|siblings|kids|sons|daughters)[ ]?:[ ]"),
    belief: "capital",
  },
  {
    first: "bed",
    words: sticky("[Bb]ed[ ]\\d{1,3}[a-zA-Z]?[ ]?[-\u2013:][ ](?=\\p{Lu}\\p{Ll})", "uy"),
    belief: "capital",
    until: /^[ ]?[,;(-]/,
  },
  {
    first: "goes known",
    words: sticky("(?:goes[ ]by|known[ ]as)[ ](?=\\p{Lu}\\p{Ll})", "uy"),
    belief: "weak",
    until: /^[ ]?[,;.)\n]/,
  },
  { first: kinFirst, words: sticky(`(?<=^|[\\n.,;:(&/][ ]?)(?:${kin})[: ][ ]?`), belief: "family" },
  {
    first:
      "pharmacist nurse midwife doula physio physiotherapist therapist psychologist psychiatrist dentist surgeon cardiologist neurologist oncologist dietitian nutritionist counselor counsellor caseworker case social coordinator receptionist interpreter paramedic driver patient pt client resident warden guardian supervisor",
    words: sticky(`(?:${roles}):?[ ]`),
    belief: "capital",
  },
];
