import { type CalendarDate, readCalendarDate } from "../dlp-dates/calendar-date.ts";
import { writeCalendarDate } from "../dlp-dates/write-calendar-date.ts";

const dayMs = 24 * 3600 * 1000;
/** Stands in where a text names no year: no leap year, so that the same days always lie equally far apart. */
const anyYear = 2023;
const midMonth = 15;

/**
 * The date so many days away, in the words and order of the given one; undefined where it is no single date with a month.
 * Dates moved by the same number of days keep their distances.
 */
export const shiftedDate = (folded: string, shiftDays: number): string | undefined => {
  const date = readCalendarDate(folded, { order: "mdy" });
  return date?.month === undefined ? undefined : writeCalendarDate({ ...date, ...moved(date, date.month, shiftDays) });
};

const moved = ({ year, day }: CalendarDate, month: number, shiftDays: number): Partial<CalendarDate> => {
  const there = new Date(Date.UTC(year ?? anyYear, month - 1, day ?? midMonth) + shiftDays * dayMs);
  return {
    month: there.getUTCMonth() + 1,
    ...(year === undefined ? {} : { year: there.getUTCFullYear() }),
    ...(day === undefined ? {} : { day: there.getUTCDate() }),
  };
};
