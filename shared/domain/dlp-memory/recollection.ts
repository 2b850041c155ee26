import type { IdentifierType } from "../dlp/identifier-types.ts";
import type { AliasBook } from "./alias-book.ts";

/** What a conversation lends to the de-identification of its next text. None of it outlives the conversation's data key. */
export type Recollection = {
  readonly book: AliasBook;
  /** What the assistant asked for at the end of the newest turn. */
  readonly asked?: IdentifierType | undefined;
  /** Digest of an identity under the conversation's own key: 12 characters. */
  readonly digest: (identity: string) => string;
  /** How far the conversation's dates are moved, in days. */
  readonly shiftDays: number;
  /** The value sealed under the conversation's key, for the vault. */
  readonly sealValue: (digest: string, value: string) => Buffer;
};
