/**
 * The place of a record that stands alone among all that one process recorded in one ledger. A record that is taken away, altered
 * or put elsewhere before it is sealed leaves a gap, or does not have the hash that the next one names.
 */
export type WriterPlace = {
  /** Random, of the process and this ledger. */
  readonly id: string;
  /** 1, 2, 3, … */
  readonly number: number;
  /** Base64url SHA-256 of the text with the number before; of 32 zero bytes in the first one. */
  readonly previous: string;
  /** Earlier numbers of which the process did not know, when it wrote this, whether they were stored. All others were. */
  readonly unsure?: readonly number[];
};

export const noPrevious = Buffer.alloc(32).toString("base64url");
