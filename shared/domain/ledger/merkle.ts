import { hash } from "node:crypto";

/** A stretch of leaves, `from` up to and without `to`. */
export type LeafRange = { readonly from: number; readonly to: number };

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** SHA-256 of a leaf's bytes behind 0x00 (RFC 9162, 2.1.1): no inner node can pretend to be a leaf. */
export const leafHash = (leaf: string | Uint8Array): Buffer => sha256(Buffer.concat([leafMark, Buffer.from(leaf)]));

/** SHA-256 of two nodes behind 0x01. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.concat([nodeMark, left, right]));

/** In one call: twice as fast as an object that is fed, and a tree is nothing but hashes. */
const sha256 = (content: Buffer): Buffer => hash("sha256", content, "buffer");

/** The root of a tree without leaves. */
export const emptyRoot = sha256(Buffer.alloc(0));

/** The root over these leaf hashes. */
export const rootOf = (leaves: readonly Buffer[]): Buffer => rangeRoot({ from: 0, to: leaves.length }, leaves);

const rangeRoot = ({ from, to }: LeafRange, leaves: readonly Buffer[]): Buffer => {
  const only = leaves[from];
  if (to === from || only === undefined) return emptyRoot;
  if (to - from === 1) return only;
  const middle = from + leftSize(to - from);
  return nodeHash(rangeRoot({ from, to: middle }, leaves), rangeRoot({ from: middle, to }, leaves));
};

/** The largest power of two that is smaller than `size`: how many of so many leaves lie left of their root. `size`: 2 and up. */
export const leftSize = (size: number): number => {
  const power = 2 ** Math.floor(Math.log2(size));
  return power < size ? power : power / 2;
};
