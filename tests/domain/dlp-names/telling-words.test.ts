import { describe, expect, test } from "@jest/globals";
import { hashWord, readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { endsAsMedicine, isCareWord, isNeverName, isParticle, isRole } from "../../../shared/domain/dlp-names/telling-words.ts";

const isMedical = (word: string): boolean => endsAsMedicine(readTokens(word).tails[0] ?? 0);

describe("endings of words of medicine", () => {
  test.each(["bronchitis", "Lansoprazole", "adalimumab", "HEMIANOPIA", "colonoscopy", "lisinopril", "empagliflozin"])(
    "are those of %s",
    (word) => {
      expect(isMedical(word)).toBe(true);
    },
  );

  test.each(["Kathy", "Martin", "Nadine", "Christine", "Stephen", "Collin", "Tran", "Elaine", "Gonzalez", "Okafor"])(
    "are not those of %s",
    (name) => {
      expect(isMedical(name)).toBe(false);
    },
  );
});

describe("words that tell what stands beside them", () => {
  test.each([
    ["Dr", isRole],
    ["Babysitter", isRole],
    ["clinic", isCareWord],
    ["ER", isCareWord],
    ["Monday", isNeverName],
    ["FRCS", isNeverName],
    ["de", isParticle],
  ])("know %s", (word, knows) => {
    expect(knows(hashWord(word))).toBe(true);
    expect(knows(hashWord("gonzalez"))).toBe(false);
  });
});
