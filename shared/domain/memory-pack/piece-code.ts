import type { NumberCode } from "./number-code.ts";
import type { TextCode } from "./word-code.ts";

/** Numbers, flags and texts in one direction. Everything below is written once for both: what is given is written and answered, else it is read. */
export type PieceCode = NumberCode & { readonly text: TextCode; readonly isWriting: boolean };

/** One of these names. A name that is not among them is not stored. */
export const oneOf = <Name extends string>(
  code: PieceCode,
  { kind, names }: { readonly kind: string; readonly names: readonly Name[] },
  given?: Name,
): Name => {
  const name = names[code.number(kind, given === undefined ? undefined : names.indexOf(given))];
  if (name === undefined) throw new RangeError("there is no such name");
  return name;
};

/** What may be missing. */
export const maybe = <Value>(
  code: PieceCode,
  kind: string,
  value: { readonly given: Value | undefined; readonly through: () => Value },
) => (code.flag(`${kind}?`, code.isWriting ? value.given !== undefined : undefined) ? value.through() : undefined);

/** A number near another one, on either side of it. */
export const near = (
  code: PieceCode,
  kind: string,
  { from, given }: { readonly from: number; readonly given: number | undefined },
): number => {
  const away = given === undefined ? undefined : given - from;
  const stored = code.number(kind, away === undefined ? undefined : away < 0 ? -2 * away - 1 : 2 * away);
  return from + (stored % 2 === 1 ? -(stored + 1) / 2 : stored / 2);
};

/** As many as there are. */
export const listOf = <Each>(
  code: PieceCode,
  { kind, given }: { readonly kind: string; readonly given: readonly Each[] | undefined },
  through: (each: Each | undefined, index: number) => Each,
): readonly Each[] => {
  const length = code.number(`${kind}#`, given?.length);
  const list: Each[] = [];
  for (let index = 0; index < length; index += 1) list.push(through(given?.[index], index));
  return list;
};

/** Numbers one after the other, each near the one before. */
export const numbersNear = (
  code: PieceCode,
  kind: string,
  { from, given }: { readonly from: number; readonly given: readonly number[] | undefined },
): readonly number[] => {
  let before = from;
  return listOf(code, { kind, given }, (each, index) => {
    before = near(code, index === 0 ? kind : `${kind}+`, { from: before, given: each });
    return before;
  });
};
