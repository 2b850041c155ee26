import { type Dice, diceOf } from "./dice.ts";
import { disturbText, tidyText } from "./disturb-text.ts";
import { expandTemplate } from "./expand-template.ts";
import { type SlotFiller, type Stock, slotFiller } from "./fill-slots.ts";
import { type Marked, parseMarks, windowOf } from "./marked-text.ts";
import { makeCopy } from "./messages/make-copy.ts";
import type { Message } from "./messages/read-messages.ts";
import { namePeople } from "./name-people.ts";
import { swapWords } from "./swap-words.ts";
import { readTemplates, readTexts } from "./text-files.ts";
import { readSpeeches } from "./word-sources.ts";

/** What texts are made of. */
export type Material = {
  readonly named: readonly string[];
  readonly spoken: readonly string[];
  readonly clean: readonly string[];
  readonly dialogues: readonly Marked[];
  readonly notes: readonly Marked[];
  /** Sentences in which nobody is named. */
  readonly sentences: readonly string[];
  readonly messages: readonly Message[];
};

export type CorpusPart = "training" | "held-out";

/** Templates and marked texts of one part: every ninth template is never trained on. */
export const readMaterial = (part: CorpusPart, messages: readonly Message[] = []): Material => {
  const keep = (template: string): boolean => (isHeldOut(template) ? part === "held-out" : part === "training");
  const templates = (...names: string[]): readonly string[] => names.flatMap(readTemplates).filter(keep);
  const texts = (name: string): readonly Marked[] => (part === "training" ? readTexts(name).map(parseMarks) : []);
  return {
    named: templates(
      "patient",
      "clinician",
      "desk",
      "general",
      "forms",
      "letters",
      "messages",
      "messages",
      "queries",
      "queries",
      "civil",
      "foreign",
    ),
    spoken: templates("spoken"),
    clean: templates(
      "clean-clinical",
      "clean-words",
      "clean-general",
      "clean-registers",
      "clean-registers",
      "more-clean",
      "more-clean",
      "clean-foreign",
      "clean-lists",
      "clean-lists",
      "clean-lists",
    ),
    dialogues: texts("aci-bench-dialogues"),
    notes: texts("aci-bench-notes"),
    sentences: part === "training" ? plainSentences() : [],
    messages,
  };
};

/** Sentences of the speeches without a capital but the first: they name nobody. */
const plainSentences = (): readonly string[] =>
  readSpeeches()
    .slice(-75)
    .flatMap((text) => text.split(/(?<=[.?!])\s+/))
    .filter((sentence) =>
      /^(?:The|We|I|But|And|It|They|This|In|For|If|That|There|Our|As|When|Now|So|These|To|You) [a-z ,;:'’-]{15,220}[.?!]$/.test(
        sentence.replace(/\bI\b/g, "i").replace(/^i/, "I"),
      ),
    );

const isHeldOut = (template: string): boolean => {
  let sum = 0;
  for (let at = 0; at < template.length; at += 1) sum = (Math.imul(sum, 31) + template.charCodeAt(at)) | 0;
  return (sum >>> 8) % 9 === 4;
};

/** As many texts as asked for, the same for the same seed. */
export const makeCorpus = (
  material: Material,
  stock: Stock,
  { seed, size }: { seed: number; size: number },
): readonly Marked[] => {
  const dice = diceOf(seed);
  return Array.from({ length: size }, () => makeText(material, stock, dice));
};

type Tools = { readonly material: Material; readonly fill: SlotFiller; readonly dice: Dice };
type TextKind = {
  readonly below: number;
  readonly has: (material: Material) => boolean;
  readonly make: (tools: Tools) => Marked;
};

const makeText = (material: Material, stock: Stock, dice: Dice): Marked => {
  const draw = dice.below(100);
  const kind = textKinds.find(({ below, has }) => draw < below && has(material));
  if (kind === undefined) throw new RangeError("no kind of text");
  const text = kind.make({ material, fill: slotFiller(stock, dice), dice });
  return dice.chance(60) ? swapWords(text, stock.ordinary, dice) : text;
};

/** Kinds of text with their shares of a hundred, each counted from the end of the one before. */
const textKinds: readonly TextKind[] = [
  {
    below: 42,
    has: ({ messages }) => messages.length > 0,
    make: ({ material, fill, dice }) => makeCopy(dice.pick(material.messages), fill, dice),
  },
  { below: 46, has: ({ dialogues }) => dialogues.length > 0, make: (tools) => makeDialogue(tools) },
  { below: 49, has: ({ notes }) => notes.length > 0, make: (tools) => makeNote(tools) },
  { below: 53, has: ({ spoken }) => spoken.length > 0, make: (tools) => makeSpoken(tools) },
  { below: 57, has: ({ sentences }) => sentences.length > 0, make: (tools) => makeSpeech(tools) },
  { below: 75, has: () => true, make: (tools) => makeMessage(1, tools) },
  { below: 100, has: () => true, make: (tools) => makeMessage(2 + tools.dice.below(3), tools) },
];

const makeDialogue = ({ material, fill, dice }: Tools): Marked => {
  const lines = windowOf(dice.pick(material.dialogues), 24, dice);
  return reviseText(dice.chance(55) ? namePeople(lines, fill, dice) : lines, fill, dice);
};

const makeNote = ({ material, fill, dice }: Tools): Marked => {
  const lines = rename(windowOf(dice.pick(material.notes), 20, dice), fill);
  return disturbText(dice.chance(50) ? namePeople(lines, fill, dice) : lines, dice);
};

const makeSpoken = ({ material, fill, dice }: Tools): Marked => {
  const turns = some(1 + dice.below(5), () => expandTemplate(dice.pick(material.spoken), fill, dice));
  return reviseText(join(turns, "\n"), fill, dice);
};

const makeSpeech = ({ material, fill, dice }: Tools): Marked => {
  const speech = parseMarks(some(1 + dice.below(3), () => dice.pick(material.sentences)).join(" "));
  return disturbText(dice.chance(45) ? namePeople(speech, fill, dice) : speech, dice);
};

const makeMessage = (parts: number, { material, fill, dice }: Tools): Marked => {
  const sentences = some(parts, () => expandTemplate(pickTemplate(material, dice), fill, dice));
  const joined = join(sentences, dice.pick([" ", ". ", "\n", " ", ", "]));
  const body = dice.chance(25) ? namePeople(joined, fill, dice) : joined;
  return disturbText(
    dice.chance(8) ? join([body, fill(dice.pick(["first", "first", "full"]))], dice.pick(signOffs)) : body,
    dice,
  );
};

const signOffs = [" ", ", ", "\n", " - ", " -", "\n\n", ". "];

const pickTemplate = ({ named, clean }: Material, dice: Dice): string => dice.pick(dice.chance(65) ? named : clean);

const some = <Item>(count: number, make: () => Item): readonly Item[] => Array.from({ length: count }, make);

const join = (parts: readonly Marked[], between: string): Marked =>
  parts.flatMap((part, index) => (index === 0 ? part : [{ text: between, tag: "OTHER" as const }, ...part]));

/** Spoken text as it is, tidied, or disturbed further; mostly with other people in it. */
const reviseText = (marked: Marked, fill: SlotFiller, dice: Dice): Marked => {
  const renamed = dice.chance(85) ? rename(marked, fill) : marked;
  const small = renamed.map(({ text, tag }) => ({ text: text.toLowerCase(), tag }));
  if (dice.chance(55)) return small;
  return dice.chance(50) ? tidyText(small) : disturbText(small, dice);
};

/** The same text about other people and places; a person keeps one name through it. */
const rename = (marked: Marked, fill: SlotFiller): Marked => {
  const given = new Map<string, string>();
  return marked.map((piece) => {
    if (piece.tag === "OTHER" || piece.tag === "REGION") return piece;
    const known = given.get(piece.text.toLowerCase());
    const text = known ?? substituteOf(piece.tag, piece.text, fill);
    given.set(piece.text.toLowerCase(), text);
    return { text: text, tag: piece.tag };
  });
};

const slotOfTag: Readonly<Record<string, string>> = { LOCATION: "city", FACILITY: "fac", ORGANIZATION: "org" };

/** A state that stands for a city now and then is none: the text stays as it is. */
const substituteOf = (tag: string, text: string, fill: SlotFiller): string => {
  const filled = fill(slotOfTag[tag] ?? (text.includes(" ") ? "full" : "first"));
  return filled.every((piece) => piece.tag === tag) ? filled.map((piece) => piece.text).join("") : text;
};
