import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["your code is five five oh nine two one", "your code is [SECRET]"],
  ["area code seven two zero five five five zero one nine eight", "[PHONE]"],
  ["um, my number is four one oh, five five five, oh one one four", "um, my number is [PHONE]"],
  ["at eight four seven five five five oh one nine nine extension twelve", "at [PHONE]"],
  ["call five five five one two three four please", "call [PHONE] please"],
  ["It is two one two, five five five, oh one four seven.", "It is [PHONE]."],
  ["my social is one two three four five six seven eight nine", "my social is [SSN]"],
  ["four one one one one one one one one one one one one one one one", "[CARD]"],
  ["my number is five five five, oh one two double four", "my number is [PHONE]"],
  ["call me at triple nine five five five one two", "call me at [PHONE]"],
  ["mrn is four four seven one two nine", "mrn is [MRN]"],
  ["my member id is nine nine two one oh oh four", "my member id is [HEALTH_PLAN]"],
  ["area code six oh two", "area code [PHONE]"],
  ["seven oh three dash five five five dash oh one nine nine", "[PHONE]"],
  ["five fifty five twenty one oh four", "[PHONE]"],
  ["pin is four four seven one", "pin is [SECRET]"],
  ["chart number twenty one forty four seven", "chart number [MRN]"],
  ["my ssn is one two three four five six seven eight nine", "my ssn is [SSN]"],
  ["account number four four seven one two two", "account number [ACCOUNT]"],
  ["policy number eight eight two one three", "policy number [HEALTH_PLAN]"],
  ["call eight oh oh five five five oh one four four", "call [PHONE]"],
  ["reach me on oh seven seven double oh nine double oh one two three", "reach me on [PHONE]"],
  ["my cell: four one five 555 oh one two four", "my cell: [PHONE]"],
  ["his mrn is two two four five one", "his mrn is [MRN]"],
  ["verification code is eight eight four five one two", "verification code is [SECRET]"],
  ["claim number seven seven one two three", "claim number [ID]"],
  ["NHS number nine four three four seven six five nine one nine", "NHS number [NATIONAL_ID]"],
  ["card number four one one one one one one one one one one one one one one one", "card number [CARD]"],
  ["my social? uh, 221 dash 67 dash 0043", "my social? uh, [SSN]"],
  ["tracking number is one zee nine nine w four zero two for", "tracking number is [ID] for"],
  ["license plate, it's eight, delta hotel kilo, two oh six", "license plate, it's [VEHICLE]"],
  ["my phone is oh seven seven double oh nine hundred two six four please", "my phone is [PHONE] please"],
  ["the three digits on the back are nine oh two", "the three digits on the back are [SECRET]"],
  ["member id is x as in x-ray j as in juliet nine nine oh four one two", "member id is [HEALTH_PLAN]"],
  ["text me five oh three, five five five, oh one two two", "text me [PHONE]"],
];

const kept = [
  "one two three b twelve shots",
  "give two b three and four c",
  "take 2 dash 3 tablets",
  "one two three four five six seven, breathe",
  "two or three times, one to four tablets",
  "one one two three five eight",
  "someone two",
  "pain is five to six, maybe seven",
  "one in five, two in ten",
  "take two three times a day",
  "ten nine eight seven six five four",
  "blood pressure one twenty over eighty",
  "twenty five or thirty",
  "I work at yahoo",
  "eight or nine hours, one or two naps",
  "one two three",
  "she said to call nine one one",
  "ten fifteen twenty minutes",
  "room one oh four",
];

describe("spoken digits", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
