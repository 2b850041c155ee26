import { certainty, type Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";

const label =
  "(?:mrn|mr[ ]?#|med(?:ical)?\\.?[ ]rec(?:ord)?s?|chart|patient[ ](?:id|number|no|#)|hospital[ ](?:id|number|no|#)|medical[ ]record)";
const filler = "(?:[ ]?(?:number|num|nr|no|id|is|was|it's|of|code)\\b\\.?[\\s:#.=,-]{0,4}){0,3}";

/** Medical record numbers that a label announces: "MRN: 00482913", "chart number is A-12345". */
export const recordNumberDetector: Detector = patternDetector({
  name: "record-number",
  needs: /\b(?:mrn|mr[ ]?#|med|chart|patient[ ]|hospital[ ]|medical)/i,
  rules: [
    {
      type: "MEDICAL_RECORD_NUMBER",
      pattern: new RegExp(
        `\\b${label}(?![a-z])[\\s:#.=()-]{0,5}${filler}(?<id>[a-z]{0,4}-?\\d(?:[\\d-]|[a-z](?![a-z]{3})){3,14})(?![\\w/])`,
        "gi",
      ),
      judge: () => certainty.cued,
    },
  ],
});
