import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { isDrugName } from "../../shared/domain/memory-facts/drug-names.ts";
import type { Ground, Rendering } from "../../shared/domain/memory-record/memory.ts";
import { factText } from "../../shared/domain/memory-summary/fact-text.ts";
import { inDigits } from "../../shared/domain/memory-words/spoken-number.ts";
import { readWords } from "../../shared/domain/memory-words/word.ts";

const units =
  /^(?:mg|milligrams?|mcg|micrograms?|grams?|ml|milliliters?|years?|months?|weeks?|days?|hours?|minutes?|percent|pounds?|degrees|times|puffs?|units?|packs?|liters?)$/;

/** Names of drugs, and numbers with their units, in a text: "metformin", "500 mg". */
const hardFactsIn = (text: string): ReadonlySet<string> => {
  const words = inDigits(readWords(text)).map(({ small }) => small);
  const facts = words.flatMap((word, index) => {
    if (isDrugName(word)) return [word];
    const unit = words[index + 1] ?? "";
    return /^\d/.test(word) && units.test(unit) ? [`${word} ${unit.replace(/s$/, "")}`] : [];
  });
  return new Set(facts);
};

/** The share of what these turns say that a memory of them still says. */
export const factsKept = (turns: readonly TurnContent[], { state, summary }: Ground & Rendering): number => {
  const told = hardFactsIn(turns.flatMap(({ messages }) => messages.map(({ content }) => content)).join("\n"));
  const known = hardFactsIn([...state.units.map(({ text }) => text), ...state.facts.map(factText), summary].join("\n"));
  return told.size === 0 ? 1 : [...told].filter((fact) => known.has(fact)).length / told.size;
};
