import { digitList, passesLuhn, weightedSum } from "../dlp-numbers/checksums.ts";
import { capitals, national, type ShapeRule } from "../dlp-numbers/shape-rule.ts";
import { passesVerhoeff } from "../dlp-numbers/verhoeff.ts";

const isAadhaar = (compact: string): boolean => passesVerhoeff(compact) && !/^(\d)\1{11}$/.test(compact);

const singaporeLetters: Readonly<Record<string, string>> = {
  S: "JZIHGFEDCBA",
  T: "GFEDCBAJZIH",
  F: "XWUTRQPNMLK",
  G: "RQPNMLKXWUT",
  M: "XWUTRQPNJLK",
};

const isSingaporean = (compact: string): boolean => {
  const first = compact[0] ?? "";
  const sum = weightedSum(digitList(compact), [2, 7, 6, 5, 4, 3, 2]) + (first === "M" ? 3 : 0);
  return singaporeLetters[first]?.[sum % 11] === compact[8];
};

const isThai = (compact: string): boolean => {
  const digits = digitList(compact);
  return (11 - (weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digits[12];
};

const isChinese = (compact: string): boolean => {
  const sum = weightedSum(digitList(compact.slice(0, 17)), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return "10X98765432"[sum % 11] === compact[17];
};

const isBrazilian = (compact: string): boolean => {
  const digits = digitList(compact);
  const check = (weights: readonly number[]) => ((weightedSum(digits, weights) * 10) % 11) % 10;
  return check([10, 9, 8, 7, 6, 5, 4, 3, 2]) === digits[9] && check([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) === digits[10];
};

/** Singapore's companies: eight digits of older businesses, or nine that begin with a year, and a letter. */
const isUniqueEntity = (compact: string): boolean => {
  const digits = digitList(compact);
  return digits.length === 8
    ? "XMKECAWLJDB"[weightedSum(digits, [10, 4, 9, 3, 8, 2, 7, 1]) % 11] === compact[8]
    : "ZKCMDNERGWH"[weightedSum(digits, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11] === compact[9];
};

const indianStates =
  "(?:AN|AP|AR|AS|BH|BR|CG|CH|DD|DL|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|PB|PY|RJ|SK|TN|TR|TS|UK|UP|WB)";

const date = "\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

/** Numbers of persons in Asian, African and Latin American registers. */
export const asiaAfricaAmerica: readonly ShapeRule[] = [
  national("[2-9]\\d{3}(?<gap>[ -]?)\\d{4}\\k<gap>\\d{4}", { isRight: isAadhaar }),
  national("[A-Z]{3}[ABCFGHLJPTK][A-Z]\\d{4}[A-Z]"),
  national("(?:0[1-9]|[12]\\d|3[0-8])[A-Z]{5}\\d{4}[A-Z][A-Z\\d]Z[A-Z\\d]", { isDistinct: true }),
  capitals("VEHICLE_ID", `${indianStates}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}`),
  national("[STFGM]\\d{7}[A-Z]", { isRight: isSingaporean }),
  national("(?:\\d{8}|(?:19|20)\\d{7})[A-Z]", { isRight: isUniqueEntity }),
  national("[TSR]\\d{2}(?:[A-FHLMP-SX][A-HL-NPQRSU])\\d{4}[A-Z]"),
  national("\\d{2}-\\d{7}-\\d"),
  national(`${date}-[1-8]\\d{6}`),
  national("[1-8]-\\d{4}-\\d{5}-\\d{2}-\\d|[1-8]\\d{12}", { isRight: isThai }),
  national(`${date}\\d{4}[01]8\\d`, { isRight: passesLuhn }),
  national(`[1-9]\\d{5} ?(?:19|20)${date} ?\\d{3}[\\dX]`, { isRight: isChinese }),
  national("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}", { isRight: isBrazilian }),
  national(`[A-Z]{4}${date}[HMX][A-Z]{5}[A-Z\\d]\\d`),
];
