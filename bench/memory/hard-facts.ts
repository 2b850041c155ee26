import { isDrugName } from "../../shared/domain/memory-facts/drug-names.ts";
import { inDigits } from "../../shared/domain/memory-words/spoken-number.ts";
import { readWords } from "../../shared/domain/memory-words/word.ts";

const units =
  /^(?:mg|milligrams?|mcg|micrograms?|grams?|ml|milliliters?|years?|months?|weeks?|days?|hours?|minutes?|percent|pounds?|degrees|times|puffs?|units?|packs?|liters?)$/;

/** Names of drugs, and numbers with their units, in a text: "metformin", "500 mg". */
export const hardFactsIn = (text: string): ReadonlySet<string> => {
  const words = inDigits(readWords(text)).map(({ small }) => small);
  const facts = words.flatMap((word, index) => {
    if (isDrugName(word)) return [word];
    const unit = words[index + 1] ?? "";
    return /^\d/.test(word) && units.test(unit) ? [`${word} ${unit.replace(/s$/, "")}`] : [];
  });
  return new Set(facts);
};
