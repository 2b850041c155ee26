import type { Detector } from "../dlp/detector.ts";
import { accountDetector } from "./detect-account.ts";
import { cardDetector } from "./detect-card.ts";
import { columnDetector } from "./detect-column.ts";
import { fileNameDetector } from "./detect-file-name.ts";
import { labelledDetector } from "./detect-labelled.ts";
import { plateDetector } from "./detect-plate.ts";
import { shapesDetector } from "./detect-shapes.ts";
import { spokenDigitsDetector } from "./detect-spoken-digits.ts";
import { ssnDetector } from "./detect-ssn.ts";

/** Everything that finds numbers and codes given to persons and their things. */
export const numberDetectors: readonly Detector[] = [
  ssnDetector,
  cardDetector,
  accountDetector,
  labelledDetector,
  columnDetector,
  plateDetector,
  shapesDetector,
  spokenDigitsDetector,
  fileNameDetector,
];
