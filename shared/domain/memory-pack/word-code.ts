import { keptWith } from "../memory-words/kept-with.ts";
import { type Followers, grow, newFollowers, partAt, partOf, totalOf } from "./followers.ts";
import { mostOwnWords, ownWords } from "./own-words.ts";
import { endOfText, newWord, type Phrasebook } from "./phrasebook.ts";
import type { RangeCode } from "./range-code.ts";
import { spelling } from "./spelling.ts";
import { piecesOf, textOf } from "./spoken-pieces.ts";
import { treeOf, type WeighedPlaces, weighedPlaces } from "./weighed-places.ts";

/** Texts one after the other: the given one when it is written, the stored one when it is read. Each is told by those before it. */
export type TextCode = (given?: string) => string;

/** What one more time is worth, beside the phrasebook's weights. */
const again = { afterTwo: { first: 1, again: 2 }, afterOne: { first: 6, again: 6 }, anywhere: 400 } as const;

/**
 * Words by what they follow: first by the two words before them, as the texts so far have it, then by the one before, as these texts
 * and the phrasebook have it, else by how often they are said, else letter by letter.
 */
export const wordCode = (range: RangeCode, book: Phrasebook): TextCode => {
  const words = ownWords(book);
  const following = followings(book);
  const said = weighedPlaces(treesOf(book));
  const guess = guesses(range);
  const spell = spelling(range, book);

  const knownAfter = (before: Pair, wanted: number | undefined): number => {
    const [near, wide] = following.after(before);
    return (
      guess({ order: 0, followers: near }, wanted) ??
      guess({ order: 1, followers: wide, leftOut: near }, wanted) ??
      anyWord(range, said, wanted)
    );
  };

  const next = (before: Pair, given: string | undefined): Said => {
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
    let before: Pair = [endOfText, endOfText];
    for (let found = next(before, pieces?.[0]); found.place !== endOfText; found = next(before, pieces?.[read.length])) {
      read.push(found.word);
      before = [before[1], found.place];
    }
    return given ?? textOf(read);
  };
};

type Said = { readonly place: number; readonly word: string };
type Pair = readonly [number, number];

const treesOf = keptWith((book: Phrasebook) => treeOf(book.weights, mostOwnWords));

const anyWord = (range: RangeCode, said: WeighedPlaces, wanted: number | undefined): number =>
  range.code(said.total(), wanted === undefined ? undefined : said.partOf(wanted), said.at).place;

/** What follows two words in the texts so far, and what follows one in them or in the phrasebook. */
const followings = (book: Phrasebook) => {
  const afterTwo = new Map<number, Followers>();
  const afterOne = new Map<number, Followers>();
  const afterWord = (word: number): Followers => {
    const followers = afterOne.get(word) ?? newFollowers(book.followers.get(word));
    afterOne.set(word, followers);
    return followers;
  };
  return {
    after: ([first, second]: Pair) => [afterTwo.get(pairOf(first, second)), afterWord(second)] as const,
    learn: ([first, second]: Pair, place: number): void => {
      const near = afterTwo.get(pairOf(first, second)) ?? newFollowers();
      afterTwo.set(pairOf(first, second), near);
      grow(near, place, again.afterTwo);
      grow(afterWord(second), place, again.afterOne);
    },
  };
};

const pairOf = (first: number, second: number): number => first * 2 ** 20 + second;

type Guess = { readonly order: number; readonly followers: Followers | undefined; readonly leftOut?: Followers | undefined };
type Known = { readonly order: number; readonly followers: Followers; readonly leftOut: Followers | undefined };

type Tally = { hits: number; misses: number };

/** Whether one of the followers comes next is learned too, by how many words tell it and how much they weigh. */
const guesses = (range: RangeCode) => {
  const records = new Map<number, Tally>();
  const isHit = (situation: number, given: boolean | undefined): boolean => {
    const record = records.get(situation) ?? { hits: situation < orderStep ? 3 : 1, misses: 1 };
    records.set(situation, record);
    const { yes } = range.code(record.hits + record.misses, given === undefined ? undefined : partFor(record, given), (point) =>
      partFor(record, point < record.hits),
    );
    record[yes ? "hits" : "misses"] += 1;
    return yes;
  };
  const among = ({ order, followers, leftOut }: Known, wanted: number | undefined): number | undefined => {
    const total = totalOf(followers, leftOut);
    if (total === 0) return undefined;
    const asked = wanted === undefined ? undefined : { part: partOf(followers, leftOut, wanted) };
    if (!isHit(situationOf(order, total), asked && asked.part !== undefined)) return undefined;
    return range.code(total, asked?.part, (point) => partAt(followers, leftOut, point)).place;
  };
  return ({ order, followers, leftOut }: Guess, wanted: number | undefined): number | undefined =>
    followers && among({ order, followers, leftOut }, wanted);
};

const orderStep = 16;

const situationOf = (order: number, total: number): number =>
  orderStep * order + Math.min(orderStep - 1, Math.floor(Math.log2(total)));

const partFor = ({ hits, misses }: Tally, yes: boolean) =>
  yes ? { start: 0, size: hits, yes } : { start: hits, size: misses, yes };
