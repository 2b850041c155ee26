import { type OpenedMemory, readMemory, writeMemory } from "../../domain/memory-pack/memory-form.ts";
import type { Phrasebook } from "../../domain/memory-pack/phrasebook.ts";
import type { KeptMemory, Rendering } from "../../domain/memory-record/memory.ts";
import { packRows, unpackRows } from "./memory-rows.ts";

/** The phrasebooks by their numbers: what was stored with one is read with it for good. New memories are written with the last one. */
export type Phrasebooks = ReadonlyMap<number, Phrasebook>;

/** The method byte of what was coded with a phrasebook; its number is the next byte. Other methods are those of `pack.ts`. */
const coded = 4;
const headerBytes = 2;
/** Where a character takes more than this, the phrasebook does not help, as with another language: then rows may be shorter. */
const usualBytesPerCharacter = 0.65;

/** A memory in few bytes: coded with the newest phrasebook, or as rows where these are shorter or alone come back to the letter. */
export const packKeptMemory = (made: KeptMemory & Rendering, books: Phrasebooks): Buffer => {
  const packed = packCoded(made, books);
  if (packed !== undefined && packed.length < usualBytesPerCharacter * charactersIn(made)) return packed;
  const rows = packRows(made);
  return packed === undefined || rows.length < packed.length ? rows : packed;
};

const packCoded = (made: KeptMemory & Rendering, books: Phrasebooks): Buffer | undefined => {
  const [number, book] = [...books].at(-1) ?? [];
  if (number === undefined || book === undefined) return undefined;
  try {
    return Buffer.concat([Buffer.from([coded, number]), writeMemory(made, book)]);
  } catch (failure) {
    if (failure instanceof RangeError) return undefined;
    throw failure;
  }
};

const charactersIn = ({ summary, state }: KeptMemory & Rendering): number =>
  state.units.reduce((sum, { text }) => sum + text.length, summary.length);

/** The memory in packed bytes. Throws a RangeError for bytes of an unknown method, of an unknown phrasebook, or that nobody packed. */
export const unpackKeptMemory = (packed: Buffer, books: Phrasebooks): OpenedMemory => {
  if (packed[0] !== coded) return unpackRows(packed);
  const book = books.get(packed[1] ?? 0);
  if (book === undefined) throw new RangeError("unknown phrasebook");
  return readMemory(packed.subarray(headerBytes), book);
};
