import type { MemoryAids } from "../memory/aids.ts";
import { stemOf } from "../memory-words/stem.ts";
import { isTelling, type Word } from "../memory-words/word.ts";
import { kin } from "./kin.ts";
import type { StatementWords } from "./statement-words.ts";

export type FoundPerson = { readonly name: string; readonly what?: string };

const shortTitles = new Set(["dr", "mr", "mrs", "ms"]);
const titles = new Set([...shortTitles, "doctor", "miss", "nurse", "professor"]);
const rareEnough = 0.85;

/** The people whom a statement names: by a title, as "Jane is a 50-year-old", or as kin with a name. */
export const findPeople = ({ words }: StatementWords, aids: MemoryAids): readonly FoundPerson[] =>
  words.flatMap((word, index) => {
    if (word.kind !== "word" || !isNameAt(words, index, aids)) return [];
    const title = words.slice(Math.max(0, index - 2), index).find(({ small }) => titles.has(small));
    return [{ name: title === undefined ? word.text : `${title.text} ${word.text}` }];
  });

/** "hi, martha": the name that a message greets; it is read before greetings are left out. */
export const greetedIn = (words: readonly Word[], aids: MemoryAids): readonly FoundPerson[] =>
  words.flatMap((word, index) => {
    const before = words.slice(Math.max(0, index - 3), index).filter(({ kind }) => kind === "word");
    const isGreeted =
      index < 6 && /^(?:hi|hey|hello|morning|afternoon|evening|dear|welcome|bye)$/.test(before.at(-1)?.small ?? "");
    return isGreeted && word.kind === "word" && isNameLike(word, aids) ? [{ name: word.text }] : [];
  });

const isNameAt = (words: readonly Word[], index: number, aids: MemoryAids): boolean => {
  const word = words[index];
  if (word === undefined || !/^\p{L}[\p{L}'’-]+$/u.test(word.text)) return false;
  if (isTitled(words, index)) return isTelling(word) && word.small.length > 2;
  return isIntroduced(words, index, aids);
};

/** "nurse told me" names nobody: after a title that is also a word, a name has a capital. */
const isTitled = (words: readonly Word[], index: number): boolean => {
  const before = words[words[index - 1]?.text === "." ? index - 2 : index - 1]?.small ?? "";
  return shortTitles.has(before) || (titles.has(before) && /^\p{Lu}/u.test(words[index]?.text ?? ""));
};

/** "martha is a 50-year-old": in squeezed text the verb is gone. */
const isIntroduced = (words: readonly Word[], index: number, aids: MemoryAids): boolean => {
  const word = words[index];
  if (word === undefined || !isNameLike(word, aids)) return false;
  const ahead = words.slice(index + 1, index + 9).filter(({ kind }) => kind !== "mark");
  const isAged = ahead[0]?.kind === "number" && /^years?$/.test(ahead[1]?.small ?? "") && ahead[2]?.small === "old";
  return isAged || (kin.has(words[index - 1]?.small ?? "") && /^\p{Lu}/u.test(word.text)) || words[index - 1]?.small === "named";
};

const isNameLike = (word: Word, { weightOf }: MemoryAids): boolean =>
  isTelling(word) && word.small.length > 2 && !titles.has(word.small) && weightOf(stemOf(word.small)) >= rareEnough;
