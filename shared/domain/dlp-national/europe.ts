import { digitList, passesLuhn, remainder, weightedSum } from "../dlp-numbers/checksums.ts";
import { capitals, national, type ShapeRule } from "../dlp-numbers/shape-rule.ts";

const spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

const isSpanish = (compact: string): boolean => {
  const number = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
  return spanishLetters[Number(number) % 23] === compact.at(-1);
};

const isPolish = (compact: string): boolean => {
  const digits = digitList(compact);
  const isDate = /^\d{2}(?:[0289][1-9]|[139][0-2])(?:0[1-9]|[12]\d|3[01])/.test(compact);
  return isDate && (10 - (weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digits[10];
};

/** INSEE: the last two digits complete the first thirteen to 97; Corsica writes 2A and 2B for 19 and 18. */
const isFrench = (compact: string): boolean => {
  const number = compact.replace("2A", "19").replace("2B", "18");
  return 97 - remainder(number.slice(0, 13), 97) === Number(number.slice(13));
};

const isSwedish = (compact: string): boolean => passesLuhn(compact.slice(-10));

const isFinnish = (compact: string): boolean =>
  "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(compact.slice(0, 6) + compact.replace(/^(\d{6})[A-Z]/, "$1").slice(6, 9)) % 31] ===
  compact.at(-1);

/** Steueridentifikationsnummer and others: ISO 7064 MOD 11,10. */
const isGermanTaxNumber = (compact: string): boolean => {
  const digits = digitList(compact);
  const product = digits.slice(0, 10).reduce((left, digit) => (((digit + left) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === digits[10] && !/^0/.test(compact);
};

const isNorwegian = (compact: string): boolean => {
  const digits = digitList(compact);
  const isRight =
    weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  return isRight && /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(compact);
};

const isBelgian = (compact: string): boolean =>
  [compact.slice(0, 9), `2${compact.slice(0, 9)}`].some((number) => 97 - remainder(number, 97) === Number(compact.slice(9)));

const isIrish = (compact: string): boolean => {
  const second = /[A-IW]$/.test(compact.slice(8)) ? compact.charCodeAt(8) - 64 : 0;
  const sum = weightedSum(digitList(compact), [8, 7, 6, 5, 4, 3, 2]) + 9 * (second === 23 ? 0 : second);
  return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] === compact[7];
};

const day = "(?:0[1-9]|[12]\\d|3[01])";
const month = "(?:0[1-9]|1[0-2])";

/** Numbers of persons in European registers. */
export const europe: readonly ShapeRule[] = [
  national("(?:\\d{8}|[XYZ]-?\\d{7})[- ]?[A-HJ-NP-TV-Z]", { isRight: isSpanish }),
  national("[A-Z]{6}[\\dLMNP-V]{2}[A-EHLMPRST][\\dLMNP-V]{2}[A-Z][\\dLMNP-V]{3}[A-Z]"),
  national("\\d{11}", { isRight: isPolish, isPhoneLike: true }),
  national("[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?\\d[\\dAB] ?\\d{3} ?\\d{3}[ -]?\\d{2}", { isRight: isFrench }),
  national(`(?:19|20)?\\d{2}${month}(?:0[1-9]|[1-8]\\d|9[01])[-+]\\d{4}`, { isRight: isSwedish }),
  national(`${day}${month}\\d{2}[-+A-FU-Y]\\d{3}[\\dA-FHJ-NPR-Y]`, { isRight: isFinnish }),
  national("\\d{2} \\d{3} \\d{3} \\d{3}", { isRight: isGermanTaxNumber }),
  national(`\\d{2} ?${day}${month}\\d{2} ?[A-Z] ?\\d{3}`, { isDistinct: true }),
  capitals("NATIONAL_ID", "C[A-Z]\\d{5}[A-Z]{2}"),
  capitals("VEHICLE_ID", "[A-Z]{1,3}-[A-Z]{1,2} ?\\d{3,4}[HE]?|[A-Z]{1,2}-\\d{3,5} [A-Z]{2}"),
  national("\\d{6} ?\\d{5}", { isRight: isNorwegian, isPhoneLike: true }),
  national(`${day}${month}\\d{2}-\\d{4}`),
  national("\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}", { isRight: isBelgian }),
  national("\\d{7}[A-W][A-IW]?", { isRight: isIrish }),
];
