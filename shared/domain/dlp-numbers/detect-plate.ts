import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { isSmallWord } from "./widen-code.ts";

const type = "VEHICLE_ID";
const joint = "(?:[ ](?:number|no\\.?))?[ :#,(]{1,3}(?:(?:is|was|reads?|reading|number|it's|its|says)[ :]{1,2}){0,2}[\"'\u201C]?";
const group = "(?:[A-Za-z]{1,3}\\d{0,4}|\\d{1,4}[A-Za-z]{0,3}|[A-Za-z]\\d[A-Za-z]|\\d[A-Za-z]\\d)";
const end = "(?![\\w/%]|[.,:-]\\d|[ ]?(?:mm|cm|mg|ml|holes?|screws?|hrs?|days?)(?!\\w))";
const vehicle =
  "cars?|van|truck|suv|jeep|pickup|minivan|scooter|motorcycle|ford|toyota|honda|nissan|subaru|chevy|bmw|kia|odyssey|corolla|camry|civic|accord|prius|rover|sedan|cab|taxi|lorry|minibus|ram(?:[ ]\\d{4})?|drives?|driving";

/** Words after a plate that are written like its letters. */
const word = /[ ](?:\d{0,2}(?:hrs?|min|days?|mg|mm|wks?)|(?<word>[a-z]{1,3}))$/;

const withoutWords = (value: string): string => {
  const match = word.exec(value);
  if (match === null || (match.groups?.word !== undefined && !isSmallWord(match.groups.word))) return value;
  return withoutWords(value.slice(0, match.index));
};

/** Letters and digits, or two groups of digits. */
const judge = ({ value }: Found): Certainty => {
  const letters = value.replace(/[^A-Za-z]/g, "").length;
  const digits = value.replace(/\D/g, "").length;
  if (/[ ](?:at|for|in|of|on|to)[ ]/.test(value) || digits === 0 || letters + digits < 4 || letters + digits > 10)
    return certainty.none;
  return letters > 0 || /^\d{3}[ -]\d{3,4}$/.test(value) ? certainty.cued : certainty.none;
};

/** After the name of a vehicle only what is written in capitals, or after a state in small letters. */
const judgeBeside = (found: Found): Certainty =>
  /[A-Z]{2}|^[a-z]{2,4}[ ](?:[a-z]{1,3}\d|\d{1,4}[ ]?[a-z])/.test(found.value) ? judge(found) : certainty.none;

/** Number plates, whatever a state or somebody's taste makes of them, where a text speaks of one. */
export const plateDetector: Detector = patternDetector({
  name: "plate",
  type,
  rules: [
    {
      sought: new RegExp(
        `(?<!growth[ ]|end|foot|bone[ ]|titanium[ ]|steel[ ]|metal[ ]|agar[ ]|skin[ ]|name[ ]|\\w)(?:plates?|tag)${joint}(?<id>(?!(?:an?|at|for|in|is|my|no|of|on|the|to|was)[ ])(?=[^\\d\\n]{0,8}\\d)${group}(?:[ -]${group}){0,3}|[A-Z]{3,7}\\d{1,2})${end}`,
        "gi",
      ),
      judge,
      trim: withoutWords,
    },
    {
      sought:
        /(?<=(?<![a-z])(?:reg(?:o|istration)?)(?:[ ](?:is|no\.?|number)){0,2}[ :]{1,2})[A-Z]{1,3}[ ]?\d{2,4}[ ][A-Z]{2,3}(?![\w-])/g,
      judge,
    },
    {
      sought:
        /(?<=(?<![a-z])(?:plates?|tag)(?:[ ](?:says|reads?|is|was|number))?[ :"]{1,3})(?=[A-Z]{0,7}\d)(?=\d{0,7}[A-Z])[A-Z\d]{5,8}(?![\w-])/g,
      judge,
    },
    {
      sought: new RegExp(
        `(?<![a-z])(?:${vehicle})(?:[ ](?:is|with|reg))?[ ,(]{1,3}(?<id>(?!(?:an?|at|for|in|is|my|no|of|on|the|to|was)[ ])(?=[^\\d\\n]{0,8}\\d)${group}(?:[ -]${group}){1,3})${end}`,
        "gi",
      ),
      judge: judgeBeside,
      trim: withoutWords,
    },
  ],
});
