import { passesIbanCheck, passesLuhn } from "./checksums.ts";
import { capitals, type ShapeRule, shape } from "./shape-rule.ts";

/** Every length a country registered under ISO 13616 lies between these. */
const isIban = (compact: string): boolean => compact.length >= 15 && compact.length <= 34 && passesIbanCheck(compact);

const hasBothCases = "(?=[A-Z1-9]{0,33}[a-z])(?=[a-z1-9]{0,33}[A-Z])";

/** Identifiers that are the same everywhere. */
export const generalShapes: readonly ShapeRule[] = [
  shape("IBAN_CODE", "[A-Z]{2}\\d{2}(?:[ -]?[A-Z\\d]{4}){2,7}(?:[ -]?[A-Z\\d]{1,3})?", { isRight: isIban }),
  shape("UNIQUE_ID", "[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}", { isDistinct: true }),
  shape("DEVICE_ID", "\\d{2}-\\d{6}-\\d{6}-\\d", { isRight: passesLuhn }),
  shape("CRYPTO_WALLET", "0x[\\da-f]{40}", { isDistinct: true }),
  shape("CRYPTO_WALLET", "(?:bc|tb|ltc)1[a-z\\d]{25,71}", { isDistinct: true }),
  capitals("CRYPTO_WALLET", `(?=[A-Za-z1-9]{25,34}(?![A-Za-z\\d]))[13LMT]${hasBothCases}[a-km-zA-HJ-NP-Z1-9]{25,33}`, {
    isDistinct: true,
  }),
];
