import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { capitals, letters } from "./letters.ts";

const title = `(?:[${capitals}][${letters}'-]{1,24}|St\\.|De|La|Los|San|of|the|upon)`;
const kinds = "(?:County|Parish|Township|Borough|Twp|Co\\.(?=[ ,.;]))";
const notNamed =
  /^(?:the|this|that|our|my|your|their|his|her|any|every|each|another|other|same|home|whole|entire|neighbou?ring|next|local|rural|new|which|what|some|in|of|from|a|an|and|or|for|by|at|to|per|out|cross|church|school|health)$/i;
const stops = "in|of|from|at|to|the|and|or|for|near|by|with|is|was|i|my|live|lives|a|this|that|outside|around|through";

const judgeLower = ({ value }: Found): Certainty =>
  value
    .split(" ")
    .slice(0, -1)
    .some((word) => notNamed.test(word))
    ? certainty.none
    : certainty.shape;

const judgeTitle = ({ value }: Found): Certainty =>
  notNamed.test(value.split(" ")[0] ?? "") ? certainty.none : certainty.verified;

/** What a form's label says; "location" is where it hurts. */
const label =
  "(?:city(?:[ ]?\\/[ ]?(?:state|town|province))?(?:[ ]?\\/[ ]?(?:zip|postcode))?|town|home[ ]?town|place of birth|birth[ ]?place|place of residence|city of (?:residence|birth)|suburb|municipality|ciudad|ville|wohnort|geburtsort|ort|localit\u00e9)";

/** Counties ("Cuyahoga County", "county of Kent") and the towns that a form's label announces. */
export const countyDetector: Detector = patternDetector({
  name: "county",
  needs: /county|parish|township|borough|twp|co\.|city|town|birth|suburb|municip|ciudad|ville|ort\b|localit/i,
  rules: [
    {
      type: "LOCATION",
      sought: new RegExp(`(?<![${letters}])(?:${title}[ -]){1,3}${kinds}(?![${letters}])`, "g"),
      judge: judgeTitle,
    },
    {
      type: "LOCATION",
      sought: new RegExp(
        `(?<![${letters}])(?!(?:${stops})[ ])[a-z]{3,16}(?:[ ](?!(?:${stops})[ ])[a-z]{3,16})?[ ](?:county|parish|township)(?![${letters}])`,
        "g",
      ),
      judge: judgeLower,
    },
    {
      type: "LOCATION",
      sought: new RegExp(
        `(?<![${letters}])(?:[Cc]ounty|[Pp]arish|[Bb]orough|[Tt]ownship)[ ](?:of[ ])?(?<id>[${capitals}][${letters}'-]{2,24}(?:[ ][${capitals}][${letters}'-]{2,24})?)`,
        "g",
      ),
      judge: () => certainty.shape,
    },
    {
      type: "LOCATION",
      sought: new RegExp(`(?<![${letters}])[Cc]o\\.[ ][${capitals}][${letters}'-]{2,24}`, "g"),
      judge: () => certainty.shape,
    },
    {
      type: "LOCATION",
      sought: new RegExp(
        `(?<![${letters}])${label}[ ]?[:=][ ]{0,3}(?<id>[${letters}][${letters}'-]{1,24}(?:[ ][${letters}][${letters}'-]{1,24}){0,3}?)(?=[ ]?(?:[,;.\\n|]|$))`,
        "gi",
      ),
    },
  ],
});
