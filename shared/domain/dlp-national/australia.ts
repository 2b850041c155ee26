import { digitList, passesLuhn, weightedSum } from "../dlp-numbers/checksums.ts";
import { national, type ShapeRule } from "../dlp-numbers/shape-rule.ts";

/** Services Australia: the ninth digit is the weighted sum of the first eight, modulo 10. */
const isMedicareCard = (compact: string): boolean => {
  const digits = digitList(compact);
  return weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
};

const isTaxFileNumber = (compact: string): boolean =>
  weightedSum(digitList(compact), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !/^(\d)\1{8}$/.test(compact);

/** Australian Business Register: one less in the first digit, then a weighted sum divisible by 89. */
const isBusinessNumber = (compact: string): boolean =>
  (weightedSum(digitList(compact), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;

const isCompanyNumber = (compact: string): boolean => {
  const digits = digitList(compact);
  return (10 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digits[8] && !/^0{8}/.test(compact);
};

/** Medicare cards, healthcare identifiers, tax file, business and company numbers. */
export const australia: readonly ShapeRule[] = [
  national("[2-6]\\d{3}(?<gap>[ -]?)\\d{5}\\k<gap>\\d(?:[-/ ]\\d)?", {
    isRight: isMedicareCard,
    isPhoneLike: true,
  }),
  national("800360\\d{10}|8003 60\\d{2} \\d{4} \\d{4}", { isRight: passesLuhn }),
  national("\\d{3}(?<gap>[ -]?)\\d{3}\\k<gap>\\d{3}", { isRight: isTaxFileNumber, isPhoneLike: true }),
  national("\\d{2}(?<gap>[ -]?)\\d{3}\\k<gap>\\d{3}\\k<gap>\\d{3}", { isRight: isBusinessNumber }),
  national("0\\d{2}(?<gap>[ -]?)\\d{3}\\k<gap>\\d{3}", { isRight: isCompanyNumber, isPhoneLike: true }),
];
