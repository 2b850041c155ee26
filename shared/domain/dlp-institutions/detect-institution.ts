import { type Candidate, certainty } from "../dlp/detector.ts";
import { byteAt, intAt } from "../dlp-names/cell.ts";
import { hashWord, shape, type Tokens } from "../dlp-names/read-tokens.ts";
import { endsPhrase } from "../dlp-places/place-cue.ts";
import { termStarts } from "../dlp-terms/term-key.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";

/** What a name in a table of institutions is: one that may be a word, a town or a surname as well, or nothing else. */
export const institutionKind = { doubtful: 1, clear: 2 } as const;

/** Names of places of care and of employers, as people say them. */
export type Institutions = { readonly care: TermTable; readonly employers: TermTable };

const hashes = (words: string): ReadonlySet<number> => new Set(words.split(" ").map(hashWord));

/** Places of care and employers known by name, behind words that say that somebody is treated or works there. */
export const findInstitutions = (text: string, tokens: Tokens, tables: Institutions): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    const place = isLedIn(tokens, at) ? readInstitution({ text, tokens, at }, tables) : undefined;
    if (place !== undefined) found.push(place);
  }
  return found;
};

const readInstitution = (spot: Spot, { care, employers }: Institutions): Candidate | undefined => {
  const place = readName(spot, care, placed(spot));
  if (place !== undefined) return { ...place, type: "FACILITY" };
  const firm = isAnnounced(spot, work) ? readName(spot, employers, "announced") : undefined;
  return firm === undefined ? undefined : { ...firm, type: "ORGANIZATION" };
};

/** How much the words before a name say that it is a place of care: nothing, a lead-in such as "at", that and treatment too. */
type Said = "no" | "announced" | "surely" | "first";

const placed = (spot: Spot): Said => {
  const lead = leadOf(spot.tokens, spot.at);
  if (isAfterRole(spot, lead)) return "announced";
  if (!isAnnounced(spot, treatment)) return beginsClause(spot, lead) ? "first" : "no";
  return treatment.enough.has(intAt(spot.tokens.words, lead)) && hasCue(spot.tokens, lead, treatment.cues)
    ? "surely"
    : "announced";
};

/** "Paediatric registrar, Westmead." */
const isAfterRole = ({ tokens, at }: Spot, lead: number): boolean =>
  lead === at - 1 && intAt(tokens.words, lead) === comma && lead > 0 && staff.has(intAt(tokens.words, lead - 1));
const comma = ",".charCodeAt(0) + 3;
const staff = hashes(
  "registrar intern resident fellow nurse rn np pa md consultant hospitalist surgeon physician doctor midwife pharmacist physio",
);

/** Whether a word longer than "uc" begins what is said. */
const beginsClause = ({ tokens, at }: Spot, lead: number): boolean =>
  intAt(tokens.ends, at) - intAt(tokens.starts, at) > 3 && (lead < 0 || byteAt(tokens.shapes, lead) >= shape.sign);

/** What stands right before a name, with "the" or without. */
const leadIn = hashes(
  "at to from in via with by for called near or and vs versus outside inside left leaving of between if did does has is say says said my over through thru",
);
const the = hashWord("the");

/** The token right before a name, "the" left out; -1 where a text begins. */
const leadOf = ({ words }: Tokens, at: number): number => (at > 0 && intAt(words, at - 1) === the ? at - 2 : at - 1);

/** Whether a word may begin a name by what stands before: a lead-in, a sign, or the start of a line. */
const isLedIn = (tokens: Tokens, at: number): boolean => {
  if (byteAt(tokens.shapes, at) > shape.mixed) return false;
  const lead = leadOf(tokens, at);
  const isLed = lead < 0 || byteAt(tokens.shapes, lead) >= shape.sign || leadIn.has(intAt(tokens.words, lead));
  return isLed && !isPhrase(intAt(tokens.words, at - 1), intAt(tokens.words, at));
};

/** "in general" and "for the next two weeks" are no places. */
const isPhrase = (first: number, second: number): boolean => second === phrases.get(first);
const phrases: ReadonlyMap<number, number> = new Map([
  [hashWord("in"), hashWord("general")],
  [the, hashWord("next")],
]);

type Announced = {
  readonly leads: ReadonlySet<number>;
  readonly cues: ReadonlySet<number>;
  readonly enough: ReadonlySet<number>;
};

const treatment: Announced = {
  enough: hashes("at"),
  leads: hashes("to from by in over"),
  cues: hashes(
    "get getting bus parking directions test tests letter letters bill bills form forms waiting waitin admitted transferred transfered transferring transfer discharged referred referral taken took rushed airlifted flown sent went going go come came coming back drove seen seeing treated been born delivered trained surgery operated procedure er ed icu nicu picu ward clinic doctor doc nurse specialist oncologist cardiologist surgeon appointment appt scan mri ct records results labs bloods staying stayed moved ambulance patient pt",
  ),
};
const work: Announced = {
  enough: new Set(),
  leads: hashes("at for by from with in through thru"),
  cues: hashes(
    "work works worked working workin job jobs boss manager supervisor foreman shift shifts nights days employed employee employer hired fired laid retired drive drives driver drove driving cashier stock stocks stocking cook clean cleans cleaner cleaning nurse engineer clerk teller pilot guard hr insured insurance benefits coverage payroll coworker coworkers welder mechanic manager assembly line warehouse",
  ),
};

/** How many words before the lead-in the cue may stand. */
const reach = 5;

const isAnnounced = ({ tokens, at }: Spot, { leads, cues, enough }: Announced): boolean => {
  const lead = leadOf(tokens, at);
  const word = lead < 0 ? 0 : intAt(tokens.words, lead);
  return enough.has(word) || (leads.has(word) && hasCue(tokens, lead, cues));
};

/** Whether a cue stands a little before, in the same phrase. */
const hasCue = ({ words, shapes }: Tokens, lead: number, cues: ReadonlySet<number>): boolean => {
  for (let at = lead - 1; at >= Math.max(0, lead - reach) && byteAt(shapes, at) < shape.sign; at -= 1)
    if (cues.has(intAt(words, at))) return true;
  return false;
};

type Spot = { readonly text: string; readonly tokens: Tokens; readonly at: number };
type Place = Pick<Candidate, "start" | "end" | "certainty">;

/** The longest name of the table that begins here; a doubtful one must be announced and end its phrase, or do what hospitals do. */
const readName = ({ text, tokens, at }: Spot, table: TermTable, said: Said): Place | undefined => {
  const name = termStarts(tokens, at).findLast((start) => table.kindsOf(start) !== 0);
  if (name === undefined) return undefined;
  const end = intAt(tokens.ends, name.end - 1);
  const isClear = (table.kindsOf(name) & institutionKind.clear) !== 0;
  if (!isClear && !isMeant(text.slice(end, end + lookahead), said)) return undefined;
  return { start: intAt(tokens.starts, at), end, certainty: certainty.shape };
};

const lookahead = 24;

const isMeant = (after: string, said: Said): boolean => {
  if (said === "first") return doing.test(after);
  return said === "surely" || (said === "announced" && endsName(after));
};

/** "mayo wants me there", "county sent my labs": what places of care do to patients. */
const doing =
  /^[ ](?:wants?|said|says|told|sent|called|discharged|admitted|transferred|referred|faxed|scheduled|prescribed|refused|lost|did|gave|(?:can|won|didn|doesn)['’]?t|made|makes|had|has|will|is|er|icu|ha(?:s|ve)[ ](?:sent|told|asked|said|called|booked|referred|written))[ ](?:me|us|a|an|to|us|him|her|them|my|his|the|that|i|it|he|she|they|see|take|do|not|no)(?![a-z])/i;

/** "at banner overnight", "at county er" */
const endsName = (after: string): boolean => endsPhrase(after) || further.test(after);
const further =
  /^(?:[ ]?\uFFFC|[ ](?:in|instead|if|near|over|or|n|&|then|w|bc|cuz|cause|overnight|yesterday|today|tonight|tomorrow|again|twice|er|ed|icu|nicu|ward|clinic|hospital|mon|tues?|wed|thurs?|fri|sat|sun|(?:two|three|four|five|a few|several|\d{1,2})[ ](?:times|hours|days|weeks|months|years))(?![a-z]))/i;
