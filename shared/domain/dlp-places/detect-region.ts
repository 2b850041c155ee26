import { certainty, type Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";
import { letters } from "./letters.ts";
import { regionSources } from "./regions.ts";

const { stateNames, stateCodes, countries } = regionSources;

/** States, provinces and countries, which Safe Harbor lets stay; for policies stricter than that. */
export const regionDetector: Detector = patternDetector({
  name: "region",
  needs: /[a-z]{4}|[A-Z]{2}/i,
  rules: [
    {
      type: "LOCATION",
      sought: new RegExp(`(?<![${letters}])(?:${stateNames}|${countries})(?![${letters}])`, "gi"),
      judge: () => certainty.shape,
    },
    {
      type: "LOCATION",
      sought: new RegExp(`(?<=[${letters}\\uFFFC],[ ]?)(?:${stateCodes})(?![${letters}-])`, "g"),
      judge: () => certainty.shape,
    },
  ],
});
