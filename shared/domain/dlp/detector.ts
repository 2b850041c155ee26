import type { Span } from "./identifier-types.ts";

/** What a finding rests on; the more certain of two overlapping findings names the span. */
export const certainty = { none: 0, shape: 1, verified: 2, cued: 3 } as const;
export type Certainty = (typeof certainty)[keyof typeof certainty];

/** A finding in the normalised text. */
export type Candidate = Span & { readonly certainty: Certainty };

/** Finds identifiers in normalised text. Must be pure and take time linear in the length of the text. */
export type Detector = {
  readonly name: string;
  readonly find: (text: string) => readonly Candidate[];
  /** `find` for the texts of one search, which are what is left of each other: what it read of one helps with the next. */
  readonly forSearch?: () => Detector["find"];
  /** Whether what it finds may depend on words further away than some sentences: then it never looks at a part of a text. */
  readonly seesAll?: boolean;
  /** Whether it tells what another engine found: then it only ever adds to what the others find without it. */
  readonly isForeign?: boolean;
};
