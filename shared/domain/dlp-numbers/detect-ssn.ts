import { digitsOf } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsBefore } from "../dlp/words-around.ts";

const type = "US_SSN";
const name = "(?:ssn|ss#|ss[ ]?(?:no|num|number)|soc(?:ial)?[ .]{0,2}sec(?:urity)?|social|itin|tax(?:payer)?[ ]id)";
const connection = "(?:(?![a-z]{11})[^\\d\\n]){0,24}";
const cue = new RegExp(`\\b${name}(?![a-z])${connection}$`, "i");
const otherNumber = /\b(?:ndc|lot|part|serial|model|sku|item|order|case|ticket)[ ]?(?:number|no|#)?[ .:#]{0,3}$/i;

/** "XEA 771 02 4439" is one code. */
const prefix = /(?:^|[^A-Za-z])[A-Z]{3}[ ]$/;

/** Numbers from 900 are taxpayer numbers, in the groups that the tax office uses. */
const isIssued = (digits: string): boolean => !/^(?:000|666)|^...00|0000$|^9..(?:[0-4]|6[6-9]|89|93)/.test(digits);

const judgeGrouped = (found: Found): Certainty => {
  const before = wordsBefore(found);
  if (cue.test(before)) return certainty.cued;
  if (otherNumber.test(before) || (prefix.test(before) && !before.endsWith("SSN "))) return certainty.none;
  return isIssued(digitsOf(found.value)) ? certainty.shape : certainty.none;
};

const judgeLoose = (found: Found): Certainty => (cue.test(wordsBefore(found)) ? certainty.cued : certainty.none);

/** US social security and individual taxpayer numbers. Those never issued count only where something calls them so. */
export const ssnDetector: Detector = patternDetector({
  name: "ssn",
  type,
  rules: [
    { sought: /(?<![\w]|\d[-.])\d{3}([-. ])\d{2}\1\d{4}(?!\w|[-.]\d)/g, judge: judgeGrouped },
    { sought: /(?<!\w)\d(?:[-. /_]{0,3}\d){8}(?!\d)/g, judge: judgeLoose },
    {
      sought: /(?<=\b(?:ssn|social)[_ -]?(?:last[_ -]?)?4["']?[ ]?[:=][ ]?["']?)\d{4}(?!\w)/gi,
    },
    { sought: /(?<!\w)[x*#]{3}[-. ]?[x*#]{2}[-. ]?\d{4}(?!\d)/gi, judge: () => certainty.shape },
    {
      sought: new RegExp(
        `\\b(?:last[ ](?:4|four)(?:[ ](?:digits|numbers))?[ ](?:of[ ](?:(?:my|the|his|her|their)[ ])?)?${name}|${name}(?:[ ]number)?[ ](?:(?:ends|ending)[ ](?:in|with)|[(]?last[ ](?:4|four)(?:[ ]digits)?[)]?))[ :=]{0,3}(?:(?:is|are|was)[ :]{1,2})?(?<id>\\d{4})(?!\\d)`,
        "gi",
      ),
    },
  ],
});
