import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";

/** A pattern of an engine that takes linear time, whatever the pattern and the text. */
export type LinearPattern = { readonly findAll: (text: string) => readonly { readonly start: number; readonly end: number }[] };

/** Finds what a tenant's own patterns describe: ids that only it knows the form of. */
export const tenantPatternDetector = (patterns: readonly LinearPattern[]): Detector => ({
  name: "tenant-patterns",
  find: (text) => patterns.flatMap((pattern) => pattern.findAll(text).map(candidateOf)),
});

const candidateOf = ({ start, end }: { readonly start: number; readonly end: number }): Candidate => ({
  start,
  end,
  type: "UNIQUE_ID",
  certainty: certainty.cued,
});
