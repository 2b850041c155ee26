import type { Dice } from "./dice.ts";
import type { Origin } from "./name-sources.ts";

export type NamePicker = (names: readonly string[]) => string;

export const initial = (dice: Dice): string => dice.pick([..."ABCDEFGHIJKLMNOPRSTVW"]);

/** First and last name of one origin, now and then with what stands between, before or behind them. */
export const fullName = ({ firsts, lasts }: Origin, pickName: NamePicker, dice: Dice): string => {
  const first = pickName(firsts);
  const last = pickName(lasts);
  if (dice.chance(66)) return `${first} ${last}`;
  const rarer = [
    () => `${first} ${initial(dice)}. ${last}`,
    () => `${first} ${initial(dice)}. ${last}`,
    () => `${first} ${initial(dice)} ${last}`,
    () => `${first} ${initial(dice)}.`,
    () => `${first} ${pickName(firsts)} ${last}`,
    () => `${first}-${pickName(firsts)} ${last}`,
    () => `${first}-${pickName(firsts).toLowerCase()} ${last}`,
    () => `${first} ${last}-${pickName(lasts)}`,
    () => `${first} ${last}-${pickName(lasts)}`,
    () => `${first} ${last} ${pickName(lasts)}`,
    () => `${first} ${dice.pick(particles)} ${last}`,
    () => `${first} ${dice.pick(["al-", "Al-", "El-", "Abu-", "Ben-", "Mc", "Mac", "O'", "D'"])}${last}`,
    () => `${initial(dice)}. ${last}`,
    () => `${initial(dice)}.${initial(dice)}. ${last}`,
    () => `${first} ${last} ${dice.pick(["Jr.", "Jr", "Sr", "III", "II"])}`,
  ];
  return dice.pick(rarer)();
};

const particles = [
  "de",
  "de la",
  "del",
  "van",
  "van der",
  "von",
  "bin",
  "bint",
  "da",
  "dos",
  "di",
  "le",
  "la",
  "ter",
  "Te",
  "y",
  "St.",
  "el",
  "ap",
  "den",
  "du",
];
