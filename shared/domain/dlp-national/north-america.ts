import { digitList, passesLuhn, weightedSum } from "../dlp-numbers/checksums.ts";
import { national, type ShapeRule, shape } from "../dlp-numbers/shape-rule.ts";

/** CMS: a National Provider Identifier is a card number with the prefix 80840. */
const isProviderNumber = (compact: string): boolean => passesLuhn(`80840${compact}`) && !/^(\d)\1{8}/.test(compact);

/** American Bankers Association: the weighted sum of a routing number ends in 0, and its first two digits name a Federal Reserve district. */
const isRoutingNumber = (compact: string): boolean =>
  /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(compact) &&
  weightedSum(digitList(compact), [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 &&
  !/^0{4}/.test(compact);

/** Drug Enforcement Administration: odd digits plus twice the even ones end in the seventh. */
const isPrescriberNumber = (compact: string): boolean => {
  const digits = digitList(compact.slice(2));
  return weightedSum(digits, [1, 2, 1, 2, 1, 2]) % 10 === digits[6];
};

const isSocialInsurance = (compact: string): boolean => passesLuhn(compact) && !/^(\d)\1{8}$/.test(compact);

const values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";

/** ISO 3779 with the check digit of 49 CFR 565, or the serial of six digits that makers elsewhere write. */
const isVehicleNumber = (compact: string): boolean => {
  const sum = weightedSum(
    [...compact].map((character) => values.indexOf(character) % 10),
    [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2],
  );
  return "0123456789X"[sum % 11] === compact[8] || (/\d{5}$/.test(compact) && /^[A-Z\d]{0,10}[A-Z]{2}/.test(compact));
};

const isQuebecCard = (compact: string): boolean => /^.{6}(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])/.test(compact);

/** British Columbia: weights on the second to the ninth digit, modulo 11. */
const isPersonalHealthNumber = (compact: string): boolean => {
  const digits = digitList(compact);
  return (11 - (weightedSum(digits.slice(1), [2, 4, 8, 5, 10, 9, 7, 3]) % 11)) % 11 === digits[9];
};

const letter = "[AC-HJKMNP-RT-Y]";
const either = "[AC-HJKMNP-RT-Y\\d]";

/** United States: Medicare, taxpayer, provider, prescriber, routing and vehicle numbers. Canada: social insurance and health cards. */
export const northAmerica: readonly ShapeRule[] = [
  shape("HEALTH_PLAN_NUMBER", `[1-9]${letter}${either}\\d(?<gap>[- ]?)${letter}${either}\\d\\k<gap>${letter}{2}\\d{2}`, {
    isDistinct: true,
  }),
  shape("US_SSN", "9\\d{2}[- ]?(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]?\\d{4}"),
  shape("LICENSE_NUMBER", "[12]\\d{3}(?<gap>[- ]?)\\d{3}\\k<gap>\\d{3}", { isRight: isProviderNumber, isPhoneLike: true }),
  shape("LICENSE_NUMBER", "[ABCDEFGHJKLMPRSTUX][A-Z9]\\d{7}", { isRight: isPrescriberNumber }),
  shape("ACCOUNT_NUMBER", "\\d{4}-\\d{4}-\\d|\\d{9}", { isRight: isRoutingNumber }),
  national("[0-689]\\d-\\d{7}"),
  national("[1-79]\\d{2}(?<gap>[- ]?)\\d{3}\\k<gap>\\d{3}", { isRight: isSocialInsurance, isPhoneLike: true }),
  shape("VEHICLE_ID", "[A-HJ-NPR-Z\\d]{17}", { isRight: isVehicleNumber }),
  national("\\d{4}(?<gap>[- ]?)\\d{3}\\k<gap>\\d{3}[- ]?(?!am|pm|mg|ml|st|nd|rd|th)[A-Z]{2}"),
  shape("LICENSE_NUMBER", "[A-Z]\\d{4}-\\d{5}-\\d{5}", { isDistinct: true }),
  national("[A-Z]{4}[ -]?\\d{4}[ -]?\\d{4}", { isRight: isQuebecCard }),
  national("9\\d{3}(?<gap>[ -]?)\\d{3}\\k<gap>\\d{3}", { isRight: isPersonalHealthNumber, isPhoneLike: true }),
  national("9\\d{3} \\d{3} \\d{3}"),
];
