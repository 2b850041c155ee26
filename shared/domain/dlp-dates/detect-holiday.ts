import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const holiday =
  "(?:christmas|xmas|new year'?s?|thanksgiving|halloween|easter|(?:st\\.? )?valentine'?s|independence|labor|labour|memorial|veterans'?|boxing|mother'?s|father'?s|(?:st\\.? |saint )patrick'?s|mlk|martin luther king(?: jr\\.?)?|columbus|presidents'?|juneteenth|good friday|cinco de mayo|bastille|hanukkah|chanukah|passover|diwali|eid(?: al[- ]fitr| al[- ]adha)?|yom kippur|rosh hashanah|lunar new year|chinese new year|fourth of july|4th of july)";
const eve = "(?:[ ](?:day|eve|morning|monday|sunday|weekend)(?![a-z]))?";
const year = "(?:,?[ ](?:of[ ])?(?:19|20)\\d{2}(?!\\d))?";

/** Without a following "day" or "eve" these are something else. */
const needsDay =
  /^(?:independence|labou?r|memorial|veterans'?|boxing|mother'?s|father'?s|columbus|presidents'?|bastille|mlk|martin|new year(?!'?s))/i;
const cue =
  /(?<![a-z])(?:on|since|until|till|by|before|after|around|over|last|this|next|at|from|past|during|day after|day before)[ ](?:the[ ])?$/i;
const thing =
  /^[ ](?:tree|dinner|party|gifts?|presents?|cookies?|carols?|music|cards?|lights?|island|candy|costumes?|eggs?|bunny|resolutions?|meal|food|lunch|turkey|shopping|songs?|blues|holiday)(?![a-z])/i;

const judgeHoliday = ({ text, start, end, value }: Found): Certainty => {
  const saysDay = /(?:day|eve|morning|monday|sunday|july|juneteenth|friday|mayo)\b/i.test(value);
  if (needsDay.test(value) && !saysDay) return certainty.none;
  if (/\d{4}$/.test(value)) return certainty.verified;
  if (thing.test(textAfter(text, end, 20))) return certainty.none;
  return cue.test(textBefore(text, start, 24)) ? certainty.cued : certainty.none;
};

/** Holidays that tell a day: with a year ("Christmas Day 2023") or used as one ("since Thanksgiving", "on New Year's Eve"). */
export const holidayDetector: Detector = patternDetector({
  name: "holiday",
  needs:
    /christmas|xmas|new year|thanksgiv|halloween|easter|valentine|\bday\b|patrick|juneteenth|cinco|nukkah|passover|diwali|\beid\b|yom|rosh|of july/i,
  rules: [{ type: "DATE", pattern: new RegExp(`(?<![a-z])${holiday}(?![a-z])${eve}${year}`, "gi"), judge: judgeHoliday }],
});
