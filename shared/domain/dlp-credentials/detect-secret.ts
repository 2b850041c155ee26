import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { holdsRun } from "../dlp-scan/long-run.ts";
import { armouredKey, secretForms } from "./secret-forms.ts";

const type = "SECRET";

/** Long random text: capitals, small letters and digits well mixed. */
const judgeRandom = ({ value }: Found): Certainty => {
  const changes = value.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g) ?? [];
  return changes.length >= 6 && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) ? certainty.shape : certainty.none;
};

const runOf = (length: number) => ({ test: (text: string): boolean => holdsRun(text, length) });

/** Keys, tokens and private keys that are known by their form, and long random text. */
export const secretDetector: Detector = patternDetector({
  name: "secret",
  type,
  rules: [
    { sought: new RegExp(`(?<![A-Za-z\\d])(?:${secretForms.join("|")})`, "g"), judge: () => certainty.verified },
    { sought: new RegExp(armouredKey, "g"), judge: () => certainty.verified },
    {
      sought: /\b(?:bearer|basic)[ ]{1,2}(?<id>(?=[A-Za-z._~+/-]{0,16}\d)[A-Za-z\d._~+/-]{12,2048}={0,2})/gi,
      judge: () => certainty.verified,
    },
    { needs: runOf(20), sought: /(?<![\w/+.@=-])[A-Za-z\d_-]{20,256}(?![\w@/]|[.:]\w)/g, judge: judgeRandom },
    { needs: runOf(40), sought: /(?<![\w/+.@=:-])[A-Za-z\d+/_-]{40,256}={0,2}(?![\w@/]|[.:]\w)/g, judge: judgeRandom },
  ],
});
