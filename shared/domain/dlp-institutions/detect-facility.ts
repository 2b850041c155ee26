import { textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter, wordsBefore } from "../dlp/words-around.ts";
import { capitals, letters } from "../dlp-places/letters.ts";
import { facilitySources, holdsName, isBrandAlone } from "./facility-words.ts";

const { care, field, loose, school, brands } = facilitySources;
const heads = `(?:${care}|${field}|${school})`;
const firmHeads = `(?:${care}|${school})`;

/** The heads with capitals: "Medical Center", "NURSING HOME" and "Nursing and Rehab", not "medical center". */
const asTitle = (source: string): string =>
  source.replace(/(?<![a-z?\\])[a-z](?=[a-z])/g, (first) => `[${first}${first.toUpperCase()}]`).replaceAll("[nN]hs", "NHS");

const end = `(?![${letters}\\d])`;
const start = `(?<![${letters}\\d'-])`;
const title = `(?:St\\.|[${capitals}][${letters}'-]{0,24}|\\d{1,3}(?:st|nd|rd|th))`;
const joint = "(?:of|the|and|&|de|du|des|la|le|del|our)";
/** What a capital at the start of a sentence or a line brings in. */
const opening =
  "(?!(?:AM|PM|The|Your|Which|My|Our|His|Her|I|I'm|We|He|She|ER|ED|ICU|Dr|Mr|Mrs|Ms|Hi|Hello|Dear|From|FROM|At|In|To|TO|See|Call|And|But|If|When|Is|Was|Are|Please|Also|Re|RE|FAX|Fax|SENT|Did|Does|Do|Can|Could|Will|Has|Had|Have|What|Where|How|Why|Who|No|Not|Yes|For|On|By|With|A|An)[ ])";
const plainRun = `${title}(?:[ ](?:${joint}[ ]){0,3}${title}){0,4}`;
const titleRun = `${opening}${title}(?:[ ](?:${joint}[ ]){0,3}${title}){0,4}`;
const ofPlace = `(?:[ ](?:of|at|for|-)[ ](?:the[ ])?${titleRun})?`;

const lowerStop =
  "(?:at|to|from|in|on|of|for|by|the|a|an|and|or|is|was|are|were|with|i|he|she|we|they|you|my|his|her|our|your|their|but|so|if|when|that|this|it|me|call|called|sent|went|go|see|saw|about|once|after|before|someone|somebody|anyone|while)";
const lowerWord = `(?!${lowerStop}[ ])[a-z\\u00e0-\\u00ff](?:[a-z\\u00e0-\\u00ff'-]{1,20}|[a-z]{1,2}\\.)`;

const headWords = new RegExp(`[ ]?(?:${heads}|${loose})$`, "i");
/** Split where "of Philadelphia" begins. */
const ofPart = /[ ](?:of|at|for|-)[ ]/;
const headOf = (value: string): string => (headWords.test(value) ? value : (value.split(ofPart)[0] ?? value));
/** A capital at the start of a name that is more than its kind: "Mercy General Hospital", not "The Memory Clinic". */
const judgeTitled = (found: Found): Certainty => {
  const head = headOf(found.value);
  if (isBrandAlone(found.value) || !endsInCapital.test(head) || isScore.test(wordsAfter(found))) return certainty.none;
  if (holdsName(head.replace(headWords, "")) || head !== found.value) return certainty.verified;
  return wellKnown.test(found.value) && !/(?<![a-z])(?:a|an|the|any|our)[ ]$/i.test(wordsBefore(found, 6))
    ? certainty.shape
    : certainty.none;
};
/** "Dutch Lipid Clinic score" */
const isScore = /^[ ](?:scor(?:e|es|ing)|points?|criteria|scale|grading|classification|nomogram)(?![a-z])/;
const endsInCapital = new RegExp(`(?:^|[ ])(?:[${capitals}][^ ]*|nhs)$`);
const wellKnown =
  /^(?:(?:county|city|memorial|community) (?:general|hospital)|university hospitals?|children's hospital|general hospital|veterans hospital|va (?:hospital|medical center))/i;

const judgeLower = ({ value }: Found): Certainty =>
  !isBrandAlone(value) && holdsName(value.replace(headWords, "")) ? certainty.shape : certainty.none;

/** "at the hip surgery" is no place: one word of the name must be none of the body's. */
const judgeField = (found: Found): Certainty =>
  /(?:surgery|imaging|laborator)/i.test(found.value) && !/'?s[ ][a-z]+$/.test(found.value) ? certainty.none : judgeLower(found);

const judgeGeneral = (found: Found): Certainty =>
  /^(?:attorney|surgeon|director|inspector|in)\b/i.test(found.value) ? certainty.none : certainty.shape;

const judgeBrand = (found: Found): Certainty =>
  /[ ](?:my|the|this|a|an|time|monday|friday|january|hold|it|me|i|march|may)$/i.test(found.value)
    ? certainty.none
    : certainty.cued;

/** "Hospital Clinic de Barcelona", not "Hospital ID". */
const judgeHeadFirst = ({ value }: Found): Certainty => {
  const name = value.replace(/^[^ ]+[ ]/, "");
  return holdsName(name) && !formField.test(name) ? certainty.shape : certainty.none;
};
const formField =
  /^(?:ID|No|Number|MRN|Course|Day|Stay|Visit|Bill|Account|Policy|Phone|Fax|Address|Name|Admission|Discharge|Records?|Staff|Doctor|Benefit|Coverage|Card|Notes?|Summary|Team|Bed|Room|Physician|Degree|Student|Hours|Form)(?![a-z])/;

/** After "pharmacy is": "priceline ringwood", not "closed today". */
const judgeSaid = ({ value, text, start: at }: Found): Certainty => {
  const words = value.split(" ");
  const isTitle = new RegExp(`^[${capitals}]`).test(value);
  if (isBrandAlone(value) || !words.every((word) => holdsName(word) || headWords.test(word) || /^(?:of|de|san|the)$/i.test(word)))
    return certainty.none;
  return (isTitle || (words.length > 1 && /[ ]is[ ]$/.test(textBefore(text, at, 6)))) && !/ing$|ed$/.test(words[0] ?? "")
    ? certainty.cued
    : certainty.none;
};

const type = "FACILITY";
const rule = (pattern: string, judge: (found: Found) => Certainty, flags = "g") =>
  ({ type, sought: new RegExp(pattern, flags), judge }) as const;

/** Hospitals, clinics, pharmacies, care homes and schools by name; a chain's branch by its brand and place. */
export const facilityDetector: Detector = patternDetector({
  name: "facility",
  holds: new RegExp(
    `hospi|clin|klini|kranken|medical|health|nursing|rehab|care|living|retire|surg|imaging|radiol|diagnos|laborat|pharma|apothe|drug|family|dent|eye|dialysis|infusion|cancer|heart|spine|birth|counsel|treatment|recovery|wellness|logy|iatr|obgyn|therapy|chiro|opto|allergy|practice|trust|board|element|primary|school|prep|academy|college|university|nursery|kinder|montess|child|convent|monast|abbey|shelter|correct|penit|prison|jail|detention|infirm|ward|high|baptist|methodist|mercy|providence|sutter|norton|nuffield|spire|bupa|sinai|\\bst[. ]|kidney|fertil|injur|anesth|anaesth|general|regional|memorial|farmacia|botica|chemist|h\\u00f4p|${brands}`,
    "i",
  ),
  rules: [
    rule(`${start}(?:The[ ])?${titleRun}[ ](?:${asTitle(heads)}|${heads.toUpperCase()})${end}${ofPlace}`, judgeTitled),
    rule(
      `${start}(?:Hospital|Clinic|Institute|University|College|School|Academy|Convent|Monastery|Church|Children's Hospital|Centre|Center|Abbey|H\\u00f4pital|Clinique|Pharmacie|Cl\\u00ednica|Hospital|Klinik|Klinikum|Krankenhaus|Botica|Farmacia|\\u00c9cole|CHU|CLSC)[ ](?:(?:of|for|de|du|des|del|la|le|des|Our)[ ](?:the[ ]|la[ ]|los[ ])?)?${plainRun}`,
      judgeHeadFirst,
    ),
    rule(
      `(?<![a-z])(?:at|to|from|near|@|called|attends?|inside|outside|leaving)[ ](?<id>(?:${lowerWord}[ ]){1,4}?${firmHeads})${end}`,
      judgeLower,
    ),
    rule(
      `(?<![a-z])(?:at|to|from|for|called|near)[ ]the[ ](?<id>(?:${lowerWord}[ ]){1,4}?(?!clinics?${end})${firmHeads})${end}`,
      judgeLower,
    ),
    rule(
      `(?<![a-z])(?:at|from)[ ](?:the[ ])?(?<id>(?:${lowerWord}[ ]){1,3}?(?:${field}|${loose}))${end}(?![ ](?:in|on)[ ](?:my|his|her|the)[ ])`,
      judgeField,
    ),
    rule(
      `(?<![A-Za-z])(?:at|to|from|in)[ ](?<id>[Ss]t\\.?[ ][A-Za-z]{3,14}'?s)${end}(?![ ][${capitals}])`,
      () => certainty.shape,
    ),
    rule(
      `(?<![a-z])(?:at|to|from|in|@|by|call|near|and|,)[ ](?<id>(?:${title}[ ]){1,3}(?:General|Regional|Memorial|Methodist|Presbyterian|Baptist|Infirmary|Health|Med|Medical|Surgery|Practice|HS|High|Elementary|Middle|Prep))${end}(?![ ][${capitals}])`,
      judgeGeneral,
    ),
    rule(
      `(?<![a-z])(?:at|to|from|in|near)[ ](?:the[ ])?(?<id>(?:baptist|methodist|mercy|providence|sutter|norton|nuffield|spire|bupa|kaiser(?: permanente)?|mount sinai)[ ](?:(?!the\\b|and\\b|for\\b|in\\b|on\\b|to\\b|at\\b|is\\b|was\\b|but\\b|so\\b|insurance\\b|plan\\b|member\\b|said\\b|says\\b|that\\b|with\\b|since\\b|last\\b|this\\b|where\\b|when\\b|day\\b)[a-z]{3,16})(?:[ ](?:er|ed|hospital|clinic|medical center|urgent care|pharmacy))?)${end}`,
      () => certainty.shape,
      "gi",
    ),
    rule(
      `(?<![a-z])(?:at|go(?:es|ing)? to|went to|in|for|before|after|office|by|from|attends?)[ ](?:the[ ]|in[ ]|at[ ])?(?<id>[a-z]{3,14}(?:[ ][a-z]{3,14})?[ ](?:high|middle|elem))(?=[ ]?[,.;]|[ ](?:and[ ](?:the|i|he|she|needs?)|can|where|but|so|this|next|lets?|starts?|n)(?![a-z])|$)`,
      judgeLower,
    ),
    rule(`${start}(?:at|from|to|in)[ ](?<id>(?:PS|P\\.S\\.|IS|MS|JHS)[ ]\\d{1,3})${end}`, () => certainty.shape),
    rule(
      `(?:^|(?<=[.!?,\\n])[ ]?)(?<id>(?:${lowerWord}[ ]){1,3}?${firmHeads})(?=[ ](?:in|on|had|has|is|was|says?|said|told|called|calls|sent|faxed|wants|won'?t|doesn'?t|didn'?t|can'?t|keeps|gave|refused)(?![a-z]))`,
      judgeLower,
    ),
    rule(
      `${start}[Ww]ard[ ](?:[A-Z]?\\d{1,2}[A-Za-z]?|[A-Z]\\d{0,2})(?:[ ](?:North|South|East|West|[nsew]))?${end}`,
      () => certainty.shape,
    ),
    rule(
      `${start}(?:${brands})(?:[ ](?:pharmacy|store|drugs?))?[ ](?:on|in|at|near|off|by)[ ](?:the[ ]corner[ ]of[ ])?(?:\\d{1,3}(?:st|nd|rd|th)|(?!the\\b|my\\b|a\\b|an\\b|your\\b|this\\b|time\\b|file\\b|hold\\b|line\\b|it\\b|me\\b|our\\b|his\\b|her\\b|their\\b|january\\b|february\\b|march\\b|april\\b|may\\b|june\\b|july\\b|august\\b|september\\b|october\\b|november\\b|december\\b|monday\\b|tuesday\\b|wednesday\\b|thursday\\b|friday\\b|saturday\\b|sunday\\b|all\\b|least\\b|no\\b)(?:(?:[nsew]\\.?|north|south|east|west|old)[ ])?[a-z][a-z'-]{2,20})(?:[ ](?:st\\.?|street|ave\\.?|avenue|rd\\.?|road|blvd|boulevard|drive|lane))?(?:[ ](?:and|&)[ ]\\d{1,3}(?:st|nd|rd|th))?${end}`,
      judgeBrand,
      "gi",
    ),
    {
      ...rule(`${start}(?:${brands}|H-E-B)(?:[ ]Pharmacy)?[ ]#?\\d{3,6}(?![\\w/%-]|[.,]\\d)`, () => certainty.cued, "gi"),
      needs: /[ ]#\d{3}|Pharmacy[ ]\d{3}/i,
    },
    {
      ...rule(
        `(?:^|(?<=\\n))(?:Clinic|Hospital|Pharmacy|School|Practice|Facility|Provider|Employer|Residence|Agency|University)[ ]?:[ ]{1,4}(?<id>[${capitals}][${letters}'&.-]{1,24}(?:[ ](?:[${capitals}&][${letters}'&.-]{0,24}|of|the|and)){1,6}(?:,?[ ](?:Co|Inc|LLC|Ltd|Corp|PLLC|LLP|P\\.?C)(?![a-z])\\.?){0,2})(?=[ ]?(?:[,.;(\\n]|$))`,
        ({ value }) => (holdsName(value) && !/^(?:Dr|Mr|Ms|Mrs)\b/.test(value) ? certainty.shape : certainty.none),
      ),
      needs: /(?:^|\n)[A-Z][a-z]{5,9}[ ]?:[ ]/,
    },
    rule(
      `(?<![a-z])(?:pharmacy|chemist|farmacia|hospital|school|clinic|facility|practice|surgery|pharmacie|apotheke|nursing home|lab)[ ]?(?:name)?(?::|[ ]is)[ ]{1,2}(?<id>${title}(?:[ ](?:${joint}[ ])?${title}){0,4}|${lowerWord}(?:[ ]${lowerWord}){1,3})(?=[ ]?(?:[,.;\\n]|$))`,
      judgeSaid,
    ),
  ],
});
