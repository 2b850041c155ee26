import { byteAt } from "./cell.ts";
import { type Context, isOrdinaryLine, startsSentenceAt, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";

/** By how much a token is rather taken for a name than not: a name that stays weighs more than a word that goes. */
const lean = { strongly: 64, more: 40, small: 35, usual: 22, smallWord: 15, hardly: 3 } as const;

/** The lean for a word by how it is written and what the lists say: most where a capital means a name, least for known words. */
export const leanToName = (look: number, listed: number): number => {
  const written = writtenAs(look);
  if (listOf(listed) === list.medical) return lean.hardly;
  const isListed = (listed & nameList.any) !== 0;
  if (written === shape.small) return howCommon(listed) >= 2 ? lean.smallWord : lean.small;
  if (written === shape.upper && isOrdinaryLine(look)) return isListed ? lean.usual : lean.hardly;
  return leanCapital(look, listed);
};

const leanCapital = (look: number, listed: number): number => {
  if (isOrdinaryLine(look) && howCommon(listed) < 2) return startsSentenceAt(look) ? lean.more : lean.strongly;
  return (listed & nameList.any) !== 0 ? lean.usual : lean.hardly;
};

/** How much more where the text names something else. */
const further = { small: 30, smallWord: 14, capital: 12 } as const;

/** The further lean in a text that something was taken out of; none for words of medicine. */
export const leanAmongNames = (look: number, listed: number): number => {
  if (listOf(listed) === list.medical) return 0;
  if (writtenAs(look) === shape.small) return howCommon(listed) >= 2 ? further.smallWord : further.small;
  return further.capital;
};

const fewestOfMedicine = 4;
const wordsToOneOfMedicine = 12;

/** Whether a text is full of words of medicine. */
export const isNote = ({ count, classes, looks }: Context): boolean => {
  let words = 0;
  let ofMedicine = 0;
  for (let at = margin; at < count + margin; at += 1) {
    if (writtenAs(byteAt(looks, at)) <= shape.mixed) words += 1;
    if (listOf(byteAt(classes, at)) === list.medical) ofMedicine += 1;
  }
  return ofMedicine >= fewestOfMedicine && ofMedicine * wordsToOneOfMedicine > words;
};

/** How much less where nothing else tells of somebody. */
const wordInNote = -100;
const nameInNote = -60;
const capitalElsewhere = -30;

/** The lean in a text that nothing was taken out of: a note is rather about nobody, and elsewhere things have capitals as well. */
export const leanAlone =
  (isInNote: boolean) =>
  (look: number, listed: number): number => {
    const isSmall = writtenAs(look) === shape.small;
    if (!isInNote) return isSmall ? 0 : capitalElsewhere;
    return isSmall || isNameAlone(listed) ? nameInNote : wordInNote;
  };

/** Whether a word is on a list of names and no word besides. */
const isNameAlone = (listed: number): boolean => (listed & nameList.any) !== 0 && howCommon(listed) === 0;
