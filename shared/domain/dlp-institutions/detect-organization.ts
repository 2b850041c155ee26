import { textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "../dlp-places/letters.ts";
import { holdsName, isBrandAlone } from "./facility-words.ts";

const title = `[${capitals}][${letters}\\d'&-]{0,24}`;
const run = `${title}(?:,?[ ](?:(?:and|&|of|for|the)[ ]){0,2}${title}){0,4}`;
/** As `run`, and no list: behind the comma stands something else. */
const firm = `${title}(?:[ ](?:(?:and|&|of|for|the)[ ]){0,2}${title}){0,4}`;
const end = `(?![${letters}\\d])`;
const start = `(?<![${letters}\\d'-])`;

const legal =
  "Inc\\.?|L\\.?L\\.?C\\.?|Ltd\\.?|L\\.?L\\.?P\\.?|Corp\\.?|Corporation|P\\.?L\\.?C\\.?|GmbH|Pty|S\\.?p\\.?A\\.?|B\\.?V\\.?|Incorporated|SARL|S\\.A\\.|Oy|OOD|d\\.o\\.o\\.|Sp\\.[ ]z[ ]o\\.o\\.";
const business =
  "Company|Group|Holdings|Partners|Industries|Enterprises|Logistics|Manufacturing|Foods|Products|Technologies|Solutions|Consulting|Insurance Agency|Construction|Fabricators|Packing|Freight(?: Lines)?|Trucking|Airlines|Railway|Aerospace|Motors|Farms|Dairy(?: Haulage)?|Haulage|Bank|Credit Union|Law (?:Group|Firm|Offices?)|Union Local(?: \\d{1,5})?|Co-?operative|Housing Association|School District|Unified Schools|Feed (?:&|and) Seed|Outfitters|Shipyards?|Restoration|Tire|Pipeline(?: Services)?|Plumbing|Roofing|Electric|Brewery|Bakery|Foundry|Steel|Timber(?: Products)?|Lumber|Mills?|Mining|Poultry|Homecare|Staffing|Catering|Police Department|Fire Department|Sheriff's Office|PD|Tooling|Rubber|Packers|Cement|Cannery|Casino|Stables|Nails|Coffee|Paper|Plant|Shipyard|& (?:Sons|Daughters|Heating|Co\\.)(?: [A-Z][a-z]{3,14})?|Supplies|Brewing";

/** "Support Group" and "Blood Bank" are nobody's firm. */
const common =
  /^(?:rx|support|age|focus|study|control|peer|blood|food|test|treatment|patient|eye|sperm|data|insurance|drug|power|muscle|working|ethnic|placebo|the|this|that|our|my|medical|pharmaceutical|health|generic|good|best|possible|other|dairy|whole|processed)(?:[ ](?:group|company|bank|solutions?|products?|foods|partners?|dairy|farms?))$/i;

const judgeFirm = ({ value }: Found): Certainty => (common.test(value) || isBrandAlone(value) ? certainty.none : certainty.shape);

const notEmployer =
  "a|an|the|my|his|her|our|their|your|home|night|nights|day|days|work|least|all|it|them|me|him|this|that|these|those|some|any|each|every|first|full|part|what|which|both|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|over|about|around|more|most|now|today|best|here|there|school|hospital|weekends?|pain|sleep|you|us|people|someone|somebody|everyone|myself|himself|herself|kids|children|computers?|retail|construction|sales|who|just|him|how|long|short|once|medicare|medicaid|insurance|dr|doctor|in|on|up|out|off|no|not|only|your|years?|months?|weeks?|hours?|a lot|gluten|blood|sugar|weight|high|low|cleaning|nursing|patients?|good|great|better|well|fine|like|relief|anxiety|depression|nausea|sinus|allergies|fever|ed|icu|er|medical|personal|family|health|front|religious|several|many|various";
const lowerStop =
  "(?:and|or|but|so|in|on|at|as|is|was|are|were|i|he|she|we|they|you|my|his|her|our|the|a|an|with|from|for|to|because|since|where|when|who|which|that|if|it|now|too|every|until|before|after|there|doing|all|full|part|nights?|days?|has|have|had|not|me|him|them)";
/** A full stop only within: "mill. any coupon" is no name. */
const lowerPart = "[a-z](?:[a-z'&-]|[.](?=[a-z])){1,20}";
const lowerName = `(?!(?:${notEmployer})${end})${lowerPart}(?:[ ](?!${lowerStop}${end})${lowerPart}){1,3}`;

const work =
  "(?:work(?:s|ed|ing)?|employed|employee|job|volunteer(?:s|ed|ing)?|intern(?:s|ed)?|clean|hired|drives?|driver|nurse|teach(?:es)?|teacher|manager|cook|cashier|clerk|mechanic|welder|guard|janitor|supervisor)";
const how =
  "(?:[ ](?:nights|days|evenings|weekends|part[ -]time|full[ -]time|there|now|currently|shifts?|as an? [a-z]{3,20}(?: [a-z]{3,20})?))?";

/** "Epley worked for the BPPV": what has helped against something. */
const hasHelped =
  /(?<!(?:^|[^a-z])(?:i|he|she|we|they|who|pt|patient|mom|dad|husband|wife|has|have|had)[ ])work(?:s|ed|ing)?[ ](?:for|with)[ ](?:the[ ]|my[ ]|his[ ]|her[ ])?$/i;

/** A firm, or one's own words for where one works; nothing that only says how. */
const judgeEmployer = ({ text, start: at, value }: Found): Certainty => {
  if (/^[A-Z]{2,5}$/.test(value) && hasHelped.test(textBefore(text, at, 32))) return certainty.none;
  const isGeneric = !holdsName(value) || isBrandAlone(value) || new RegExp(`^(?:${notEmployer})(?:[ ]|$)`, "i").test(value);
  return isGeneric ? certainty.none : certainty.cued;
};

/** Trades that end a firm's name also when it is typed in lower case. */
const trades =
  "steel|foods|warehouse|tires?|plumbing|roofing|logistics|trucking|construction|fabricators|poultry|buffet|diner|bakery|brewery|foundry|motors|pipeline services|home improvement|landscaping|packers|electric|dairy|mills?|packing|distribution";

const type = "ORGANIZATION";

/** Employers and firms: by their legal form, their business, or because somebody works there. */
export const organizationDetector: Detector = patternDetector({
  name: "organization",
  holds: new RegExp(`(?:${work}|employer|company|${legal})${end}|[ ]&[ ]|${business}|${trades}`, "i"),
  rules: [
    { type, sought: new RegExp(`${start}${run},?[ ](?:${legal})${end}`, "g"), judge: judgeFirm },
    { type, sought: new RegExp(`${start}${run}[ ](?:${business})${end}`, "g"), judge: judgeFirm },
    {
      type,
      sought: new RegExp(
        `(?<![a-z])${work}${how}[ ](?:at|for|by|(?<=work(?:s|ed|ing)?[ ])with)[ ](?:the[ ])?(?<id>${firm})`,
        "g",
      ),
      judge: judgeEmployer,
    },
    {
      type,
      sought: new RegExp(`(?<![a-z])${work}${how}[ ](?:at|for|by)[ ](?:the[ ])?(?<id>${lowerName})`, "g"),
      judge: judgeEmployer,
    },
    {
      type,
      sought: new RegExp(
        `(?<![A-Za-z])(?:[Ee]mployer|[Ee]mployed by|[Cc]ompany|[Ww]orkplace|[Pp]lace of work)(?:[ ]?:|[ ]is|,|)[ ]{1,2}(?<id>${run})`,
        "g",
      ),
      judge: judgeEmployer,
    },
    {
      type,
      sought: new RegExp(
        `(?<![a-z])my (?:work|job|employer|company|workplace)(?:place)?(?:[ ]is|[ ]?:)[ ](?:at[ ])?(?<id>${lowerName}|${run})`,
        "g",
      ),
      judge: judgeEmployer,
    },
    { type, sought: new RegExp(`(?<![a-z])my (?:work|job|employer|business),[ ](?<id>${run})`, "g"), judge: judgeEmployer },
    {
      type,
      sought: new RegExp(
        `(?<![a-z])at[ ](?<id>(?!(?:${notEmployer})${end})[a-z][a-z'-]{2,20}(?:[ ](?!${lowerStop}${end})[a-z'-]{2,20})?[ ](?:${trades}))${end}`,
        "g",
      ),
      judge: judgeEmployer,
    },
    {
      type,
      sought: new RegExp(`(?<![a-z])(?:at|of)[ ](?<id>[${capitals}][a-z]{3,20}[ ]&[ ][${capitals}][a-z]{2,20})${end}`, "g"),
      judge: judgeFirm,
    },
    {
      type,
      sought: new RegExp(
        `(?<![a-z])(?:wife|husband|spouse|partner|mom|dad|mother|father)'s (?:job|work|employer|company)(?:[ ]is|[ ]?[:,]|[ ]at)[ ](?<id>${run})`,
        "g",
      ),
      judge: judgeEmployer,
    },
  ],
});
