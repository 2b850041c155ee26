import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { scrubValue } from "../../../shared/domain/dlp/scrub-value.ts";
import { bareAnswer, identifierAskedFor } from "../../../shared/domain/dlp-memory/question.ts";

describe("what the assistant asks for", () => {
  test.each([
    ["What's your date of birth?", "DATE_OF_BIRTH"],
    ["When was he born?", "DATE_OF_BIRTH"],
    ["Can you give me your full name, please?", "NAME"],
    ["Who am I speaking with?", "NAME"],
    ["What is the best number to reach you?", "PHONE_NUMBER"],
    ["Please enter your member ID number.", "HEALTH_PLAN_NUMBER"],
    ["Could you confirm your medical record number?", "MEDICAL_RECORD_NUMBER"],
    ["And the zip code?", "ZIP_CODE"],
    ["What is the code we just texted you?", "SECRET"],
    ["Can I have your NHS number?", "NATIONAL_ID"],
    ["What is your tag number?", "VEHICLE_ID"],
    ["What is your home address?", "STREET_ADDRESS"],
    ["Which city do you live in?", "LOCATION"],
    ["Which pharmacy should we send it to?", "FACILITY"],
    ["What's your email address?", "EMAIL_ADDRESS"],
    ["Last four of your social?  I need the social security number", "US_SSN"],
  ])("%j asks for %s", (message, type) => {
    expect(identifierAskedFor(message)).toBe(type);
  });

  test.each(["How are you feeling today?", "Take it twice a day.", "Is the pain worse at night?", "Your name is on the list."])(
    "%j asks for nothing that identifies",
    (message) => {
      expect(identifierAskedFor(message)).toBeUndefined();
    },
  );
});

describe("an answer in the same text", () => {
  test.each([
    [
      "Bot: What's the name on the account?\nUser: \u0161\u00e1rka ottov\u00e1",
      "Bot: What's the name on the account?\nUser: [NAME]",
    ],
    ["A: and your member id?\nB: 88213", "A: and your member id?\nB: [HEALTH_PLAN]"],
    ["Bot: what street?\nUser: maple hollow 12", "Bot: what street?\nUser: [ADDRESS]"],
    ["Bot: the security code?\nUser: ok it's 207", "Bot: the security code?\nUser: ok it's [SECRET]"],
    ["Agent: date of birth? 4/12/71", "Agent: date of birth? [DOB]"],
  ])("%j is what was asked for", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each([
    "Bot: What is the name of the drug?\nUser: metoprolol",
    "Bot: drug name?\nUser: metoprolol",
    "Bot: your name?\nUser: no thanks",
    "What is the name? Nobody knows",
    "Bot: which pharmacy?\nUser: not sure yet",
  ])("%j holds none", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});

describe("an answer to it", () => {
  const answered = (question: string, answer: string): string => {
    const messages = [
      { role: "assistant", content: question },
      { role: "user", content: answer },
    ];
    return scrubValue({ messages }).value.messages[1]?.content ?? "";
  };

  test.each([
    ["What's your date of birth?", "4/12/71", "[DOB]"],
    ["What's your date of birth?", "april 12 71", "[DOB]"],
    ["Can I have your name?", "zed quillfeather", "[NAME]"],
    ["Can I have your name?", "sure, it's zed quillfeather.", "sure, it's [NAME]."],
    ["Your member id number?", "XQ 88 1274", "[HEALTH_PLAN]"],
    ["What is your MRN?", "482913", "[MRN]"],
    ["Which city do you live in?", "little snoring", "[LOCATION]"],
    ["What's your zip code?", "02139", "[ZIP]"],
  ])("%j: %j", (question, answer, expected) => {
    expect(answered(question, answer)).toBe(expected);
  });

  test.each([
    ["What's your date of birth?", "why do you need it"],
    ["Can I have your name?", "i don't want to say"],
    ["Can I have your name?", "no thanks"],
    ["What is your MRN?", "i do not know it"],
    ["How much do you take?", "10 mg"],
  ])("is left when it is none: %j %j", (question, answer) => {
    expect(answered(question, answer)).toBe(answer);
  });

  test("is the user's next one only, and what is asked last is told", () => {
    const messages = [
      { role: "assistant", content: "What is your name?" },
      { role: "user", content: "wait" },
      { role: "user", content: "quillfeather" },
      { role: "assistant", content: "And your date of birth?" },
    ];
    const { value, asks } = scrubValue({ messages });
    expect([value.messages[2]?.content, asks]).toEqual(["quillfeather", "DATE_OF_BIRTH"]);
  });

  test("may follow in another call, under what was asked then", () => {
    const messages = [{ role: "user", content: "4/12" }];
    expect(scrubValue({ messages }, { asked: "DATE_OF_BIRTH" }).value.messages[0]?.content).toBe("[DOB]");
    expect(scrubValue({ messages }, { asked: "DATE_OF_BIRTH", allowed: new Set(["DATE_OF_BIRTH"] as const) }).counts).toEqual({});
  });

  test("is never longer than an answer", () => {
    expect(bareAnswer("a ".repeat(60), "NAME")).toBeUndefined();
    expect(bareAnswer("anything", undefined)).toBeUndefined();
  });
});
