import { describe, expect, test } from "@jest/globals";
import { endsAsMedicine } from "../../../shared/domain/dlp-names/medical-endings.ts";
import { readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";

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
