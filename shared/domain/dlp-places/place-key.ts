const marks = /[\u0300-\u036f]/g;

/** The one spelling under which a place is looked up: no case, accents, dots or apostrophes; "Saint" and "Fort" cut short. */
export const placeKey = (name: string): string => (isPlain.test(name) ? name.toLowerCase() : spelledKey(name));

/** Letters and single blanks, and no first word that is cut short: its key is itself. */
const isPlain = /^(?!(?:sainte?|st|fort|ft|mount|mt) )[a-z]{1,40}(?: [a-z]{1,40}){0,8}$/i;

const spelledKey = (name: string): string =>
  withoutMarks(name)
    .toLowerCase()
    .replace(/[.'\u2019]/g, "")
    .replace(/[\s-]{1,4}/g, " ")
    .replace(/^(?:saint|st|sainte) /, "st ")
    .replace(/^(?:fort|ft) /, "ft ")
    .replace(/^(?:mount|mt) /, "mt ");

const withoutMarks = (name: string): string => (isAscii.test(name) ? name : name.normalize("NFD").replace(marks, ""));
const isAscii = /^[ -~]{0,120}$/;
