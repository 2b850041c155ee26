import { digitShape } from "../dlp/digit-shape.ts";
import type { Code } from "./find-codes.ts";
import { isDateOrTime } from "./is-other-value.ts";
import { isCatalogued } from "./prefixed-codes.ts";

/**
 * Whether a code that nothing explains is written as somebody's number: long, or long enough in letters and digits. Codes
 * of diseases, drugs, genes and studies, ranges, series of values and dates are not.
 */
export const isIdentifierLike = (code: Code, isAnnounced: boolean): boolean => {
  const { value, digits } = code;
  if (isCatalogued(value) || isOtherNotation(value) || value.split(" ").some(isDateOrTime)) return false;
  if (/^\d{1,3}(?: \d{3}){1,3}$/.test(value) ? !isAnnounced : isLooseSeries(value, isAnnounced)) return isSaidOneByOne(value);
  const letters = value.replace(/[^A-Za-z]/g, "").length;
  if (!isAnnounced && isReading.test(value)) return false;
  return letters === 0 ? isLongNumber(value, digits) : isMixedCode(value, { digits, letters });
};

/** "SVR 1650", "B12 212", "AWOL 0120": an abbreviation, then a value or a time. */
const isReading = /^[A-Z]{1,5}\d{0,2} \d{3,4}$/;

/** Numbers with spaces between them may be values one after another. */
const isLooseSeries = (value: string, isAnnounced: boolean): boolean =>
  /^\d.{0,60} /.test(value) &&
  !isAnnounced &&
  !/^\d{3} \d{3} \d{3}-\d{1,2}$|^\d{6,12} [A-Z]$/.test(value) &&
  (!/^\d{4,7}(?: \d{2,6}){1,6}$/.test(value) || (value.length < 16 && /[05]0(?: |$)| \d{2,3}(?: |$)/.test(value)));

const fewestDigits = 6;

/** Groups joined by one kind of mark, or none; "120-139" and "1500-2000" are ranges, "4548-4" is a code of LOINC. */
const isLongNumber = (value: string, digits: number): boolean =>
  digits >= fewestDigits && !isProgression(value) && !/[./*]/.test(value) && !isRange(value) && !/^\d{3,5}-\d$/.test(value);

const isRange = (value: string): boolean => {
  const [first = "", second = ""] = value.split("-");
  if (digitShape(value) === "3-3" || clockTimes.test(value)) return true;
  if (!/^\d{3,6}-\d{3,6}$/.test(value) || Number(first) >= Number(second)) return false;
  return (/[05]$/.test(first) && /[05]$/.test(second)) || Number(second) - Number(first) < Number(first) / 10;
};

const clockTimes = /^(?:[01]\d|2[0-3])[0-5]\d-(?:[01]\d|2[0-3])[0-5]\d$/;

/** Numbers in a row that count up or down. */
const isProgression = (value: string): boolean => {
  const numbers = value.split(/[ -]/).map(Number);
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  return numbers.length > 2 && numbers.every((number, at) => at === 0 || number - (numbers[at - 1] ?? 0) === step);
};

/** Digits said one by one, "4 4 0 2 9 1 8", unless they count up or down. */
const isSaidOneByOne = (value: string): boolean => /^\d(?: \d){5,18}$/.test(value) && !isProgression(value);

type Counts = { readonly digits: number; readonly letters: number };

const isMixedCode = (value: string, { digits, letters }: Counts): boolean => {
  if (
    /^\d{1,6}[a-z]{1,40}$/.test(value) ||
    /[a-z]{9}/i.test(value) ||
    /[.*]/.test(value) ||
    (/^[a-z]{1,3}\//i.test(value) && !/^[A-Z]{1,4}(?:\/[A-Z\d]{2,8}){2,4}$/.test(value)) ||
    /^[A-Za-z]{1,30}[ -]?(?:19|20)\d{2}$/.test(value)
  )
    return false;
  if (digits >= 5 || /^(?!19|20)\d{4}-[A-Z]$/.test(value)) return true;
  if (digits >= 4) return letters + digits >= fewestDigits && letters > 1 && !/^[a-z]{1,4} /.test(value);
  return isScrambled(value);
};

/** "QHX7R2": capitals and digits in no order. */
const isScrambled = (value: string): boolean =>
  /^[A-Z\d]{6,12}$/.test(value) && (value.match(/[A-Z](?=\d)|\d(?=[A-Z])/g)?.length ?? 0) >= 3;

const otherNotations: readonly RegExp[] = [
  /^[A-TV-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/,
  /^[A-V]\d{4}$/,
  /^(?:\d{4}[FTU]|9\d{4}-\d{2})$/,
  /^[A-Za-z]{0,6}\d{1,3}[A-Za-z]{0,2} (?:19|20)\d{2}$/,
  /^\d{3}[A-Z\d]{1,2}\d{4,5}X$/,
  /^(?:\d{4}-\d{4}-\d{2}|\d{5}-(?:\d{3}-\d{2}|\d{4}-\d{1,2}))$/,
  /^[CTLS]\d{1,2}(?:[-/][CTLS]?\d{1,2}){1,3}$/i,
  /^[cyp]?T(?:\d[a-d]?|is|x)N\d[a-c]?(?:M[\dx][a-c]?)?/i,
  /^G\d{1,2}P\d{1,4}(?:A\d|[A-Z]\d){0,3}(?: \d{1,2})?$/i,
  /^(?:[A-Z]{1,5} )?[A-Z]\d{2,4}(?:[A-Z]|del|dup|ins|fs)(?:\/[A-Z]\d{2,4}(?:[A-Z]|del|dup|ins|fs))?$/,
  /^\d{1,2}[pq]\d{1,2}|^H[1-4]K\d{1,2}/,
  /^(?:SLC|SLCO|UGT|ABC|SCN|KCN|COL|GRIN|ATP|SULT|CACN|HTR|MYO)[A-Z]?\d{1,2}[A-Z]\d{1,2}$/,
  /^[a-z]\.[\w.]{1,40}$/i,
  /^\d{1,2}[wd]\d?d?$/i,
  /^(?:1099|1095|1040|1500|W|I|DD|SF|CMS|HCFA|UB|VA|SSA|FL|OCA|MCSA|INS|I|N|G)-?\d{0,4}-?[A-Z]{0,3}$/i,
  /^0x[\da-f]{1,8}$/i,
  /^\d{3,5}(?:_\d{3,5})?(?:del|dup|ins)/,
  /^(?:[a-z]\d{1,2}|[a-z]{2,4}(?:-|\d\/[a-z]{2,4})\d{1,2}) \d{2,4}$|^(?:N95|PET-CT|PT20210)/i,
  /^[A-Z]{1,5} \d{1,3}(?:-\d{1,3}|(?:\/\d{1,3}){1,3})$/,
  /^E\d{4}V\d{2}$|^\d{1,3}k\//,
  /^\d(?:-\d){4,24}$|^(?:\d{1,2}[05]-){2,6}\d{0,2}[05]$/,
  /^\d{1,4}x\d{1,4}(?:x\d{1,4})?[a-z]{0,2}$|^\d{1,4}X\d{1,4}(?:X\d{1,4})?$/,
];

/** Notations of medicine and of offices that mix letters and digits: ICD, HCPCS, CPT, NDC, vertebrae, stages, variants, forms. */
const isOtherNotation = (value: string): boolean => value.length <= 24 && otherNotations.some((form) => form.test(value));
