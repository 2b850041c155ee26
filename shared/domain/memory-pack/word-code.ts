import { keptWith } from "../memory-words/kept-with.ts";
import { type Followers, grow, newFollowers, partAt, partOf, totalOf } from "./followers.ts";
import { type GuessCode, guessCode, type Situation, usualTallies } from "./guess-code.ts";
import { mostOwnWords, ownWords } from "./own-words.ts";
import { endOfText, newWord, type Phrasebook, type Tally } from "./phrasebook.ts";
import type { RangeCode } from "./range-code.ts";
import { spelling } from "./spelling.ts";
import { piecesOf, textOf } from "./spoken-pieces.ts";
import { treeOf, type WeighedPlaces, weighedPlaces } from "./weighed-places.ts";

/** Texts one after the other: the given one when it is written, the stored one when it is read. Each is told by those before it. */
export type TextCode = (given?: string) => string;

/** What one more time is worth, beside the phrasebook's weights. */
const again = { afterSome: { first: 1, again: 0 }, afterOne: { first: 6, again: 6 }, anywhere: 400 } as const;

/**
 * Words by what they follow: first by the three or two words before them, as the texts so far have it, then by the one before, as
 * these texts and the phrasebook have it, else by how often they are said, else letter by letter.
 */
export const wordCode = (range: RangeCode, book: Phrasebook, tallies: Map<number, Tally> = usualTallies(book)): TextCode => {
  const words = ownWords(book);
  const following = followings(book);
  const said = weighedPlaces(treesOf(book));
  const guess = followerCode(range, guessCode(range, tallies));
  const spell = spelling(range, book);

  const knownAfter = (before: Before, wanted: number | undefined): number => {
    const [near, wide] = following.after(before);
    return (
      guess({ order: 0, followers: near }, wanted) ??
      guess({ order: 1, followers: wide, leftOut: near }, wanted) ??
      anyWord(range, said, wanted)
    );
  };

  const next = (before: Before, given: string | undefined): Said => {
    const known = knownAfter(before, given === undefined ? undefined : (words.placeOf(given) ?? newWord));
    const word = known === newWord ? spell(given) : words.wordAt(known);
    const place = known === newWord ? words.add(word) : known;
    following.learn(before, place);
    said.grow(place, again.anywhere);
    return { place, word };
  };

  return (given) => {
    const pieces = given === undefined ? undefined : [...piecesOf(given), words.wordAt(endOfText)];
    const read: string[] = [];
    let before: Before = [endOfText, endOfText, endOfText];
    for (let found = next(before, pieces?.[0]); found.place !== endOfText; found = next(before, pieces?.[read.length])) {
      read.push(found.word);
      before = [before[1], before[2], found.place];
    }
    return given ?? textOf(read);
  };
};

type Said = { readonly place: number; readonly word: string };
/** The three words before one. */
type Before = readonly [number, number, number];

const treesOf = keptWith((book: Phrasebook) => treeOf(book.weights, mostOwnWords));

const anyWord = (range: RangeCode, said: WeighedPlaces, wanted: number | undefined): number =>
  range.code(said.total(), wanted === undefined ? undefined : said.partOf(wanted), said.at).place;

/** What follows three or two words in the texts so far, and what follows one in them or in the phrasebook. */
const followings = (book: Phrasebook) => {
  const afterSome = new Map<number, Followers>();
  const afterOne = new Map<number, Followers>();
  const afterWord = (word: number): Followers => {
    const followers = afterOne.get(word) ?? newFollowers(book.followers.get(word));
    afterOne.set(word, followers);
    return followers;
  };
  const learnAfter = (key: number, place: number): void => {
    const followers = afterSome.get(key) ?? newFollowers();
    afterSome.set(key, followers);
    grow(followers, place, again.afterSome);
  };
  return {
    after: ([first, second, third]: Before) =>
      [afterSome.get(keyOf(first, second, third)) ?? afterSome.get(keyOf(noWord, second, third)), afterWord(third)] as const,
    learn: ([first, second, third]: Before, place: number): void => {
      learnAfter(keyOf(first, second, third), place);
      learnAfter(keyOf(noWord, second, third), place);
      grow(afterWord(third), place, again.afterOne);
    },
  };
};

/** No place is as high as this: a phrasebook and a memory's own words are some tens of thousands. */
const noWord = 2 ** 17 - 1;
const keyOf = (first: number, second: number, third: number): number => (first * 2 ** 17 + second) * 2 ** 17 + third;

type Guess = Pick<Situation, "order"> & { readonly followers: Followers | undefined; readonly leftOut?: Followers | undefined };

/** Which of the followers comes next, if one of them does. */
const followerCode =
  (range: RangeCode, isTrue: GuessCode) =>
  ({ order, followers = nobody, leftOut }: Guess, wanted: number | undefined): number | undefined => {
    const total = totalOf(followers, leftOut);
    if (total === 0) return undefined;
    const asked = wanted === undefined ? undefined : { part: partOf(followers, leftOut, wanted) };
    if (!isTrue({ order, total }, asked && asked.part !== undefined)) return undefined;
    return range.code(total, asked?.part, (point) => partAt(followers, leftOut, point)).place;
  };

const nobody = newFollowers();
