import { cell } from "./cell.ts";
import type { Context } from "./read-context.ts";
import { margin } from "./read-tokens.ts";

/** 3 for words of everyday speech, 2 for words in use, 1 for words of the dictionary alone. */
export const howCommon = (listed: number): number => (listed >>> 2) & 3;

/** What a word is listed as beside names: `list`, or 0. */
export const listOf = (listed: number): number => listed >>> 4;
export const list = { place: 1, medical: 2, company: 3 } as const;

/** The bits of given and family names. */
export const nameList = { given: 1, family: 2, any: 3 } as const;

/** How far to either side words of medicine are counted, and up to how many. */
const medicineReach = 5;
const mostCounted = 2;

/** For each token how many words of medicine stand within five before it, and within five behind it. */
export const fillMedicine = ({ count, classes, medicine }: Pick<Context, "count" | "classes" | "medicine">): void => {
  let before = 0;
  let behind = 0;
  for (let at = 1; at <= medicineReach; at += 1) behind += isMedical(classes, at);
  for (let at = 0; at < count; at += 1) {
    medicine[at + margin] = Math.min(before, mostCounted) * (mostCounted + 1) + Math.min(behind, mostCounted);
    before += isMedical(classes, at) - isMedical(classes, at - medicineReach);
    behind += isMedical(classes, at + medicineReach + 1) - isMedical(classes, at + 1);
  }
};

const isMedical = (classes: Uint8Array, at: number): number => (listOf(cell(classes, at + margin)) === list.medical ? 1 : 0);
