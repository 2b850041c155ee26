import type { Dice } from "./dice.ts";

type Plain = { readonly list: (name: string) => string; readonly last: () => string; readonly dice: Dice };

/** What stands in a slot that names nobody and no place. Identifiers of other kinds are as typed, or already removed. */
export const plainSlot = (slot: string, { list, last, dice }: Plain): string => {
  if (maskable.has(slot) && dice.chance(maskedPercent)) return mask;
  return plainMakers[slot]?.(dice, last) ?? list(slot);
};

/** What other detectors find is removed before the model reads the text, mostly. */
const maskedPercent = 60;
export const mask = "\uFFFC";
const maskable: ReadonlySet<string> = new Set(["phone", "email", "mrn", "date", "zip"]);

const digits = (dice: Dice, pattern: string): string => pattern.replace(/#/g, () => String(dice.below(10)));

const plainMakers: Readonly<Record<string, (dice: Dice, last: () => string) => string>> = {
  num: (dice) => String(1 + dice.below(dice.chance(70) ? 30 : 999)),
  age: (dice) => String(1 + dice.below(98)),
  year: (dice) => String(1960 + dice.below(66)),
  time: (dice) => digits(dice, dice.pick(["1#:30", "9am", "3 pm", "10:15 am", "noon", "14:#5", "2:30pm"])),
  bp: (dice) => `1${dice.below(10)}${dice.below(10)}/${60 + dice.below(40)}`,
  money: (dice) => digits(dice, dice.pick(["$##", "$1##", "$#,###", "45 dollars", "£##", "$#.##"])),
  phone: (dice) => digits(dice, dice.pick(["555-01##", "(212) 555-01##", "312-555-0###", "07700 900###", "+1 415 555 01##"])),
  zip: (dice) => digits(dice, dice.pick(["#####", "#####", "K1A 0B1", "SW1A 1AA", "3###", "#####-####"])),
  mrn: (dice) => digits(dice, dice.pick(["#######", "MRN######", "A#######", "00######"])),
  email: (dice, last) => `${mailboxOf(last())}${dice.below(99)}@${dice.pick(["gmail.com", "yahoo.com", "example.org"])}`,
  date: (dice) => dateOf(dice),
};

const mailboxOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

const months = "January February March April May June July August September October November December".split(" ");

const dateOf = (dice: Dice): string => {
  const day = 1 + dice.below(28);
  const year = 1940 + dice.below(86);
  const month = dice.pick(months);
  const number = 1 + dice.below(12);
  const written = [
    `${number}/${day}/${year}`,
    `${month} ${day}`,
    `${month} ${day}, ${year}`,
    `${day} ${month} ${year}`,
    `${number}/${day}`,
  ];
  return dice.pick([...written, `${month.slice(0, 3)} ${day}`]);
};
