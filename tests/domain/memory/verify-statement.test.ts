import { describe, expect, test } from "@jest/globals";
import { verifyStatement } from "../../../shared/domain/memory/verify-statement.ts";
import { turnsOf } from "./steps.ts";

const heard = turnsOf([
  "U: I take metformin 500 mg twice a day and lisinopril twenty milligrams.",
  "A: Any chest pain?",
  "U: No, but I have had a cough since Monday.",
  "U: I stopped the aspirin. My doctor is Dr. Okafor, call [PHONE_1].",
  "U: I'm not allergic to latex.",
]);

const faultsOf = (text: string, ...turns: number[]) => verifyStatement({ text, turns }, heard);

describe("a statement", () => {
  test.each([
    ["Takes metformin 500 mg and lisinopril 20 mg.", [1]],
    ["The patient takes metformin twice a day.", [1]],
    ["Denies chest pain, but has a cough.", [2, 3]],
    ["No chest pain.", [2, 3]],
    ["Patient stopped aspirin.", [4]],
    ["Call [PHONE_1]; Dr. Okafor is the doctor.", [4]],
    ["Not allergic to latex.", [5]],
  ])("that its turns bear out: %s", (text, turns) => {
    expect(faultsOf(text, ...turns)).toEqual([]);
  });

  test.each([
    ["turn", "Takes metformin.", [9]],
    ["turn", "Takes metformin.", [1, 9]],
    ["turn", "Takes metformin.", []],
    ["number", "Takes metformin 850 mg.", [1]],
    ["number", "Takes lisinopril 500 mg.", [1]],
    ["medication", "Takes metoprolol twice a day.", [1]],
    ["placeholder", "Call [PHONE_2].", [4]],
    ["name", "The doctor is Mensah, call [PHONE_1].", [4]],
    ["polarity", "Has chest pain.", [2, 3]],
    ["polarity", "No cough since Monday.", [2, 3]],
    ["polarity", "Takes aspirin.", [4]],
    ["polarity", "Stopped metformin 500 mg.", [1]],
    ["polarity", "Is allergic to latex.", [5]],
    ["words", "Enjoys gardening with grandchildren on weekends.", [1]],
  ])("has a fault in its %s: %s", (fault, text, turns) => {
    expect(faultsOf(text, ...turns)).toContain(fault);
  });
});
