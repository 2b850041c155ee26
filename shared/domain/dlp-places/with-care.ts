import type { Candidate, Detector } from "../dlp/detector.ts";

/** "at the toledo clinic", "gage county imaging": a place, and what is called after it. */
const careAfter =
  /^(?:['\u2019]s)?(?:[ ](?:county|city|area|general|regional|memorial|community|medical|health|family|women'?s|children'?s|central|university|urgent|primary|outpatient|walk-in|state|eye|heart|cancer|surgical|road)){0,2}[ ](?:hospital|clinic|infirmary|imaging|radiology|rehab|hospice|pediatrics|orthop(?:a)?edics|dermatology|cardiology|oncology|dental|pharmacy|(?:medical|health|surgery|cancer|care|women'?s)[ ]cent(?:er|re)|urgent[ ]care|women'?s|cent(?:er|re)|gastro\w{0,12}|ob\/?gyn|derm|peds|ortho|endo|neurology|urology|eye|dialysis|nursing[ ]home|care[ ]home|gp|surgery(?=[ ]?[.,;!?\n]|[ ](?:in|on|and|for)[ ])|high[ ]school|elementary|middle[ ]school|academy|university|college|commission|general|regional|memorial|high(?=[ ]?(?:[.,;!?\n]|$)|[ ](?:and|for|in|on|so)(?![a-z])))(?![a-z-])/i;

/** The finding, with what a place of care is called behind a place. */
export const withCare = (text: string, found: Candidate): Candidate => {
  if (found.type !== "LOCATION" && found.type !== "FACILITY") return found;
  const care = careAfter.exec(text.slice(found.end, found.end + 48))?.[0] ?? "";
  return care === "" ? found : { ...found, type: "FACILITY", end: found.end + care.length };
};

/** A detector whose places take what a place of care is called with them. */
export const takingCare = (detector: Detector): Detector => {
  const taking =
    (find: Detector["find"]): Detector["find"] =>
    (text) =>
      find(text).map((found) => withCare(text, found));
  const { forSearch } = detector;
  const taken = { ...detector, find: taking(detector.find) };
  return forSearch === undefined ? taken : { ...taken, forSearch: () => taking(forSearch()) };
};
