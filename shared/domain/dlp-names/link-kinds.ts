import { cell } from "./cell.ts";
import { type Context, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";

/** For each token the kind by which it depends how one tag follows another: a word, or which sign. */
export const linkKinds = ({ count, words, looks }: Context): Uint8Array => {
  const kinds = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) kinds[at] = linkKind(writtenAs(cell(looks, at + margin)), cell(words, at + margin));
  return kinds;
};

const otherSign = 5;
const signKinds: ReadonlyMap<number, number> = new Map(
  [..."-.,&'"].map((sign, index) => [sign.charCodeAt(0) + 3, [1, 2, 3, 4, 8][index] ?? otherSign]),
);
const kindOfShape: Readonly<Record<number, number>> = { [shape.line]: 6, [shape.mask]: 7, [shape.digits]: 9, [shape.letter]: 10 };

const linkKind = (written: number, word: number): number =>
  written === shape.sign ? (signKinds.get(word) ?? otherSign) : (kindOfShape[written] ?? 0);
