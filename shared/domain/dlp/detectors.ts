import { contactDetectors } from "../dlp-contact/contact-detectors.ts";
import { credentialDetectors } from "../dlp-credentials/credential-detectors.ts";
import { dateDetectors } from "../dlp-dates/date-detectors.ts";
import { groupDetector } from "../dlp-groups/detect-group.ts";
import { answerDetector } from "../dlp-memory/detect-answer.ts";
import { unexplainedDetector } from "../dlp-numbers/detect-unexplained.ts";
import { numberDetectors } from "../dlp-numbers/number-detectors.ts";
import { placeDetectors } from "../dlp-places/place-detectors.ts";
import type { Detector } from "./detector.ts";

/** Everything that runs on a text. A new detector is a new file and one line in its room; the order does not matter. */
export const detectors: readonly Detector[] = [
  ...contactDetectors,
  ...numberDetectors,
  ...credentialDetectors,
  ...dateDetectors,
  ...placeDetectors,
  groupDetector,
  answerDetector,
];

/** What runs on the text that all those leave, beside the models: a number is unexplained only where nothing explains it. */
export const detectorsOfTheRest: readonly Detector[] = [unexplainedDetector];
