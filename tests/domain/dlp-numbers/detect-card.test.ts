import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["4111111111111111", "[CARD]"],
  ["4111 1111 1111 1111", "[CARD]"],
  ["4111-1111-1111-1111.", "[CARD]."],
  ["4111.1111.1111.1111", "[CARD]"],
  ["4111_1111_1111_1111", "[CARD]"],
  ["3782 822463 10005", "[CARD]"],
  ["378282246310005", "[CARD]"],
  ["5555555555554444", "[CARD]"],
  ["30569309025904", "[CARD]"],
  ["6011111111111117", "[CARD]"],
  ["4222222222222", "[CARD]"],
  ["card number 4111 1111 1111 1112", "card number [CARD]"],
  ["my visa is 4111111111111112", "my visa is [CARD]"],
  ["cc 1234567890123", "cc [CARD]"],
  ["card number 630427373398 is lost", "card number [CARD] is lost"],
  ["card 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "card [CARD]"],
  ["Please block card no 4415101282806639538", "Please block card no [CARD]"],
  ["CVV is 123", "CVV is [SECRET]"],
  ["security code: 1234", "security code: [SECRET]"],
  ["４１１１ １１１１ １１１１ １１１１", "[CARD]"],
  ["4111\u00a01111\u00a01111\u00a01111", "[CARD]"],
  ["4111\u200b111111111111", "[CARD]"],
  ["4111&nbsp;1111&nbsp;1111&nbsp;1111", "[CARD]"],
  ["4111–1111–1111–1111", "[CARD]"],
];

const kept = [
  "4111 1111 1111 1112",
  "4111111111111112",
  "1700000000000",
  "1234567890123456",
  "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
  "0000000000000000",
  "4111111111111111A",
  "41111111111111111111111",
  "4.111111111111111",
  "cardiology 120 80",
  "card games on 12 05",
  "the CVC line of 3 lumens",
];

describe("payment cards", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
