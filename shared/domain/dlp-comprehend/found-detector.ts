import type { Candidate, Detector } from "../dlp/detector.ts";

/**
 * Finds in a text what was found in it beforehand, and nothing in any other text. A text is known by its content, also where
 * the words of its key stand before it: "name: Jane".
 */
export const foundDetector = (findings: ReadonlyMap<string, readonly Candidate[]>): Detector => ({
  name: "comprehend",
  isForeign: true,
  find: (text) => findings.get(text) ?? underLabel(text, findings),
});

const labelEnd = ": ";
const longestLabel = 64;

const underLabel = (text: string, findings: ReadonlyMap<string, readonly Candidate[]>): readonly Candidate[] => {
  const at = text.slice(0, longestLabel).indexOf(labelEnd) + labelEnd.length;
  if (at < labelEnd.length) return [];
  const found = findings.get(text.slice(at)) ?? [];
  return found.map((candidate) => ({ ...candidate, start: candidate.start + at, end: candidate.end + at }));
};
