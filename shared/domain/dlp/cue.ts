/** Stands for text that is already removed. No pattern may match it and no cue reaches across it. */
export const mask = "\uFFFC";

const defaultReach = 48;

/** At most `reach` characters before a position, removed identifiers among them. */
export const rawBefore = (text: string, at: number, reach: number): string => text.slice(Math.max(0, at - reach), at);

/** The text before a position that may hold a cue: at most `reach` characters, none from before a removed identifier. */
export const textBefore = (text: string, at: number, reach = defaultReach): string => {
  const near = rawBefore(text, at, reach);
  return near.slice(near.lastIndexOf(mask) + 1);
};

/** The text after a position that may hold a cue, up to the next removed identifier. */
export const textAfter = (text: string, at: number, reach = defaultReach): string => {
  const near = text.slice(at, at + reach);
  const barrier = near.indexOf(mask);
  return barrier < 0 ? near : near.slice(0, barrier);
};

/** Only the digits. */
export const digitsOf = (value: string): string => value.replace(/\D/g, "");
