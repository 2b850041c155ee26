import { describe, expect, test } from "@jest/globals";
import type { IdentifierType } from "../../../shared/domain/dlp/identifier-types.ts";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { aliasesFor, emptyBook } from "../../../shared/domain/dlp-memory/alias-book.ts";
import { identityOf } from "../../../shared/domain/dlp-memory/identity-of.ts";
import { knownValues } from "../../../shared/domain/dlp-memory/known-values.ts";

const plain = (identity: string): string => identity;

const knowing = (...values: readonly (readonly [IdentifierType, string, string])[]) => {
  const mentions = values.map(([type, placeholder, text]) => {
    const { whole, parts } = identityOf({ type, value: text, folded: text });
    return { digest: whole, parts, placeholder };
  });
  return knownValues(aliasesFor(emptyBook, mentions).book, plain);
};

const detector = knowing(
  ["NAME", "NAME", "Grace Okonkwo-Lee"],
  ["NAME", "NAME", "Li Wei"],
  ["MEDICAL_RECORD_NUMBER", "MRN", "AB-00482913"],
  ["NAME", "NAME", "O'Brien"],
);
const scrubbed = (text: string): string => scrub(text, { further: [detector] }).redacted;

describe("what a conversation has mentioned before", () => {
  test.each([
    ["is okonkwo-lee coming too", "is [NAME] coming too"],
    ["OKONKWO-LEE said so", "[NAME] said so"],
    ["it is okonkwo-lee's tablet", "it is [NAME]'s tablet"],
    ["ask Grace about it", "ask [NAME] about it"],
    ["she is called grace okonkwo-lee", "she is called grace [NAME]"],
    ["Ms. Grace Okonkwo-Lee, please", "Ms. [NAME], please"],
    ["obrien and o'brien", "[NAME] and [NAME]"],
  ])("is found again: %j", (text, expected) => {
    expect(scrubbed(text)).toBe(expected);
  });

  test.each(["with good grace", "Grace period is over", "by the grace of god", "a wee bit", "00482914", "okonkwo"])(
    "is not seen in %j",
    (text) => {
      expect(scrubbed(text)).toBe(text);
    },
  );

  test.each(["it was ab00482913 i think", "AB-00482913!"])("is found as what it was, without its label: %j", (text) => {
    expect(detector.find(text)).toEqual([expect.objectContaining({ type: "MEDICAL_RECORD_NUMBER" })]);
  });

  test("costs nothing while nothing has been mentioned", () => {
    const digest = () => {
      throw new Error("asked");
    };
    expect(knownValues(emptyBook, digest).find("grace")).toEqual([]);
  });
});
