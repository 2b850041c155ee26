import type { IdentifierCounts, IdentifierType } from "../dlp/identifier-types.ts";
import type { Mention } from "../dlp-memory/alias-book.ts";

/** What de-identification leaves behind beside the text: counts, and what the conversation will remember. No value is in it. */
export type Traces = {
  /** Policy and engine that it came about by: `safe-harbor/1 2.1.0+1a2b3c4d`. */
  readonly by: string;
  readonly counts: IdentifierCounts;
  /** What the assistant asks for at the end. */
  readonly asks?: IdentifierType | undefined;
  /** By digest, in the order they were found. */
  readonly mentions: ReadonlyMap<string, Mention>;
  /** Sealed values by digest. */
  readonly vaulted: ReadonlyMap<string, Buffer>;
};

/** Of a text that was not searched. */
export const noTraces: Traces = { by: "none", counts: {}, mentions: new Map(), vaulted: new Map() };
