import { cell } from "./cell.ts";
import { knownFeatures } from "./feature-slots.ts";
import { modelBytes, modelLayout, slotBytes } from "./model-layout.ts";

/** Weights and word lists, as views into the bytes of the file: nothing is parsed. */
export type ModelViews = {
  /** Two numbers a slot: in the lowest sixteen bits of the first part of the feature's hash, or 0, then a byte a tag. */
  readonly slots: Int32Array;
  /** Ten bits of a word's hash and six bits of what the lists say of it. */
  readonly lexicon: Uint16Array;
  /** What passing from one tag to the next adds, by kind of the second word. */
  readonly links: Int8Array;
};

/** A model to tag with: `known` tells which features its slots may hold. */
export type NameModel = ModelViews & { readonly known: Int32Array };

/** The file is not a name model this code can use. The text says why. */
export class NameModelUnusable extends Error {
  override readonly name = "NameModelUnusable";
}

/** The model in the bytes of `names.bin`; throws `NameModelUnusable` unless they are whole and of this version. */
export const readNameModel = (bytes: Uint8Array): NameModel => {
  if (bytes.byteLength !== modelBytes) throw new NameModelUnusable(`name model has ${bytes.byteLength} bytes, not ${modelBytes}`);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const header = new DataView(aligned.buffer, aligned.byteOffset, modelLayout.headerBytes);
  if (header.getUint32(0, true) !== modelLayout.magic) throw new NameModelUnusable("name model does not start as one");
  if (header.getUint32(4, true) !== modelLayout.version)
    throw new NameModelUnusable(`name model is of version ${header.getUint32(4, true)}, not ${modelLayout.version}`);
  if (header.getInt32(8, true) !== checksumOf(aligned)) throw new NameModelUnusable("name model is damaged: wrong checksum");
  const views = modelViews(aligned);
  return { ...views, known: knownFeatures(views.slots) };
};

/** The parts of a model as views into its bytes, unchecked; training fills them through these. */
export const modelViews = ({ buffer, byteOffset }: Uint8Array): ModelViews => {
  const { features, words, links, slotsAt, lexiconAt, linksAt } = modelLayout;
  return {
    slots: new Int32Array(buffer, byteOffset + slotsAt, (features * slotBytes) / 4),
    lexicon: new Uint16Array(buffer, byteOffset + lexiconAt, words),
    links: new Int8Array(buffer, byteOffset + linksAt, links),
  };
};

/** Over everything behind the header, four bytes at a time. */
export const checksumOf = (bytes: Uint8Array): number => {
  const words = new Int32Array(
    bytes.buffer,
    bytes.byteOffset + modelLayout.headerBytes,
    (modelBytes - modelLayout.headerBytes) / 4,
  );
  let sum = 0x811c9dc5 | 0;
  for (let at = 0; at < words.length; at += 1) sum = (Math.imul(sum ^ cell(words, at), 0x01000193) + (sum >>> 15)) | 0;
  return sum;
};
