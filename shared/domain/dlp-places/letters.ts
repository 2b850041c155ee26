const isUpper = (character: string): boolean => character !== character.toLowerCase();

const unicode = (code: number): string => `\\u${code.toString(16).padStart(4, "0")}`;

/** Latin Extended, Greek and Cyrillic, as far as the names of places need them. */
const scripts: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x24f],
  [0x386, 0x3ff],
  [0x400, 0x45f],
  [0x1e00, 0x1eff],
];

/** Themselves and not their escapes: some hundred patterns have them, and are read while the engine loads. */
const upperOutsideAscii = scripts
  .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)))
  .filter(isUpper)
  .join("");

/**
 * Insides of character classes, for patterns without the flag `u`: it makes a search that resumes inside a surrogate
 * pair start over, and costs half the speed.
 */
export const letters = `A-Za-z${scripts.map(([from, to]) => `${unicode(from)}-${unicode(to)}`).join("")}`;
export const capitals = `A-Z${upperOutsideAscii}`;
