import type { Placed } from "./weighed-places.ts";

/** The words that follow a word, or two, with their weights: those of the phrasebook, and those the texts so far add. */
export type Followers = {
  readonly places: number[];
  readonly weights: number[];
  total: number;
};

export const newFollowers = (known: ReadonlyMap<number, number> = new Map()): Followers => {
  const weights = [...known.values()];
  return { places: [...known.keys()], weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
};

export const grow = (followers: Followers, place: number, by: { readonly first: number; readonly again: number }): void => {
  const at = followers.places.indexOf(place);
  followers.total += at < 0 ? by.first : by.again;
  if (at >= 0) {
    followers.weights[at] = (followers.weights[at] ?? 0) + by.again;
    return;
  }
  followers.places.push(place);
  followers.weights.push(by.first);
};

/** What all weigh but those that are left out. */
export const totalOf = (followers: Followers, leftOut: Followers | undefined): number =>
  leftOut === undefined
    ? followers.total
    : leftOut.places.reduce((total, place) => total - (weightOf(followers, place) ?? 0), followers.total);

/** The lists are short: looking through them takes less than keeping a map of each. */
const weightOf = ({ places, weights }: Followers, place: number): number | undefined => weights[places.indexOf(place)];

/** The part of this place; undefined where it is not among them. */
export const partOf = (followers: Followers, leftOut: Followers | undefined, place: number): Placed | undefined => {
  const end = followers.places.indexOf(place);
  if (end < 0 || leftOut?.places.includes(place) === true) return undefined;
  let start = 0;
  for (let at = 0; at < end; at += 1) start += followers.weights[at] ?? 0;
  for (const other of leftOut?.places ?? []) start -= weightBefore(followers, other, end);
  return { place, start, size: followers.weights[end] ?? 0 };
};

/** What this place weighs if it comes before that one, else nothing. */
const weightBefore = ({ places, weights }: Followers, place: number, end: number): number => {
  const at = places.indexOf(place);
  return at >= 0 && at < end ? (weights[at] ?? 0) : 0;
};

/** The part that a point is in. */
export const partAt = (followers: Followers, leftOut: Followers | undefined, point: number): Placed => {
  let start = 0;
  for (const [at, place] of followers.places.entries()) {
    const size = weightAt(followers, leftOut, at);
    if (point < start + size) return { place, start, size };
    start += size;
  }
  throw new RangeError("there is no such word");
};

const weightAt = ({ places, weights }: Followers, leftOut: Followers | undefined, at: number): number =>
  leftOut?.places.includes(places[at] ?? -1) === true ? 0 : (weights[at] ?? 0);
