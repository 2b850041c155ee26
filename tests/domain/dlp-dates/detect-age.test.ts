import { describe, expect, test } from "@jest/globals";
import type { Detector } from "../../../shared/domain/dlp/detector.ts";
import { ageDetector, oldAgeDetector } from "../../../shared/domain/dlp-dates/detect-age.ts";

const foundBy = ({ find }: Detector, text: string): readonly string[] => [
  ...new Set(find(text).map(({ start, end }) => text.slice(start, end))),
];

const old: readonly string[] = [
  "RN Sunita: \uFFFC [95], skin tear",
  "pt \uFFFC [92], \uFFFC, HR 32",
  "She became a foster mother at [90], said Sister",
  "his name \uFFFC [94]. u said",
  "one of our older sisters is [93] and",
  "pops is [97] lol",
  "aunt \uFFFC [103]!!! yes",
  "rev. \uFFFC, [90] completed, here",
  "art, he paints too. [91]. needs his hearing aid",
  "she just had her [90th].",
  "\uFFFC [98] from the lodge",
  "rm 9, [95], needs meds",
  "Mr. Dragan \uFFFC., [101], wants",
  "He ([91]) signs",
  "The deceased was [102] and had lived",
  "his grandmother, now [98], came",
  "our guest ([96], uses a walker)",
  "Patient: \uFFFC, [91]",
  "not eating. [91]M, DNR",
  "Dad ([90]!) goes",
  "At [97], \uFFFC still opens",
  "who at [92] has seen it",
  "Age [93] / Female",
  "(ret.), [96], of",
  "died at [95] in his sleep",
  "born in 1931 so [94]",
  "Mr. Thistlewood ([102]!) at",
  "she is \uFFFC, [ninety-three]. she",
  "aged [93]",
  "Wilfred \uFFFC here, [94] and still driving",
  "mother in law, [ninety three], fell",
  "at [ninety-one] she still drives",
  "[98], lives alone",
  "oldest pt, [103], doing well",
  "resident ([102]!) at",
  "dad is pushing [94]",
  "a [90]-something",
  "age [93]",
  "Age: [101]",
  "[93] yo female",
  "[93]yo",
  "[93] y/o",
  "a [93]-year-old man",
  "my [94] year old mom",
  "[91] yr old",
  "[91]-yr-old",
  "[102] years of age",
  "she is [101]",
  "I am [93], dear",
  "i'm [92]",
  "hes [95] and frail",
  "my nan shes [96] and on heparin",
  "dad is [90] and on donepezil",
  "My mother is [94].",
  "grandma is almost [90]",
  "[ninety four] years old",
  "she is [ninety-four]",
  "turning [90]",
  "he turned [101] last week",
  "grandpa turnd [98] on sunday",
  "died at [96]",
  "lived to the age of [97]",
  "Mum (Olwen, [95]) is hard of hearing",
  "Mrs. Tuttle, [93], fell",
  "\uFFFC, [92], fell",
  "\uFFFC is [94] and lives alone",
  "Nowicka, [92]F, hip fracture",
  "[91]M with CHF",
  "[one hundred] years old",
  "in her [90s]",
  "in his late [nineties]",
  "a [centenarian]",
  "her father ([96], CHADS-VASc 6)",
  "Fionnuala / F / [99] / Barthel 35",
  "in her [93rd] year",
  "I'm a young [95] and curious",
  "She'll be [101] in May",
  "\uFFFC, is [90] and farms",
  "\uFFFC ([ninety-two and a half])",
  "[91] a\u00f1os",
  "my moms [92nd] bday is saturday",
  "her [ninetieth] birthday",
  "mum's [96] and 14 stone",
  "\uFFFC [91] has it and",
  "\uFFFC, [97]; \uFFFC lives",
  "this Holter of \uFFFC, [90]: pauses",
  "line list: R.P., [92], onset",
  "a man of [102] from Nome",
  "is nana, [93], macular",
  "which makes you [ninety one] going on sixty",
  "she has [94] years and pain",
  "abuelita tiene [94] a\u00f1os",
  "hit the big [nine oh] and",
  "is [91 and a half]. Rash",
  "[ninety nine and three quarters] she tells",
  "ill be [90] in 2 months",
  "she's gonna be [90] july first",
  "will be [90] on the fifteenth",
  "shes uh [ninety six] born",
  "[ninety-eight] years, is 5 mg",
  "is [94] and egfr 22",
  "i'm tj, [91] next month",
];

const kept: readonly string[] = [
  "90 days",
  "HR 95",
  "95 %",
  "she is 95% on room air",
  "he is 92 on room air",
  "her sat is 93",
  "90 mg",
  "BP 120/90",
  "she is 98.6",
  "temp 99F",
  "fever of 101F",
  "my dad is 92 kg",
  "her sugar is 110 fasting",
  "patient 95 bpm",
  "age 45",
  "89 years old",
  "she is 79",
  "90 or older",
  "back in the 90s",
  "in the late 90s",
  "turned 90 degrees",
  "a hundred times",
  "$95",
  "95 people",
  "ages 90/95",
  "SpO2 (96)",
  "the 93rd percentile",
  "HR 91, next month a check",
  "95 and a half pounds",
  "temp was 99 and a half",
  "has 95 years of experience",
  "a dose of 100",
  "her sats will be 95 on the monitor",
  "you'll be 100 percent fine",
  "she has 95 on the meter",
  "dad is 98 and 97 tomorrow",
  "over the past 90 years,",
];

const strictOnly: readonly string[] = [
  "This [79] year old female",
  "[3]-month-old with fever",
  "[6] weeks old",
  "aged [45]",
  "he is [7]",
  "in her [40s]",
  "[forty five] years old",
  "[34]F with cough",
];

const marksOf = (marked: string) => [...marked.matchAll(/\[([^\]]*)\]/g)].map(([, age]) => age);
const plain = (marked: string): string => marked.replaceAll(/[[\]]/g, "");

describe("ages over 89", () => {
  test.each(old)("are found in %j", (marked) => {
    expect(foundBy(oldAgeDetector, plain(marked))).toEqual(marksOf(marked));
  });

  test.each(kept)("are not seen in %j", (text) => {
    expect(foundBy(oldAgeDetector, text)).toEqual([]);
  });

  test.each(strictOnly)("are none in %j", (marked) => {
    expect(foundBy(oldAgeDetector, plain(marked))).toEqual([]);
  });
});

describe("ages of any height", () => {
  test.each([...strictOnly, ...old.filter((line) => !/enarian|nineties|hundred/.test(line))])("are found in %j", (marked) => {
    expect(foundBy(ageDetector, plain(marked))).toEqual(marksOf(marked));
  });

  test.each(["90 days", "10 mg", "pain 7/10", "he is 92 on room air", "3 days ago", "two tablets", "age 45%", "HR 72"])(
    "are not seen in %j",
    (text) => {
      expect(foundBy(ageDetector, text)).toEqual([]);
    },
  );
});
