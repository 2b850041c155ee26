import { digitList, weightedSum } from "../dlp-numbers/checksums.ts";
import { capitals, national, type ShapeRule, shape } from "../dlp-numbers/shape-rule.ts";

/** NHS Data Dictionary: the tenth digit is 11 less the weighted sum of the others, modulo 11. */
const isNhsNumber = (compact: string): boolean => {
  const digits = digitList(compact);
  const check = (11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return check === digits[9] && !/^(\d)\1{9}$/.test(compact);
};

const insuredLetters = "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]";
const surname = "(?:[A-Z]{5}|[A-Z]{4}9|[A-Z]{3}99|[A-Z]{2}999|[A-Z]9999)";
const birth = "\\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\\d|3[01])\\d";
const areaCode = "[A-HJ-PR-Y]{2}";
const ageCode = "(?:0[2-9]|[12]\\d|5[1-9]|[67]\\d)";
const threeLetters = "[A-HJ-PR-Z]{3}";

/** NHS and National Insurance numbers, driving licences, number plates. */
export const unitedKingdom: readonly ShapeRule[] = [
  national("[03-9]\\d{2}(?<gap>[ -]?)\\d{3}\\k<gap>\\d{4}", { isRight: isNhsNumber, isPhoneLike: true }),
  capitals("NATIONAL_ID", `${insuredLetters}[ -]?\\d{2}(?<gap>[ -]?)\\d{2}\\k<gap>\\d{2}[ -]?[A-D]`),
  national(`${insuredLetters}\\d{6}[A-D]`),
  national(`(?!at|by|be|me|he|my|as|am|an|we|re|pt|pm|kg|mm|cm)${insuredLetters} \\d{6} [A-D]`),
  national(`${insuredLetters} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]`, { isWeak: true }),
  shape("LICENSE_NUMBER", `${surname} ?${birth} ?[A-Z][A-Z9][A-Z\\d][A-Z]{2}`),
  capitals("VEHICLE_ID", `${areaCode}${ageCode}[ -]?(?!BPM|MMH|AND|THE|PRN|BID|TID|MGS|MCG|FOR|WAS|HRS|MIN|DAY)${threeLetters}`),
  shape("VEHICLE_ID", `${areaCode}${ageCode}[ -]?${threeLetters}`, { isWeak: true }),
  shape("VEHICLE_ID", `[A-HJ-NPR-Y]\\d{1,3}[ -]?${threeLetters}|${threeLetters}[ -]?\\d{1,3}[A-HJ-NPR-Y]`, { isWeak: true }),
];
