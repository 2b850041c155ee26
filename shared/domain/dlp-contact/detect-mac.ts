import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const pair = "[\\da-f]{2}";

/** All ones calls every device, all zeros none. */
const judge = ({ value }: Found): Certainty => {
  const digits = value.replace(/[^\da-f]/gi, "").toLowerCase();
  return /^(?:f{12}|0{12})$/.test(digits) || !/\d|[a-f].{0,12}[a-f]/.test(digits) ? certainty.none : certainty.verified;
};

/** Hardware addresses of network devices: six pairs with colons, dashes or dots, or three groups of four. */
export const macDetector: Detector = patternDetector({
  name: "mac",
  needs: /[\da-f]{2}[:.-][\da-f]{2}/i,
  rules: [
    {
      type: "DEVICE_ID",
      sought: new RegExp(
        `(?<![\\w:.-])(?:${pair}(?:(?<mark>[:-])${pair})(?:\\k<mark>${pair}){4}|[\\da-f]{4}\\.[\\da-f]{4}\\.[\\da-f]{4})(?![\\w:]|[.-]\\w)`,
        "gi",
      ),
      judge,
    },
  ],
});
