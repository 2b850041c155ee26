import { emailDetector } from "../dlp-contact/detect-email.ts";
import { ipDetector } from "../dlp-contact/detect-ip.ts";
import { phoneDetector } from "../dlp-contact/detect-phone.ts";
import { urlDetector } from "../dlp-contact/detect-url.ts";
import { dateDetectors } from "../dlp-dates/date-detectors.ts";
import { cardDetector } from "../dlp-numbers/detect-card.ts";
import { labelledDetector } from "../dlp-numbers/detect-labelled.ts";
import { shapesDetector } from "../dlp-numbers/detect-shapes.ts";
import { spokenDigitsDetector } from "../dlp-numbers/detect-spoken-digits.ts";
import { ssnDetector } from "../dlp-numbers/detect-ssn.ts";
import { placeDetectors } from "../dlp-places/place-detectors.ts";
import type { Detector } from "./detector.ts";

/** Everything that runs on a text. A new detector is a new file and one line here; the order does not matter. */
export const detectors: readonly Detector[] = [
  emailDetector,
  urlDetector,
  ipDetector,
  ssnDetector,
  cardDetector,
  phoneDetector,
  ...dateDetectors,
  ...placeDetectors,
  labelledDetector,
  spokenDigitsDetector,
  shapesDetector,
];
