import type { Dice } from "./dice.ts";

/** What names of organisations and facilities are made from. */
export type Making = {
  readonly list: (name: string) => string;
  readonly last: () => string;
  readonly city: () => string;
  readonly dice: Dice;
};

type Way = readonly [weight: number, make: (making: Making) => string];

/** The name of an employer, a company, a union. */
export const organisation = (making: Making): string => makeOneWay(organisationWays, making);

/** The name of a hospital, a practice, a pharmacy with its place. */
export const facility = (making: Making): string => makeOneWay(facilityWays, making);

const makeOneWay = (ways: readonly Way[], making: Making): string => {
  let draw = making.dice.below(ways.reduce((sum, [weight]) => sum + weight, 0));
  const chosen = ways.find(([weight]) => {
    draw -= weight;
    return draw < 0;
  });
  if (chosen === undefined) throw new RangeError("no way to make a name");
  return chosen[1](making).trim();
};

const organisationWays: readonly Way[] = [
  [60, ({ list }) => list("firm")],
  [20, ({ list }) => list("employer")],
  [16, ({ list, last }) => `${last()} ${list("legal")}`],
  [11, ({ list }) => `${list("orgword")} ${list("legal")}`],
  [7, ({ last }) => `${last()}, ${last()} and ${last()}`],
  [7, ({ last, dice }) => `${last()} ${dice.pick(["&", "and", "-"])} ${last()}`],
  [4, ({ list, last, dice }) => `${last()} ${dice.pick(["&", "and"])} ${last()} ${list("legal")}`],
  [7, ({ list, city }) => `${city()} ${list("legal")}`],
  [7, ({ list }) => `${list("orgword")} ${list("orgword")} ${list("legal")}`],
  [14, ({ list, last, city, dice }) => `${dice.pick([last, city, () => list("orgword")])()} ${list("industry")}`],
  [3, ({ list, city }) => `${city()} ${list("orgword")} ${list("industry")}`],
  [
    3,
    ({ list, city, dice }) =>
      `${city()} ${list("orgword")} ${dice.pick(["Union Local", "Local", "Lodge", "Chapter"])} ${1 + dice.below(90)}`,
  ],
  [4, ({ list }) => list("orgword")],
  [7, ({ list }) => `${list("everyday")} ${list("everyday")}`],
  [4, ({ list, dice }) => `${dice.pick(["the", "the", "The"])} ${list("naturea")} ${list("everyday")}`],
  [
    4,
    ({ list, last, dice }) =>
      `${dice.pick([() => list("everyday"), last])()} ${dice.pick(["and", "&", "n"])} ${dice.pick([() => list("everyday"), () => "co", () => "sons"])()}`,
  ],
  [
    5,
    ({ city, dice }) =>
      `${dice.pick(["City of", "County of", "Bank of", "First Bank of", "Port of", "University of"])} ${city()}`,
  ],
  [
    22,
    ({ list, last, city, dice }) =>
      `${dice.pick([last, city, () => natureName(list), () => list("orgword")])()} ${list("orgend")}`,
  ],
  [5, ({ list, dice }) => `${list("orgword")}${dice.pick(["soft", "corp", "tech", "worx", "ly", "gen", "net", "mart"])}`],
];

/** "Blue Mesa", "Twin Lakes": names of no list. */
const natureName = (list: Making["list"]): string => `${list("naturea")} ${list("naturen")}`;

const facilityWays: readonly Way[] = [
  [90, ({ list }) => list("care")],
  [12, ({ list }) => list("facword")],
  [3, ({ list, dice }) => `${dice.pick(["the ", "The ", ""])}${list("naturen")}`],
  [3, ({ list }) => `${list("everyday")} ${list("everyday")}`],
  [7, ({ list }) => `${list("everyday")} ${list("facend")}`],
  [
    4,
    ({ list, dice }) =>
      `${dice.pick(["little", "tiny", "kids", "happy", "bright", "sunny", "busy", "growing"])} ${list("everyday")}${dice.pick(["", "s", "s", " academy", " daycare", " preschool"])}`,
  ],
  [
    34,
    ({ list, last, city, dice }) =>
      `${dice.pick([() => natureName(list), () => natureName(list), () => list("naturea"), last, city, () => list("facword"), () => list("streetword")])()} ${list("facend")}`,
  ],
  [5, ({ list }) => natureName(list)],
  [5, ({ list, last, city, dice }) => `${list("faclead")} ${dice.pick([() => list("naturen"), last, city])()}`],
  [3, ({ list, last, dice }) => `${last()} ${dice.pick(["&", "and"])} ${last()} ${list("facend")}`],
  [3, ({ list }) => `${natureName(list)} ${list("facend")} ${list("facend")}`],
  [15, ({ list, city }) => `${city()} ${list("hospital")}`],
  [14, ({ list, dice }) => `St${dice.chance(60) ? "." : ""} ${list("saint")}${dice.chance(65) ? ` ${list("hospital")}` : ""}`],
  [15, ({ list }) => `${list("facword")} ${list("hospital")}`],
  [20, ({ list }) => `${list("facword")} ${list("clinic")}`],
  [13, ({ list, city }) => `${city()} ${list("clinic")}`],
  [8, ({ list, last }) => `${last()} ${list("clinic")}`],
  [3, ({ list, last }) => `${last()} ${list("hospital")}`],
  [3, ({ list }) => `${list("facword")} ${list("clinic")} and ${list("clinic")}`],
  [
    7,
    ({ list, city, dice }) =>
      `${list("chain")} ${dice.pick(["on", "in", "at", "near", "of"])} ${dice.pick([city, () => list("streetword")])()}`,
  ],
  [3, ({ list, city }) => `${list("chain")} ${city()}`],
  [5, ({ list }) => list("chain")],
  [
    4,
    ({ city, dice }) =>
      `${dice.pick(["University of", "Children's Hospital of"])} ${city()}${dice.chance(40) ? " Medical Center" : ""}`,
  ],
  [4, ({ list, city, dice }) => `${list("facword")} ${dice.pick(["at", "of"])} ${city()}`],
];
