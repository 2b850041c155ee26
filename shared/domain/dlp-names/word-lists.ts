import { cell } from "./cell.ts";
import { mixBits } from "./letter-table.ts";
import { modelLayout } from "./model-layout.ts";
import { hashWord, margin, shape, type Tokens } from "./read-tokens.ts";

/** The six bits of the lists for a word's hash; 0 for a word of no list. */
export const classOf = (lexicon: Uint16Array, word: number): number => {
  const key = lexiconKey(word);
  return classIn(lexicon, key.first, key.check) || classIn(lexicon, key.second, key.check);
};

/** Where a word may stand in the lexicon (first cell of either bucket), and the ten bits that tell it apart there. */
export const lexiconKey = (word: number): { readonly first: number; readonly second: number; readonly check: number } => {
  const mixed = mixBits(word);
  const other = Math.imul(mixed, 0x9e3779b1);
  const { lexiconBuckets, slots } = modelLayout;
  return {
    first: ((mixed >>> 10) % lexiconBuckets) * slots,
    second: ((other >>> 10) % lexiconBuckets) * slots,
    check: mixed & 0x3ff,
  };
};

const classIn = (lexicon: Uint16Array, bucket: number, check: number): number => {
  for (let place = bucket; place < bucket + modelLayout.slots; place += 1) {
    const entry = cell(lexicon, place);
    if (entry >>> 6 === check && entry !== 0) return entry & 0x3f;
  }
  return 0;
};

/** Words behind which an employer, a place of care or teaching, or a town is named. */
const cueWords = [
  "work works worked working workin job jobs boss bosses manager supervisor foreman employer employed employee hired coworker coworkers shift shifts warehouse factory union laid fired retired drive drives driver drove cashier hr payroll piecework volunteer intern",
  "at admitted discharged transferred transferring referred attends attend enrolled er hospital pharmacy clinic school daycare nursery preschool dorm shelter hospice rehab surgery radiology lab",
  "live lives lived living moved staying stayin born raised grew visiting trip camping vacation near outside town bus exit downtown mail address",
];

const kinds: ReadonlyMap<number, number> = new Map(
  cueWords.flatMap((words, kind) => words.split(" ").map((word) => [hashWord(word), kind + 1] as const)),
);

/** How many words behind a cue what it announces may stand. */
const reach = 4;

const fullStop = ".".charCodeAt(0) + 3;

/** Writes for each token which kind of cue stands at most four before it in its sentence, and how far; 0 where none does. */
export const fillPlaceCues = ({ count, words, shapes }: Tokens, cues: Uint8Array): void => {
  let kind = 0;
  let from = 0;
  for (let at = 0; at < count; at += 1) {
    const word = cell(words, at);
    if (shapes[at] === shape.line || word === fullStop || at - from > reach) kind = 0;
    if (kind !== 0) cues[at + margin] = kind * 8 + at - from;
    const own = kinds.get(word);
    if (own === undefined) continue;
    kind = own;
    from = at;
  }
};
