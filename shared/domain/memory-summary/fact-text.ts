import type { Fact, MedicationFact } from "../memory/memory-state.ts";

/** A fact in a few words. */
export const factText = (fact: Fact): string => {
  switch (fact.kind) {
    case "medication":
      return medicationText(fact);
    case "allergy":
    case "condition":
      return `${fact.polarity === "denied" ? "no " : ""}${nameOf(fact)}`;
    case "number":
      return fact.what;
    case "date":
      return dateText(fact.what, fact.absolute);
    case "person":
      return fact.what === undefined ? fact.name : `${fact.name}, ${fact.what}`;
    case "contact":
      return fact.placeholder;
    default:
      return fact.what;
  }
};

/** The day in brackets, once. */
const dateText = (what: string, absolute: string | undefined): string => {
  const day = absolute === undefined ? "" : `[${absolute.replaceAll("-", "/")}]`;
  return what.includes(day) ? what : `${what} ${day}`;
};

/** "hypertension, mother": whose it is stands behind it. */
export const nameOf = ({ name, of }: { readonly name: string; readonly of?: string }): string =>
  of === undefined ? name : `${name}, ${of}`;

const medicationText = ({ name, dose, unit, status, validTo }: MedicationFact): string => {
  if (status === "denied") return `no ${name}`;
  return [name, dose, unit, validTo === undefined ? status : "before"].filter((part) => part !== undefined).join(" ");
};
