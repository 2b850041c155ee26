import type { Polarity } from "../memory/memory-state.ts";
import type { Word } from "../memory-words/word.ts";
import { ownerAt } from "./kin.ts";
import { polarityAt, type StatementWords, textBetween } from "./statement-words.ts";

export type FoundCondition = { readonly name: string; readonly polarity: Polarity; readonly of?: string };

const named = new Set(
  "hypertension diabetes asthma cancer gout depression anxiety reflux gerd copd epilepsy seizure seizures stroke migraine migraines pneumonia covid flu anemia hypothyroidism hyperthyroidism eczema psoriasis lupus fibromyalgia obesity insomnia dementia alzheimer's parkinson's autism adhd ptsd bipolar schizophrenia afib angina tumor ulcer ulcers hernia hepatitis hiv tuberculosis kidney-stones gallstones fracture infection fever chills nausea vomiting diarrhea constipation cough wheezing dizziness fatigue numbness tingling palpitations headache headaches rash swelling edema bleeding fainting pregnant pregnancy suicidal".split(
    " ",
  ),
);
const endings = /^[a-z]{3,}(?:itis|osis|emia|pathy|algia|plegia|rrhea|uria|sclerosis|lithiasis)$/;
const pairs = new Set(
  "heart failure|heart attack|heart disease|kidney disease|kidney failure|kidney stones|kidney stone|liver disease|lung disease|blood pressure|atrial fibrillation|chest pain|back pain|knee pain|joint pain|abdominal pain|stomach pain|shoulder pain|neck pain|weight loss|weight gain|blood clot|blood clots|sleep apnea|panic attacks|panic attack|night sweats|sore throat|trouble sleeping|heart murmur|coronary artery".split(
    "|",
  ),
);

/** The conditions and complaints that a statement names, affirmed or denied. What was only asked about or thought is neither. */
export const findConditions = (statement: StatementWords): readonly FoundCondition[] => {
  const found = statement.words.flatMap((_, index) => conditionAt(statement, index));
  const inAnswer = new Set(found.filter(({ isAsked }) => !isAsked).map(({ name }) => name));
  return found.filter(({ isAsked, name }) => !isAsked || !inAnswer.has(name)).map(({ isAsked: _, ...condition }) => condition);
};

const conditionAt = (statement: StatementWords, index: number): readonly (FoundCondition & { readonly isAsked: boolean })[] => {
  const { words, colon } = statement;
  const length = lengthAt(words, index);
  const polarity =
    length === 0 || isSupposed(words, index)
      ? undefined
      : isFoundNegative(words, index + length)
        ? "denied"
        : polarityAt(statement, index);
  if (polarity === undefined) return [];
  return [
    {
      name: textBetween(words, index, index + length).toLowerCase(),
      polarity,
      ...ownerAt(words, index),
      isAsked: index < colon && colon < words.length,
    },
  ];
};

/** "pregnancy test negative". */
const isFoundNegative = (words: readonly Word[], from: number): boolean =>
  words.slice(from, from + 3).some(({ small }) => small === "negative");

/** "thought it was asthma", "to rule out gallstones". */
const isSupposed = (words: readonly Word[], index: number): boolean =>
  words
    .slice(Math.max(0, index - 3), index)
    .some(({ small }) =>
      /^(?:think|thinks|thought|rule|ruling|suspect|suspected|if|whether|maybe|possible|possibly)$/.test(small),
    );

/** How many words a condition takes that begins here; 0 when none does. */
const lengthAt = (words: readonly Word[], index: number): number => {
  const word = words[index]?.small ?? "";
  if (word === "shortness") return words[index + 1]?.small === "of" ? 3 : 2;
  if (pairs.has(`${word} ${words[index + 1]?.small}`)) return 2;
  return named.has(word) || endings.test(word) ? 1 : 0;
};
