import { mask } from "../dlp/cue.ts";

/**
 * What letters are told apart by when a text is looked over before its patterns run: letters without case, digits as "0",
 * blank, full stop and hyphen, the signs and line ends of common talk and what stands for removed text as ",", all else as "#".
 */
const folds = "abcdefghijklmnopqrstuvwxyz0 .-,#";
const common = ",;:!?'\"()\n\r\t";

const foreign = folds.indexOf("#");
const usual = folds.indexOf(",");

const asciiFolds = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  if (common.includes(letter)) return usual;
  const at = folds.indexOf(/\d/.test(letter) ? "0" : letter);
  return at < 0 ? foreign : at;
});
const maskCode = mask.charCodeAt(0);
/** The only two letters beyond ASCII that a pattern without regard to case takes for one of ASCII. */
const longS = 0x17f;
const kelvin = 0x212a;

/** The number, below 32, that a UTF-16 unit folds to. */
export const foldNumber = (code: number): number => {
  if (code < 128) return asciiFolds[code] ?? foreign;
  if (code === maskCode) return usual;
  if (code === longS) return folds.indexOf("s");
  return code === kelvin ? folds.indexOf("k") : foreign;
};

/** The number of a letter that is folded already. */
export const numberOfFold = (letter: string): number => folds.indexOf(letter);

/** What a UTF-16 unit folds to, as a character. */
export const foldLetter = (code: number): string => folds.charAt(foldNumber(code));
