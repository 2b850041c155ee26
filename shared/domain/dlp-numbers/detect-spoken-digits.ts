import { textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const word = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)";
const gap = "[ ,.-]{1,3}";
const isCounting = /^one\W+two\W+three\W+four\W+five\b/i;
const ssnCue = /\b(?:ssn|social)\b[^\d\n]{0,30}$/i;

const judgePhone = ({ value }: Found): Certainty => (isCounting.test(value) ? certainty.none : certainty.shape);

const judgeSsn = ({ text, start }: Found): Certainty => (ssnCue.test(textBefore(text, start)) ? certainty.cued : certainty.none);

const spoken = (fewest: number, most: number): RegExp =>
  new RegExp(`(?<![\\w-])(?:${word}${gap}){${fewest - 1},${most - 1}}${word}(?!\\w|${gap}${word}\\b)`, "gi");

/** Numbers dictated digit by digit, as speech input writes them: "five five five one two three four". */
export const spokenDigitsDetector: Detector = patternDetector({
  name: "spoken-digits",
  needs: new RegExp(`\\b${word}${gap}${word}${gap}${word}\\b`, "i"),
  rules: [
    { type: "US_SSN", pattern: spoken(9, 9), judge: judgeSsn },
    { type: "PHONE_NUMBER", pattern: spoken(7, 12), judge: judgePhone },
    { type: "CREDIT_CARD", pattern: spoken(13, 19), judge: judgePhone },
  ],
});
