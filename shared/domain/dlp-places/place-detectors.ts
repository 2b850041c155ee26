import type { Detector } from "../dlp/detector.ts";
import { facilityDetector } from "../dlp-institutions/detect-facility.ts";
import { organizationDetector } from "../dlp-institutions/detect-organization.ts";
import { addressDetector } from "./detect-address.ts";
import { coordinatesDetector } from "./detect-coordinates.ts";
import { countyDetector } from "./detect-county.ts";
import { postcodeDetector } from "./detect-postcode.ts";
import { takingCare } from "./with-care.ts";

/** Everything that finds where somebody lives, works or is treated, without a list of place names. */
export const placeDetectors: readonly Detector[] = [
  addressDetector,
  postcodeDetector,
  takingCare(countyDetector),
  coordinatesDetector,
  takingCare(facilityDetector),
  organizationDetector,
];
