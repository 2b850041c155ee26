import type { Dice } from "./dice.ts";
import { facility, organisation } from "./make-institution.ts";
import type { Marked, Tag } from "./marked-text.ts";
import { isReserved, type Origin, type Place } from "./name-sources.ts";
import { plainSlot } from "./plain-slots.ts";

/** What slots are filled from. */
export type Stock = {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly origins: readonly Origin[];
  readonly places: readonly Place[];
  readonly localPlaces: readonly Place[];
  /** English words in small letters. */
  readonly words: readonly string[];
  /** Whether a name may be used: training and measuring use different ones. */
  readonly admits: (name: string) => boolean;
};

export type SlotFiller = (slot: string) => Marked;

/** Fills the slots of one text; the people of a text come from one or two origins. */
export const slotFiller = (stock: Stock, dice: Dice): SlotFiller => {
  const list = (name: string): string => dice.pick(stock.lists.get(name) ?? fail(name));
  const makers = slotMakers(stock, list, dice);
  const last = makers.last ?? ((): string => "");
  return (slot) => {
    if (slot === "city" && dice.chance(10)) return [{ text: list(dice.pick(["region", "country"])), tag: "REGION" }];
    const make = makers[slot];
    if (make === undefined) return [{ text: plainSlot(slot, { list, last, dice }), tag: "OTHER" }];
    return [{ text: make(), tag: slotTags[slot] ?? "NAME" }];
  };
};

type Makers = Readonly<Record<string, () => string>>;

const slotMakers = (stock: Stock, list: (name: string) => string, dice: Dice): Makers => {
  const home = originOf(stock, dice);
  const origin = (): Origin => (dice.chance(75) ? home : originOf(stock, dice));
  const pickName = (names: readonly string[]): string => admitted(names, stock, dice);
  const first = (): string => pickName(origin().firsts);
  const last = (): string => pickName(origin().lasts);
  const full = (): string => fullName(origin(), pickName, dice);
  const city = (): string => townOf(stock, dice);
  const making = { list, last, city, dice };
  return {
    word: () => dice.pick(stock.words),
    first,
    first2: first,
    last,
    full,
    name: () => (dice.chance(55) ? full() : first()),
    lastfirst: () => `${last()}, ${first()}${dice.chance(25) ? ` ${initial(dice)}${dice.pick(["", "."])}` : ""}`,
    spelled: () =>
      [
        ...last()
          .toUpperCase()
          .replace(/[^A-Z]/g, ""),
      ].join(dice.pick(["-", " ", ".", " - "])),
    city,
    region: () => list("region"),
    country: () => list("country"),
    org: () => organisation(making),
    fac: () => facility(making),
    school: () => `${dice.pick([last, city, () => list("facword")])()} ${list("schoolkind")}`,
    street: () => `${1 + dice.below(9900)} ${dice.chance(75) ? list("streetword") : last()} ${list("streetkind")}${unitOf(dice)}`,
  };
};

const slotTags: Readonly<Record<string, Tag>> = {
  word: "OTHER",
  city: "LOCATION",
  street: "LOCATION",
  region: "REGION",
  country: "REGION",
  org: "ORGANIZATION",
  fac: "FACILITY",
  school: "FACILITY",
};

const fail = (slot: string): never => {
  throw new Error(`no list for the slot ${slot}`);
};

/** How many texts of a hundred are at home in the first, in the first two, in the first three origins. */
const homeShares = [28, 46, 59];

const originOf = ({ origins }: Stock, dice: Dice): Origin => {
  const draw = dice.below(100);
  const common = homeShares.findIndex((share) => draw < share);
  return origins[common] ?? dice.pick(origins);
};

const admitted = (names: readonly string[], { admits }: Stock, dice: Dice): string => {
  for (let tries = 0; tries < 400; tries += 1) {
    const name = dice.pick(names);
    if (admits(name)) return name;
  }
  return dice.pick(names);
};

const initial = (dice: Dice): string => dice.pick([..."ABCDEFGHIJKLMNOPRSTVW"]);

type NamePicker = (names: readonly string[]) => string;

const fullName = ({ firsts, lasts }: Origin, pickName: NamePicker, dice: Dice): string => {
  const first = pickName(firsts);
  const last = pickName(lasts);
  if (dice.chance(72)) return `${first} ${last}`;
  const rarer = [
    () => `${first} ${initial(dice)}. ${last}`,
    () => `${first} ${initial(dice)}. ${last}`,
    () => `${first} ${initial(dice)} ${last}`,
    () => `${first} ${pickName(firsts)} ${last}`,
    () => `${first} ${last}-${pickName(lasts)}`,
    () => `${first} ${last} ${pickName(lasts)}`,
    () => `${initial(dice)}. ${last}`,
    () => `${first} ${last} ${dice.pick(["Jr.", "Jr", "Sr", "III", "II"])}`,
  ];
  return dice.pick(rarer)();
};

const townOf = ({ places, localPlaces, admits }: Stock, dice: Dice): string => {
  for (let tries = 0; tries < 400; tries += 1) {
    const { name } = dice.chance(75) ? dice.pick(localPlaces) : dice.pick(places);
    if (admits(name)) return name;
  }
  return dice.pick(places).name;
};

const unitOf = (dice: Dice): string =>
  dice.chance(20) ? dice.pick([" Apt 4", " Apt. 2B", ", Unit 12", " #5", " Suite 300", ", Apt 7C"]) : "";

export const admitsTraining = (name: string): boolean => !name.split(/[ -]/).some(isReserved);
export const admitsMeasuring = (name: string): boolean => name.split(/[ -]/).every(isReserved);
