const monthNames = "January February March April May June July August September October November December".split(" ");

/** The day of a time in words, UTC: "8 May 2026". */
export const dayWords = (atMs: number): string => {
  const date = new Date(atMs);
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};
