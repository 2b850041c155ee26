import type { Dice } from "./dice.ts";
import type { SlotFiller } from "./fill-slots.ts";
import type { Marked, Piece } from "./marked-text.ts";

type Rule = { readonly pattern: RegExp; readonly slots: readonly string[]; readonly percent: number };

const relations =
  "wife|husband|mother|father|mom|dad|son|daughter|brother|sister|friend|neighbor|aunt|uncle|cousin|partner|boss|nurse|therapist|coach|girlfriend|boyfriend|grandson|granddaughter|grandma|grandpa|surgeon|caregiver|twin|baby";
const doings =
  "is|was|has|had|said|says|told|takes|took|wants|will|can|does|did|went|goes|keeps|started|thinks|needs|gets|lives|works|gave|put|came|called|may|also|denies|reports|presents|recommended|sees|saw";

/**
 * Where a text speaks of somebody or some place without a name, a way to name them instead: "he said" as "Maria said".
 * What stands in `keep` stays in front of the name.
 */
const rules: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<keep>)\\b(?:he|she|they|someone|somebody)\\b(?= (?:${doings})\\b)`, "gi"),
    slots: ["first", "first", "full", "titled"],
    percent: 45,
  },
  {
    pattern: new RegExp(`(?<keep>\\b(?:my|his|her|your|our|their) (?:${relations})[ ,]*)(?=\\s)`, "gi"),
    slots: ["first", "first", "full"],
    percent: 30,
  },
  {
    pattern: /(?<keep>)\b(?:the|this|your) (?:patient|doctor|provider|surgeon|nurse|therapist)\b(?!')/gi,
    slots: ["titled", "full", "titled", "last", "first"],
    percent: 45,
  },
  {
    pattern: /(?<keep>)\b(?:my|your|his|her) (?:doctor|primary care doctor|pcp|gp|surgeon|cardiologist)\b(?!')/gi,
    slots: ["titled", "titled", "full"],
    percent: 35,
  },
  {
    pattern: /(?<keep>)\b(?:the|my|our|your) (?:hospital|clinic|pharmacy|er|emergency room|urgent care|lab|school)\b/gi,
    slots: ["fac"],
    percent: 35,
  },
  {
    pattern:
      /(?<keep>\b(?:to|from|in|at|near|around) )(?:the )?(?:church|town|home|beach|gym|park|city|house|area|mall|store|mountains|lake)\b/gi,
    slots: ["city", "city", "fac"],
    percent: 40,
  },
  {
    pattern: /(?<keep>\b(?:work|works|worked|working) (?:at|for|with) )(?:the |a |an )?\w+/gi,
    slots: ["org", "org", "fac"],
    percent: 60,
  },
  {
    pattern:
      /(?<keep>(?:^|[.?!\n] ?|\] )(?:hi|hey|hello|okay|ok|alright|all right|thanks|thank you|yes|yeah|no|sure|well|so|good morning|good afternoon|great|bye|sorry)(?: ,|,)? )(?=[a-z])/gi,
    slots: ["vocative", "vocative", "titledVocative"],
    percent: 9,
  },
  {
    pattern: /(?<keep>[a-z]{3,} , )(?=(?:how|what|do|did|are|can|i'm|let|we|have|any|it's|tell|i)\b)/gi,
    slots: ["vocative"],
    percent: 4,
  },
];

/** The text with some of its people and places named. */
export const namePeople = (marked: Marked, fill: SlotFiller, dice: Dice): Marked =>
  rules.reduce<Marked>(
    (pieces, rule) => pieces.flatMap((piece) => (piece.tag === "OTHER" ? applyRule(piece.text, rule, { fill, dice }) : [piece])),
    marked,
  );

type Tools = { readonly fill: SlotFiller; readonly dice: Dice };

const applyRule = (text: string, { pattern, slots, percent }: Rule, { fill, dice }: Tools): Marked => {
  const pieces: Piece[] = [];
  let copied = 0;
  for (const match of text.matchAll(pattern)) {
    if (!dice.chance(percent)) continue;
    const keep = match.groups?.keep ?? "";
    const behind = keep === match[0] && keep.endsWith(" ") ? " " : "";
    pieces.push(plain(text.slice(copied, match.index) + keep), ...nameBy(dice.pick(slots), fill), plain(behind));
    copied = match.index + match[0].length;
  }
  return [...pieces, plain(text.slice(copied))];
};

const plain = (text: string): Piece => ({ text, tag: "OTHER" });

const nameBy = (slot: string, fill: SlotFiller): Marked => {
  if (slot === "vocative") return [...fill("first"), { text: " ,", tag: "OTHER" }];
  if (slot === "titledVocative")
    return [...fill("title"), { text: " ", tag: "OTHER" }, ...fill("last"), { text: " ,", tag: "OTHER" }];
  return slot === "titled" ? [...fill("title"), { text: " ", tag: "OTHER" }, ...fill("last")] : fill(slot);
};
