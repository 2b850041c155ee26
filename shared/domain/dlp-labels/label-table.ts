import type { IdentifierType } from "../dlp/identifier-types.ts";

/** Phrases, divided by commas, that announce a type: in lower case, "#" written as "number", without apostrophes; "~" for "number", "no", "num" and "id". */
export type LabelTable = readonly {
  readonly type: IdentifierType;
  readonly strong: string;
  readonly weak: string;
}[];
