import type { Dice } from "./dice.ts";
import type { Marked } from "./marked-text.ts";

/** Words and abbreviations that name nobody. */
export type Ordinary = { readonly words: readonly string[]; readonly abbreviations: readonly string[] };

/**
 * The text with some of its plain words replaced by other plain words, and abbreviations thrown in: so that the model
 * learns that an ordinary word is no name wherever it stands, and does not count on having seen it there.
 */
export const swapWords = (marked: Marked, ordinary: Ordinary, dice: Dice): Marked => {
  const percent = dice.pick(shares);
  return percent === 0
    ? marked
    : marked.map((piece) =>
        piece.tag === "OTHER" ? { ...piece, text: swapped(piece.text, percent, { ordinary, dice }) } : piece,
      );
};

/** How many words of a hundred are replaced in a text. */
const shares = [0, 0, 2, 4, 8];

type Tools = { readonly ordinary: Ordinary; readonly dice: Dice };

const swapped = (text: string, percent: number, { ordinary, dice }: Tools): string =>
  text.replace(/(?<![\p{L}\d'{|@./_-])(?:[A-Z]?[a-z]{4,}|[A-Z]{2,5})(?![\p{L}\d'}|@/_-])/gu, (word) => {
    if (kept.test(word) || !dice.chance(percent)) return word;
    const other = dice.chance(25) ? abbreviation(ordinary, dice) : dice.pick(ordinary.words);
    return /^[A-Z][a-z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const abbreviation = ({ abbreviations }: Ordinary, dice: Dice): string =>
  dice.chance(60) ? dice.pick(abbreviations) : Array.from({ length: 2 + dice.below(3) }, () => dice.pick([...letters])).join("");

/** What tells that a name comes stays, or the text would say something else. */
const kept =
  /^(?:named?|names|called|doctor|nurse|mister|miss|missus|live[sd]?|living|from|works?|worked|dear|hello|sincerely|regards|thanks|this|patient|surname|city|town|near|with|mrs?|drs?|mother|father|husband|wife|daughter|sister|brother|aunt|uncle)$/i;
