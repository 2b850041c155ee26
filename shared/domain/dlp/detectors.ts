import { birthDateDetector } from "./detect-birth-date.ts";
import { cardDetector } from "./detect-card.ts";
import { emailDetector } from "./detect-email.ts";
import { ipDetector } from "./detect-ip.ts";
import { phoneDetector } from "./detect-phone.ts";
import { recordNumberDetector } from "./detect-record-number.ts";
import { spokenDigitsDetector } from "./detect-spoken-digits.ts";
import { ssnDetector } from "./detect-ssn.ts";
import { urlDetector } from "./detect-url.ts";
import type { Detector } from "./detector.ts";

/** Everything that runs on a text. A new detector is a new file and one line here; the order does not matter. */
export const detectors: readonly Detector[] = [
  emailDetector,
  urlDetector,
  ipDetector,
  ssnDetector,
  cardDetector,
  phoneDetector,
  birthDateDetector,
  recordNumberDetector,
  spokenDigitsDetector,
];
