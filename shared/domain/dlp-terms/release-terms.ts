import { cell } from "../dlp-names/cell.ts";
import { shape, type Tokens } from "../dlp-names/read-tokens.ts";
import { isTerm, type TakenFor } from "./is-term.ts";
import type { TermTable } from "./term-table.ts";

type Tagged = { readonly tokens: Tokens; readonly path: Uint8Array };
type Run = { readonly first: number; readonly last: number };

/**
 * Takes the tag from a term at either end of what was tagged in one, behind or before a sign: in "King County Metro, STOP-BANG 5"
 * the last part names nobody.
 */
export const releaseTerms = (
  { tokens, path }: Tagged,
  run: Run,
  asked: { readonly terms: TermTable; readonly takenFor: TakenFor },
): void => {
  const isTermPart = (first: number, last: number): boolean => first <= last && isTerm(tokens, { first, last }, asked);
  let { first, last } = run;
  for (
    let sign = lastSign(tokens, first, last);
    sign > first && isTermPart(sign + 1, last);
    sign = lastSign(tokens, first, last)
  ) {
    path.fill(0, sign, last + 1);
    last = sign - 1;
  }
  for (
    let sign = firstSign(tokens, first, last);
    sign < last && isTermPart(first, sign - 1);
    sign = firstSign(tokens, first, last)
  ) {
    path.fill(0, first, sign + 1);
    first = sign + 1;
  }
};

/** A comma, a full stop or another sign, none that joins words. */
const parts = (tokens: Tokens, at: number): boolean =>
  cell(tokens.shapes, at) === shape.sign && cell(tokens.ends, at) < cell(tokens.starts, at + 1);

const lastSign = (tokens: Tokens, first: number, last: number): number => {
  let at = last - 1;
  while (at > first && !parts(tokens, at)) at -= 1;
  return at;
};

const firstSign = (tokens: Tokens, first: number, last: number): number => {
  let at = first + 1;
  while (at < last && !parts(tokens, at)) at += 1;
  return at;
};
