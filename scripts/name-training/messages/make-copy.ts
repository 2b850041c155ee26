import type { Dice } from "../dice.ts";
import { disturbText } from "../disturb-text.ts";
import type { SlotFiller } from "../fill-slots.ts";
import type { Marked, Piece, Tag } from "../marked-text.ts";
import { mask } from "../plain-slots.ts";
import { type Message, withMasks } from "./read-messages.ts";

/** A copy of a marked message: mostly about other people, often written in another way, masked as when the model runs. */
export const makeCopy = (message: Message, fill: SlotFiller, dice: Dice): Marked => {
  const masked = withMasks(message, (piece) =>
    dice.chance(90) ? { text: mask, tag: "OTHER" } : { text: piece.text, tag: piece.tag },
  );
  const renamed = dice.chance(70) ? renameAll(masked, fill, dice) : masked;
  const tagged = renamed.flatMap(tagRegions);
  if (dice.chance(45)) return tagged;
  return dice.chance(40) ? tagged.map(({ text, tag }) => ({ text: text.toLowerCase(), tag })) : disturbText(tagged, dice);
};

/** How many names of a hundred get another one, by what is named. */
const renamedShares: Readonly<Partial<Record<Tag, number>>> = { NAME: 85, LOCATION: 60, FACILITY: 75, ORGANIZATION: 75 };

/** The same text about other people and places; who is named twice has one name. */
const renameAll = (marked: Marked, fill: SlotFiller, dice: Dice): Marked => {
  const given = new Map<string, string>();
  return marked.map((piece, index): Piece => {
    const share = renamedShares[piece.tag];
    if (share === undefined) return piece;
    const key = piece.text.toLowerCase();
    const before = marked[index - 1]?.text ?? "";
    const text = given.get(key) ?? (dice.chance(share) ? substitute(piece, before, { fill, dice }) : piece.text);
    given.set(key, text);
    return { text: writtenLike(piece.text, text), tag: piece.tag };
  });
};

type Tools = { readonly fill: SlotFiller; readonly dice: Dice };

/** How many first names of a hundred are words as well, so that what stands around them must say that they are names. */
const wordNames = 10;

/** What stands instead; the same where the slot gives something else, a state for a city. */
const substitute = ({ text, tag }: Piece, before: string, { fill, dice }: Tools): string => {
  const named = slotOf(text, tag, before);
  const slot = named === "first" && dice.chance(wordNames) ? "called" : named;
  const filled = slot === undefined ? [] : fill(slot);
  return filled.length > 0 && filled.every((piece) => piece.tag === tag) ? filled.map((piece) => piece.text).join("") : text;
};

const titled = /(?:^|[^\p{L}])(?:mr|mrs|ms|miss|dr|doctor|prof|professor|herr|frau|sra?)\.? $/iu;

/** The slot that fits what is named; none where it is written in a way of its own: initials, spellings, more than three words. */
const slotOf = (text: string, tag: Tag, before: string): string | undefined => {
  if (tag !== "NAME") return slotOfTag[tag];
  if (/\d|[.,^_@]|\b\p{L}\b/u.test(text)) return undefined;
  const words = text.split(/[ -]/).length;
  if (words > 3) return undefined;
  if (words > 1) return "full";
  return titled.test(before) ? "last" : "first";
};

const slotOfTag: Readonly<Partial<Record<Tag, string>>> = { LOCATION: "city", FACILITY: "fac", ORGANIZATION: "org" };

/** In small letters or capitals only where the other is. */
const writtenLike = (model: string, text: string): string => {
  if (model === model.toLowerCase()) return text.toLowerCase();
  return model.length > 3 && model === model.toUpperCase() ? text.toUpperCase() : text;
};

const regions =
  /(?<![\p{L}'-])(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|(?:South|North) (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Wisconsin|Wyoming|Puerto Rico|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New South Wales|Queensland|Tasmania|England|Scotland|Wales|(?:Northern )?Ireland|Canada|Australia|Mexico|India|Germany|France|Spain|Italy|Poland|Nigeria|Ghana|Kenya|Philippines|Vietnam|China|Japan|Korea|Pakistan|Bangladesh|Jamaica|Haiti|Cuba|Brazil|Peru|Colombia|Ecuador|Guatemala|Honduras|El Salvador|Ethiopia|Somalia|Syria|Iraq|Iran|Afghanistan|Ukraine|Russia|Portugal|Greece|Thailand|Nepal)(?![\p{L}'-])/giu;

/** A message marks no states and countries, but the model knows them by a tag of their own. */
const tagRegions = (piece: Piece): Marked => {
  if (piece.tag !== "OTHER") return [piece];
  const pieces: Piece[] = [];
  let copied = 0;
  for (const match of piece.text.matchAll(regions)) {
    pieces.push({ text: piece.text.slice(copied, match.index), tag: "OTHER" }, { text: match[0], tag: "REGION" });
    copied = match.index + match[0].length;
  }
  return [...pieces, { text: piece.text.slice(copied), tag: "OTHER" }];
};
