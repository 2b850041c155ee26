/** A part of a text: `start` is where it begins there, in UTF-16 units. */
export type Chunk = { readonly start: number; readonly text: string };

/** `maxBytes`: of a chunk in UTF-8, at least 16 times the overlap. `overlap`: how many UTF-16 units two neighbours share at most. */
export type ChunkLimits = { readonly maxBytes: number; readonly overlap: number };

/** Chunks that cover a text, cut after sentences where possible, else between words. What lies across a cut is whole in the next chunk. */
export const chunksOf = (text: string, { maxBytes, overlap }: ChunkLimits): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  let start = 0;
  let end = 0;
  while (end < text.length) {
    end = chunkEnd(text, start, maxBytes);
    chunks.push({ start, text: text.slice(start, end) });
    start = wordStart(text, end - overlap, end);
  }
  return chunks;
};

/** A sentence may end this share of a chunk before what would still fit. */
const boundaryShare = 0.25;

const chunkEnd = (text: string, start: number, maxBytes: number): number => {
  const furthest = furthestEnd(text, start, maxBytes);
  if (furthest === text.length) return furthest;
  const from = Math.ceil(furthest - (furthest - start) * boundaryShare);
  const tail = text.slice(from, furthest);
  const cut = endOfLast(tail, /[.!?]\s|\n/g) ?? endOfLast(tail, /\s/g);
  return cut === undefined ? furthest : from + cut;
};

const endOfLast = (text: string, boundary: RegExp): number | undefined => {
  const last = [...text.matchAll(boundary)].at(-1);
  return last === undefined ? undefined : last.index + last[0].length;
};

const furthestEnd = (text: string, start: number, maxBytes: number): number => {
  let end = start;
  let bytes = 0;
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    bytes += utf8Bytes(code);
    if (bytes > maxBytes) return end;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
};

const utf8Bytes = (code: number): number => {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};

/** The first start of a word from `from` on; `from` itself, or the character before it, when there is none before `end`. */
const wordStart = (text: string, from: number, end: number): number => {
  const space = text.slice(from, end).search(/\s/);
  if (space >= 0) return from + space + 1;
  return /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? from - 1 : from;
};
