const marks = /[\u0300-\u036f]/g;

/** The one spelling under which a place is looked up: no case, accents, dots or apostrophes; "Saint" and "Fort" cut short. */
export const placeKey = (name: string): string =>
  withoutMarks(name)
    .toLowerCase()
    .replace(/[.'\u2019]/g, "")
    .replace(/[\s-]{1,4}/g, " ")
    .replace(/^(?:saint|st|sainte) /, "st ")
    .replace(/^(?:fort|ft) /, "ft ")
    .replace(/^(?:mount|mt) /, "mt ");

const withoutMarks = (name: string): string => (isAscii.test(name) ? name : name.normalize("NFD").replace(marks, ""));
const isAscii = /^[ -~]{0,120}$/;
