import type { Dice } from "./dice.ts";
import type { Marked, Piece } from "./marked-text.ts";

/** The text as hurried, dictating, shouting or tidy people would have it. */
export const disturbText = (marked: Marked, dice: Dice): Marked => {
  const draw = dice.below(100);
  if (draw < 44) return marked;
  if (draw < 60) return mapText(marked, (text) => text.toLowerCase());
  if (draw < 72) return hurry(marked, dice);
  if (draw < 82) return dictate(marked, dice);
  if (draw < 90) return startWithCapitals(mapText(marked, (text) => text.toLowerCase()));
  if (draw < 96) return mapText(marked, (text) => text.toUpperCase());
  return mapText(marked, titleCase);
};

/** Small spoken text as a tidy typist would write it. */
export const tidyText = (marked: Marked): Marked =>
  startWithCapitals(
    marked.map(({ text, tag }) =>
      tag === "OTHER" ? { text: text.replace(/ ([.,?!])/g, "$1").replace(/\bi\b/g, "I"), tag } : { text: titleCase(text), tag },
    ),
  );

const mapText = (marked: Marked, change: (text: string) => string): Marked =>
  marked.map(({ text, tag }) => ({ text: change(text), tag }));

const mapOther = (marked: Marked, change: (text: string) => string): Marked =>
  marked.map((piece) => (piece.tag === "OTHER" ? { text: change(piece.text), tag: piece.tag } : piece));

const titleCase = (text: string): string => text.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());

const hurry = (marked: Marked, dice: Dice): Marked =>
  mapText(
    mapOther(marked, (text) => mistype(shorten(text.toLowerCase(), dice).replace(/[,!?;]|\.(?=\s|$)/g, ""), dice)),
    (text) => (dice.chance(50) ? text.toLowerCase().replace(/['.]/g, "") : text.toLowerCase()),
  );

const shortForms: Readonly<Record<string, readonly string[]>> = {
  you: ["u"],
  your: ["ur"],
  please: ["pls", "plz"],
  until: ["til"],
  are: ["r"],
  and: ["n", "&"],
  because: ["bc", "cuz"],
  with: ["w", "w/"],
  before: ["b4"],
  tomorrow: ["tmrw", "tmr"],
  thanks: ["thx", "ty"],
  appointment: ["appt"],
  prescription: ["rx", "script"],
  minutes: ["min", "mins"],
  hours: ["hrs"],
  weeks: ["wks"],
  about: ["abt"],
  though: ["tho"],
  them: ["em"],
  people: ["ppl"],
  something: ["smth"],
  really: ["rly"],
  right: ["rn"],
  doctor: ["doc", "dr"],
  pressure: ["pres"],
  going: ["goin"],
};

/** Some words as they are typed on a phone. */
const shorten = (text: string, dice: Dice): string =>
  text.replace(/[a-z]+/g, (word) => {
    const forms = Object.hasOwn(shortForms, word) ? shortForms[word] : undefined;
    return forms !== undefined && dice.chance(40) ? dice.pick(forms) : word;
  });

/** Now and then two letters change places, or one is lost. */
const mistype = (text: string, dice: Dice): string =>
  text.replace(/[a-z]{4,}/g, (word) => {
    if (!dice.chance(5)) return word;
    const at = 1 + dice.below(word.length - 2);
    const swapped = `${word[at + 1] ?? ""}${word[at] ?? ""}`;
    return dice.chance(50) ? word.slice(0, at) + swapped + word.slice(at + 2) : word.slice(0, at) + word.slice(at + 1);
  });

const fillers = [" um , ", " uh , ", " you know , ", " , like , ", " , and , ", " ... "];

const dictate = (marked: Marked, dice: Dice): Marked => {
  const isBare = dice.chance(40);
  return mapOther(
    mapText(marked, (text) => text.toLowerCase()),
    (text) => {
      const spaced = text.replace(/[.,?!](?=\s|$)/g, (sign) => (isBare ? "" : ` ${sign}`)).replace(/n't\b/g, " n't");
      return stumble(
        spaced.replace(/ (?=[a-z])/g, (space) => (dice.chance(3) ? dice.pick(fillers) : space)),
        dice,
      );
    },
  );
};

/** Now and then a word breaks off and is said again. */
const stumble = (text: string, dice: Dice): string =>
  text.replace(/(?<= )[a-z]{3,}/g, (word) => {
    if (!dice.chance(2)) return word;
    return `${word.slice(0, 1 + dice.below(3))}${dice.pick(["- ", "- uh , ", "-", " , "])}${word}`;
  });

/** Capitals where sentences start and nowhere else. */
const startWithCapitals = (marked: Marked): Marked => {
  let starts = true;
  return marked.map(({ text, tag }): Piece => {
    const changed = text.replace(/(^|[.!?\n]\s*)(\p{Ll})/gu, (whole, before: string, letter: string) =>
      before === "" && !starts ? whole : before + letter.toUpperCase(),
    );
    if (text.trim() !== "") starts = /[.!?\n]\s*$/.test(text);
    return { text: changed, tag };
  });
};
