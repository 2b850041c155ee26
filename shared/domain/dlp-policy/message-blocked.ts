import type { IdentifierType } from "../dlp/identifier-types.ts";

/** The tenant's policy refuses messages with such identifiers. Nothing of the message may be kept. */
export class MessageBlocked extends Error {
  override readonly name = "MessageBlocked";
  readonly types: readonly IdentifierType[];

  constructor(types: readonly IdentifierType[]) {
    super("the policy refuses these identifiers");
    this.types = types;
  }
}
