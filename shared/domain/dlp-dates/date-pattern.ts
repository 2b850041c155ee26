const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?";
const day = "\\d{1,2}(?:st|nd|rd|th)?";
const year = "(?:(?:19|20)\\d{2}|'?\\d{2})(?!\\d)";
const mark = "[ ]?[-/.][ ]?";

const forms = [
  `(?:18|19|20)\\d{2}${mark}\\d{1,2}${mark}\\d{1,2}(?:T[\\d:.Z+-]{5,20})?`,
  `\\d{1,2}${mark}\\d{1,2}${mark}(?:\\d{4}|'?\\d{2})`,
  "\\d{1,2}[ ]\\d{1,2}[ ](?:19|20)\\d{2}",
  `(?:(?:19|20)\\d{2}[ ,-]{1,2})?${month}[ -]{0,2}${day}(?:[ ,-]{1,3}${year})?(?!\\d)`,
  `${day}[ -]{0,2}(?:of[ ])?${month}(?:[ ,-]{0,3}${year})?`,
  `${month}[ ,]{0,2}(?:of[ ])?(?:19|20)\\d{2}`,
  "\\d{1,2}/(?:19|20)\\d{2}",
  "(?:19|20)\\d{6}|\\d{4}(?:19|20)\\d{2}",
];

/** Source of a pattern for a calendar date in the forms people write: numeric, ISO, with a month name, compact. */
export const datePattern = `(?<![\\w]|\\d[-/.])(?:${forms.join("|")})(?![\\w]|[-/.]\\d)`;
