import type { Detector } from "../../domain/dlp/detector.ts";
import { later } from "../../domain/dlp/later.ts";
import { ageDetector } from "../../domain/dlp-dates/detect-age.ts";
import { nameTagger } from "../../domain/dlp-names/name-tagger.ts";
import { placesDetector } from "../../domain/dlp-places/detect-place.ts";
import { takingCare } from "../../domain/dlp-places/with-care.ts";
import type { Profile } from "../../domain/dlp-policy/policy.ts";
import { openTerms } from "../../domain/dlp-terms/term-table.ts";
import { readModelFile } from "./model-file.ts";

/** The detectors that need a model, for a profile: in `strict`, states, countries and every age are findings too. Models are read at once, from below `root`. */
export const modelDetectors = (root: string): ((profile: Profile) => readonly Detector[]) => {
  const names = readModelFile(root, "names");
  const terms = openTerms(readModelFile(root, "terms"));
  const places = takingCare(placesDetector(readModelFile(root, "places"), terms));
  const institutions = { care: openTerms(readModelFile(root, "care")), employers: openTerms(readModelFile(root, "employers")) };
  const usual = [places, takingCare(nameTagger(names, { terms, institutions }))];
  // Few tenants ask for it, and opening the model takes a third of what all of them take.
  const strict = later(() => [places, ageDetector, takingCare(nameTagger(names, { terms, institutions, findsRegions: true }))]);
  return (profile) => (profile === "strict" ? strict() : usual);
};
