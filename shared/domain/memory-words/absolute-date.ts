import type { Word } from "./word.ts";

const dayMs = 86_400_000;
const days = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

/**
 * The words with the day in brackets behind each relative one that stands for one certain day: "yesterday [2026/01/04]". Memory
 * outlives the day it was made on.
 */
export const withDays = (words: readonly Word[], atMs: number): readonly Word[] => {
  if (atMs <= 0) return words;
  return words.flatMap((word, index) => {
    const absolute = absoluteOf(words, index, atMs);
    return absolute?.length === isoDayLength ? [word, dayWord(absolute, word.end)] : [word];
  });
};

const isoDayLength = 10;

const dayWord = (isoDay: string, end: number): Word => {
  const text = `[${isoDay.replaceAll("-", "/")}]`;
  return { text, small: text, kind: "date", start: end + 1, end: end + 1 };
};

/** The date that a relative one stands for, counted from when it was said; nothing where that would be a guess. */
export const absoluteOf = (words: readonly Word[], index: number, atMs: number): string | undefined => {
  const small = words[index]?.small ?? "";
  if (small === "yesterday") return isoDay(atMs - dayMs);
  if (small === "tomorrow") return isoDay(atMs + dayMs);
  if (small === "ago") return daysAgo(words, index, atMs);
  return besideLastOrNext(small, words[index - 1]?.small ?? "", atMs);
};

const besideLastOrNext = (small: string, before: string, atMs: number): string | undefined => {
  if (before !== "last" && before !== "next") return undefined;
  if (before === "last" && days.includes(small)) return lastWeekday(days.indexOf(small), atMs);
  return periodOf(small, before === "last" ? -1 : 1, atMs);
};

const periodOf = (small: string, step: 1 | -1, atMs: number): string | undefined => {
  const now = new Date(atMs);
  if (small === "night" && step < 0) return isoDay(atMs - dayMs);
  if (small === "year") return String(now.getUTCFullYear() + step);
  if (small === "month") return isoDay(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + step, 1)).slice(0, 7);
  return undefined;
};

/** The newest such day before the one it was said on. */
const lastWeekday = (weekday: number, atMs: number): string => {
  const back = (new Date(atMs).getUTCDay() - weekday + 7) % 7;
  return isoDay(atMs - (back === 0 ? 7 : back) * dayMs);
};

const daysAgo = (words: readonly Word[], index: number, atMs: number): string | undefined => {
  const count = Number(words[index - 2]?.text);
  const unit = words[index - 1]?.small ?? "";
  if (!Number.isInteger(count) || words[index - 3]?.kind === "number" || count > 36_500) return undefined;
  if (/^days?$/.test(unit)) return isoDay(atMs - count * dayMs);
  return /^years?$/.test(unit) && count < 150 ? String(new Date(atMs).getUTCFullYear() - count) : undefined;
};

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
