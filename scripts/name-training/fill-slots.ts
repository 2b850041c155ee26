import type { Dice } from "./dice.ts";
import { fullName, initial } from "./make-full-name.ts";
import { facility, organisation } from "./make-institution.ts";
import type { Marked, Piece, Tag } from "./marked-text.ts";
import { isReserved, type Origin } from "./name-sources.ts";
import type { Place } from "./place-sources.ts";
import { mask, plainSlot } from "./plain-slots.ts";
import type { Ordinary } from "./swap-words.ts";

/** What slots are filled from. */
export type Stock = {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly origins: readonly Origin[];
  readonly places: readonly Place[];
  readonly localPlaces: readonly Place[];
  /** English words in small letters. */
  readonly words: readonly string[];
  readonly ordinary: Ordinary;
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
    const instead = insteadOf(slot, list, dice);
    if (instead !== undefined) return [instead];
    const make = makers[slot];
    if (make === undefined) return [{ text: plainSlot(slot, { list, last, dice }), tag: "OTHER" }];
    return [{ text: make(), tag: slotTags[slot] ?? "NAME" }];
  };
};

/** What stands in a slot now and then: a state for a city, the mask of what was removed for a street. */
const insteadOf = (slot: string, list: (name: string) => string, dice: Dice): Piece | undefined => {
  if (slot === "city" && dice.chance(10)) return { text: list(dice.pick(["region", "country"])), tag: "REGION" };
  return slot === "street" && dice.chance(40) ? { text: mask, tag: "OTHER" } : undefined;
};

type Makers = Readonly<Record<string, () => string>>;

const slotMakers = (stock: Stock, list: (name: string) => string, dice: Dice): Makers => {
  const home = originOf(stock, dice);
  const origin = (): Origin => (dice.chance(75) ? home : originOf(stock, dice));
  const pickName = (names: readonly string[]): string => admitted(names, stock, dice);
  const first = (): string => pickName(origin().firsts);
  const last = (): string => pickName(origin().lasts);
  const full = (): string => fullName(origin(), pickName, dice);
  const city = (): string => `${dice.chance(4) ? `${list("compass")} ` : ""}${townOf(stock, dice)}`;
  const making = { list, last, city, dice };
  return {
    word: () => dice.pick(stock.words),
    drug: () => drugName(list, dice),
    initial: () => initial(dice),
    nick: () => list("nick"),
    pidname: () => `${last()}^${first()}${dice.chance(40) ? `^${initial(dice)}` : ""}`.toUpperCase(),
    first,
    called: () => wordName(list, dice),
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

/** A name that is a word as well: "Journey", "Moose", "Reign". */
const wordName = (list: (name: string) => string, dice: Dice): string => {
  const word = list(dice.chance(30) ? "nick" : dice.pick(["everyday", "everyday", "naturea", "naturen"]));
  return word.charAt(0).toUpperCase() + word.slice(1);
};

const slotTags: Readonly<Record<string, Tag>> = {
  word: "OTHER",
  drug: "OTHER",
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

const townOf = ({ places, localPlaces, admits }: Stock, dice: Dice): string => {
  for (let tries = 0; tries < 400; tries += 1) {
    const { name } = dice.chance(75) ? dice.pick(localPlaces) : dice.pick(places);
    if (admits(name)) return name;
  }
  return dice.pick(places).name;
};

const unitOf = (dice: Dice): string =>
  dice.chance(20) ? dice.pick([" Apt 4", " Apt. 2B", ", Unit 12", " #5", " Suite 300", ", Apt 7C"]) : "";

const syllables =
  "ba|bri|ce|cla|da|do|e|fa|flo|ga|glu|i|ka|la|le|lo|ma|me|mo|na|ne|ni|o|pa|pra|qui|ra|re|ro|sa|se|so|ta|te|tri|u|va|ve|vi|xa|xe|zo|zu".split(
    "|",
  );
const drugEnds =
  "mab|umab|zumab|tinib|ciclib|pril|sartan|statin|azole|oxacin|mycin|cillin|olol|dipine|gliptin|gliflozin|tide|parin|xaban|gatran|triptan|setron|profen|oxib|caine|pam|lam|idone|etine|oxetine|mide|zide|sone|lone|nide|terol|tropium|vir|fovir|navir|ase|ine|ium|ix|era|eza|iva|ara|yx|za|ria|qo|via|ora".split(
    "|",
  );

/** A word that sounds like a drug, so that what nobody has heard of yet is none the less known by its ending. */
const inventedDrug = (dice: Dice): string => {
  const start = Array.from({ length: 1 + dice.below(3) }, () => dice.pick(syllables)).join("");
  return start + dice.pick(drugEnds);
};

/** One of those often prescribed, of all, or one nobody has heard of yet; in small letters as typed, or as on its box. */
const drugName = (list: (name: string) => string, dice: Dice): string => {
  const name = dice.chance(18) ? inventedDrug(dice) : list(dice.chance(25) ? "substance" : "drug");
  return dice.chance(30) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
};

export const admitsTraining = (name: string): boolean => !name.split(/[ -]/).some(isReserved);
export const admitsMeasuring = (name: string): boolean => name.split(/[ -]/).every(isReserved);
