import { fillers } from "./plain-words.ts";
import { inDigits } from "./spoken-number.ts";
import { isTelling, readWords, type Word } from "./word.ts";

/** A part of a message that says or asks one thing. Its words are free of fillers and repeats; numbers are in digits. */
export type Sentence = {
  readonly words: readonly Word[];
  readonly asks: boolean;
  /** Asks for more than a yes or a no. */
  readonly isWide?: boolean;
  readonly reply?: Reply;
};

/** What a sentence answers by its first words, whatever was asked. */
export type Reply = "yes" | "no";

const ends = new Set([".", "?", "!", ";", "。", "？", "！", "؟", "…"]);
const titles = new Set(["dr", "mr", "mrs", "ms", "st", "vs", "e.g", "i.e"]);
const mostTelling = 14;

/** The sentences of a text. A tag at the end ("…, okay?") does not make a question. */
export const readSentences = (text: string): readonly Sentence[] =>
  sentencesOf(text, inDigits(readWords(text))).flatMap(({ words, asks }): readonly Sentence[] => {
    const plain = withoutTag(withoutNoise(words), asks);
    if (plain.asks) return [{ ...plain, isWide: isWide(plain.words) }];
    const reply = replyIn(words);
    return inClauses(plain.words).map((clause, index) => ({
      words: clause,
      asks: false,
      ...(index === 0 && reply && { reply }),
    }));
  });

const yes =
  /^(?:yes|yeah|yep|yup|yah|correct|sure|absolutely|exactly|definitely|indeed|mm - hmm|mm hmm|mhm|uh - huh|that's right|right(?: ,|$)|i do|i am|i have|i did|it does|it is|of course)\b/;
const no =
  /^(?:no|nope|nah|none|never|not really|not at all|nothing|i don't|i haven't|i'm not|i didn't|mm - mm|uh - uh|not that|not yet|not (?:currently|since|today|now|anymore|recently|lately|so|as|for|in)\b)\b/;

const replyIn = (words: readonly Word[]): Reply | undefined => {
  const opening = words
    .filter(({ small }) => !openers.has(small))
    .slice(0, 3)
    .map(({ small }) => small)
    .join(" ");
  if (no.test(opening)) return "no";
  return yes.test(opening) ? "yes" : undefined;
};

const wideOpenings = new Set(["how", "what", "what's", "when", "where", "where's", "which", "who", "who's", "why", "how's"]);

/** "How about …" and "what about …" ask for a yes or a no. */
const isWide = (words: readonly Word[]): boolean => {
  const said = words.filter(({ kind, small }) => kind !== "mark" && !openers.has(small));
  const place = said.slice(0, 3).findIndex(({ small }) => wideOpenings.has(small));
  return place >= 0 && said[place + 1]?.small !== "about";
};

const openers = new Set(["um", "uh", "oh", "well", "and", "so", ",", "actually", "okay", "ok", "hmm", "like"]);

const sentencesOf = (text: string, words: readonly Word[]): readonly Sentence[] => {
  const found: Sentence[] = [];
  let start = 0;
  words.forEach((word, index) => {
    const next = words[index + 1];
    const breaks = next === undefined || text.slice(word.end, next.start).includes("\n");
    if (!breaks && !endsSentence(words, index)) return;
    found.push({ words: words.slice(start, index + 1), asks: /[?？؟]/.test(word.text) });
    start = index + 1;
  });
  return found;
};

const endsSentence = (words: readonly Word[], index: number): boolean => {
  const word = words[index];
  return word !== undefined && ends.has(word.text) && !titles.has(words[index - 1]?.small ?? "");
};

const twoWordFillers = new Set([
  "you know",
  "i mean",
  "kind of",
  "sort of",
  "of course",
  "all right",
  "let's see",
  "you see",
  "uh huh",
  "mm hmm",
]);

const withoutNoise = (words: readonly Word[]): readonly Word[] =>
  withoutRepeats(
    words.filter((word, index) => !isFillerAt(words, index) && !ends.has(word.text) && !/^["“”()*#>«»]$/.test(word.text)),
  );

const isFillerAt = (words: readonly Word[], index: number): boolean => {
  const word = words[index]?.small ?? "";
  const before = `${words[index - 1]?.small} ${word}`;
  const after = `${word} ${words[index + 1]?.small}`;
  return fillers.has(word) || twoWordFillers.has(before) || twoWordFillers.has(after);
};

/** "it, it hurts", "the the" and "h- how": said once is enough. A number stays: "ten, ten" may be two readings. */
const withoutRepeats = (words: readonly Word[]): readonly Word[] =>
  words.filter((word, index) => {
    const next = words.slice(index + 1, index + 4).find(({ kind }) => kind !== "mark");
    return (
      next === undefined ||
      word.kind !== "word" ||
      !(isRepeatedBy(word, next) || isBegun(words, index, next) || isSaidAgain(words, index))
    );
  });

const isRepeatedBy = (word: Word, next: Word): boolean => next.small === word.small;

const isBegun = (words: readonly Word[], index: number, next: Word): boolean => {
  const word = words[index]?.small ?? "";
  return words[index + 1]?.text === "-" && word.length <= 3 && next.small.startsWith(word);
};

/** "trying to, trying to": the first of two equal pairs goes, word by word. */
const isSaidAgain = (words: readonly Word[], index: number): boolean => {
  const ahead = words
    .slice(index, index + 6)
    .filter(({ kind }) => kind !== "mark")
    .map(({ small }) => small);
  return ahead.length > 3 && ahead[0] === ahead[2] && ahead[1] === ahead[3];
};

const tags = new Set(
  "okay ok right correct huh yeah yes no sound sounds good make makes sense understand understood fine all does that is it isn't you know alright see what i mean how about".split(
    " ",
  ),
);

/** The sentence without its tag; what is left states. A question is one where more than a tag is asked. */
const withoutTag = (words: readonly Word[], asks: boolean): Sentence => {
  if (!asks) return { words, asks };
  const comma = words.findLastIndex(({ text }) => text === ",");
  const tail = words.slice(comma + 1).filter(({ kind }) => kind !== "mark");
  const isTag = tail.every(({ small }) => tags.has(small));
  if (!isTag) return { words, asks };
  return { words: comma < 0 ? [] : words.slice(0, comma), asks: false };
};

const joints = new Set(["and", "but", "so", "because", "then", "although", "though", "which", "when", "while", "since", "if"]);
const subjects = new Set(
  "i i'm i've i'd i'll he she it it's they we you you're that's there's my your his her we're we'll they're".split(" "),
);

/** Long sentences in parts, at a joint with a new subject, so that a negation keeps what it covers. */
const inClauses = (words: readonly Word[]): readonly (readonly Word[])[] => {
  if (words.filter(isTelling).length <= mostTelling / 2) return [words];
  const parts: (readonly Word[])[] = [];
  let start = 0;
  words.forEach((word, index) => {
    const begun = words.slice(start, Math.min(index, start + mostWords)).filter(isTelling).length;
    if (!joints.has(word.small) || begun < 3 || !subjects.has(words[index + 1]?.small ?? "")) return;
    parts.push(words.slice(start, index));
    start = index;
  });
  return [...parts, words.slice(start)].flatMap(inPieces);
};

const mostWords = 40;

/** What goes on without an end is cut where a comma or a joint lets it breathe, else after so many words; a number keeps its unit. */
const inPieces = (words: readonly Word[]): readonly (readonly Word[])[] => {
  const pieces: (readonly Word[])[] = [];
  let rest = words;
  while (rest.length > mostWords) {
    const end = breathIn(rest);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
};

const breathIn = (words: readonly Word[]): number => {
  const half = mostWords / 2;
  const place = words.slice(half, mostWords).findLastIndex(({ small }) => /^(?:[,，、]|and|or)$/.test(small));
  if (place >= 0) return half + place + (words[half + place]?.kind === "mark" ? 1 : 0);
  return words[mostWords - 1]?.kind === "number" ? mostWords - 1 : mostWords;
};
