import { brotliCompressSync, brotliDecompressSync, constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { packWords } from "./pack-words.ts";

const method = { stored: 0, deflatedFirst: 1, deflated: 2, brotli: 3 } as const;
const dictionaries = new Map<number | undefined, Buffer>([
  [method.deflatedFirst, Buffer.from(packWords.first)],
  [method.deflated, Buffer.from(packWords.second)],
]);
/** Turns are small: the default buffers of zlib would cost more than the work. */
const deflating = { level: 6, memLevel: 5, windowBits: 13, chunkSize: 2048 };
const mostBytes = 1024 * 1024;
const inflating = { chunkSize: 4096, maxOutputLength: mostBytes };
/** The best there is takes a millisecond for 3 KB, so what is longer gets less of it. */
const bestUpToBytes = 32 * 1024;
const qualities = { best: 11, good: 6 } as const;

/** A JSON value as few bytes: one byte that names the method, then the JSON text, deflated when that is smaller. */
export const pack = (value: unknown): Buffer => packJson(JSON.stringify(value));

/** The same of a JSON text. */
export const packJson = (json: string): Buffer => {
  const text = Buffer.from(json, "utf8");
  const deflated = deflateRawSync(text, { dictionary: dictionaries.get(method.deflated), ...deflating });
  const isSmaller = deflated.length < text.length;
  return Buffer.concat([Buffer.from([isSmaller ? method.deflated : method.stored]), isSmaller ? deflated : text]);
};

/** A text that is long, written seldom and repeats itself from end to end, as fewer bytes still. */
export const packText = (content: string): Buffer => {
  const text = Buffer.from(content, "utf8");
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: text.length > bestUpToBytes ? qualities.good : qualities.best,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return Buffer.concat([Buffer.from([method.brotli]), brotliCompressSync(text, { params })]);
};

/** The value of packed bytes. Throws on bytes that `pack` did not make, and on more than 1 MiB. */
export const unpack = (packed: Buffer): unknown => JSON.parse(unpackText(packed));

/** The text of packed bytes. */
export const unpackText = (packed: Buffer): string => {
  const body = packed.subarray(1);
  if (packed[0] === method.stored) return body.toString("utf8");
  if (packed[0] === method.brotli) return brotliDecompressSync(body, { maxOutputLength: mostBytes }).toString("utf8");
  const dictionary = dictionaries.get(packed[0]);
  if (dictionary === undefined) throw new RangeError("unknown packing method");
  return inflateRawSync(body, { dictionary, ...inflating }).toString("utf8");
};
