import type { IdentifierType } from "../dlp/identifier-types.ts";

/** An identifier known by its form, and where it has one, by its checksum. */
export type ShapeRule = {
  readonly type: IdentifierType;
  /** Sticky; tried at the start of a code. */
  readonly pattern: RegExp;
  /** Tests the letters in capitals and digits of a match; without it the form alone decides. */
  readonly isRight?: (compact: string) => boolean;
  /** No other thing is written like this, so that the form is as good as a checksum. */
  readonly isDistinct?: boolean;
  /** Counts only where it is the whole text, as in the answer to a question. */
  readonly isWeak?: boolean;
  /** Digits in this layout may be a telephone number as well. */
  readonly isPhoneLike?: boolean;
};

const edge = "(?![A-Za-z\\d_]|[-./][A-Za-z\\d])";

/** A rule whose pattern ends at the end of a code, in capitals or not. */
export const shape = (type: IdentifierType, source: string, more: Omit<ShapeRule, "type" | "pattern"> = {}): ShapeRule => ({
  type,
  pattern: new RegExp(`(?:${source})${edge}`, "iy"),
  ...more,
});

/** The number of a person in a register of a state. */
export const national = (source: string, more?: Omit<ShapeRule, "type" | "pattern">): ShapeRule =>
  shape("NATIONAL_ID", source, more);

/** A rule for codes that are written in capitals; in small letters they are words. */
export const capitals = (type: IdentifierType, source: string, more: Omit<ShapeRule, "type" | "pattern"> = {}): ShapeRule => ({
  type,
  pattern: new RegExp(`(?:${source})${edge}`, "y"),
  ...more,
});

/** Sticky: whether any of the rules may match at a place, in one attempt. */
export const anyOf = (rules: readonly ShapeRule[]): RegExp =>
  new RegExp(rules.map(({ pattern }) => pattern.source).join("|"), "iy");
