import type { TurnContent } from "../shared/domain/conversation/turn.ts";

const exchanges = [
  ["Hi, I have had a headache since yesterday.", "I'm sorry to hear that. Is it on one side, and is light hard to bear?"],
  ["Mostly the left side, and yes, light makes it worse.", "Thank you. Have you taken anything for it so far?"],
  ["Two ibuprofen this morning, they helped for an hour.", "How many hours after breakfast was that, and do you feel sick?"],
  ["Right after breakfast. A bit sick, yes.", "That fits a migraine. Would you like an appointment this week?"],
  ["Yes please, Thursday would be best.", "I have noted Thursday morning. Do you have any allergies?"],
  ["Only penicillin.", "Noted. Please drink enough water and rest in a dark room until then."],
  ["Can I take the tablets again tonight?", "Yes, one more, with food, and not more than four in a day."],
  ["Ok, thank you!", "You're welcome. Tell me if it gets worse or if your sight changes."],
] as const;

/** A short chat turn: a question and its answer, about 110 characters. */
export const turnContent = (turn: number): TurnContent => {
  const [question, answer] = exchanges[turn % exchanges.length] ?? exchanges[0];
  return {
    messages: [
      { role: "user", content: question },
      { role: "assistant", content: answer },
    ],
  };
};

/** How many different short turns there are. */
export const shortTurns = exchanges.length;

/** 300 characters without any identifier. */
export const plainText =
  "I have been feeling dizzy after lunch for about two weeks now, mostly when I stand up quickly, and I had to sit down " +
  "twice on Monday. My usual tablets are for blood pressure, one in the morning and one at night. Should I change the " +
  "time I take them, or come in for a check with the nurse first? Bye.";

/** 300 characters with a telephone number, an address and a date of birth. */
export const identifyingText =
  "Hello, my number is (415) 555-0132 and my address for letters is jo.miller@example.com, I was born 04/12/1961. I have " +
  "been feeling dizzy after lunch for about two weeks now, mostly when I stand up quickly. Should I change the time I " +
  "take my two tablets, or come in for a check with the nurse? Thanks.";
