import type { Detector } from "../dlp/detector.ts";
import { oldAgeDetector } from "./detect-age.ts";
import { birthDateDetector } from "./detect-birth-date.ts";
import { dateDetector, spokenDateDetector } from "./detect-date.ts";
import { figuredDateDetector } from "./detect-figured-date.ts";
import { foreignDateDetector } from "./detect-foreign-date.ts";
import { holidayDetector } from "./detect-holiday.ts";
import { monthDetector } from "./detect-month.ts";
import { ordinalDetector } from "./detect-ordinal.ts";
import { shortDateDetector } from "./detect-short-date.ts";
import { widened } from "./widen-date.ts";

/** Everything that finds a day, a month or an age over 89. Years alone, weekdays and times of day are not looked for. */
export const dateDetectors: readonly Detector[] = [
  ...[
    birthDateDetector,
    dateDetector,
    shortDateDetector,
    ordinalDetector,
    spokenDateDetector,
    figuredDateDetector,
    monthDetector,
    holidayDetector,
    foreignDateDetector,
  ].map(widened),
  oldAgeDetector,
];
