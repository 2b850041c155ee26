import { matchCase } from "./month-names.ts";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Source of a pattern for an English weekday, whole or abbreviated. */
export const weekdayPattern = "(?:sun|mon|tue(?:s)?|wed(?:nes|s)?|thu(?:r(?:s)?)?|fri|sat(?:ur)?)(?:day)?(?![a-z])";

/** 0 for Sunday to 6. */
export const readWeekday = (word: string): number =>
  weekdays.findIndex((name) => name.startsWith(word.slice(0, 3).toLowerCase()));

/** The weekday of a date in the length and case of a sample. */
export const spellWeekday = (weekday: number, sample: string): string => {
  const name = weekdays[weekday] ?? "";
  return matchCase(/day$/i.test(sample) ? name : name.slice(0, 3), sample);
};
