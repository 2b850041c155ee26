import { newWord, type Phrasebook } from "./phrasebook.ts";

/** Words of its own that a memory may add to the phrasebook; what comes after them is spelled each time. */
export const mostOwnWords = 4096;

/** The words of a phrasebook and those that a memory adds to them, by place. */
export type OwnWords = {
  readonly placeOf: (word: string) => number | undefined;
  readonly wordAt: (place: number) => string;
  /** Its place from now on; that of any new word where there is no room for more. */
  readonly add: (word: string) => number;
};

export const ownWords = ({ words, places }: Phrasebook): OwnWords => {
  const added: string[] = [];
  const own = new Map<string, number>();
  return {
    placeOf: (word) => places.get(word) ?? own.get(word),
    wordAt: (place) => words[place] ?? added[place - words.length] ?? "",
    add: (word) => {
      if (added.length === mostOwnWords) return newWord;
      const place = words.length + added.length;
      own.set(word, place);
      added.push(word);
      return place;
    },
  };
};
