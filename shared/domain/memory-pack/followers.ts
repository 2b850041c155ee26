import type { Placed } from "./weighed-places.ts";

/** The words that follow a word, or two, with their weights: those of the phrasebook, and those the texts so far add. */
export type Followers = {
  readonly places: number[];
  readonly weights: number[];
  /** Where in the two lists a place is. */
  readonly index: Map<number, number>;
  total: number;
};

export const newFollowers = (known: ReadonlyMap<number, number> = new Map()): Followers => {
  const followers: Followers = { places: [], weights: [], index: new Map(), total: 0 };
  for (const [place, weight] of known) grow(followers, place, { first: weight, again: 0 });
  return followers;
};

export const grow = (followers: Followers, place: number, by: { readonly first: number; readonly again: number }): void => {
  const at = followers.index.get(place);
  followers.total += at === undefined ? by.first : by.again;
  if (at !== undefined) {
    followers.weights[at] = (followers.weights[at] ?? 0) + by.again;
    return;
  }
  followers.index.set(place, followers.places.length);
  followers.places.push(place);
  followers.weights.push(by.first);
};

/** What all weigh but those that are left out. */
export const totalOf = (followers: Followers, leftOut: Followers | undefined): number =>
  leftOut === undefined
    ? followers.total
    : leftOut.places.reduce((total, place) => total - (weightOf(followers, place) ?? 0), followers.total);

const weightOf = ({ index, weights }: Followers, place: number): number | undefined => {
  const at = index.get(place);
  return at === undefined ? undefined : weights[at];
};

/** The part of this place; undefined where it is not among them. */
export const partOf = (followers: Followers, leftOut: Followers | undefined, place: number): Placed | undefined => {
  const end = followers.index.get(place);
  if (end === undefined || leftOut?.index.has(place) === true) return undefined;
  let start = 0;
  for (let at = 0; at < end; at += 1) start += weightAt(followers, leftOut, at);
  return { place, start, size: followers.weights[end] ?? 0 };
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
  leftOut?.index.has(places[at] ?? -1) === true ? 0 : (weights[at] ?? 0);
