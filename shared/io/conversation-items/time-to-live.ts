import { type Item, number } from "../attributes.ts";
import { readNumber } from "../stored-item.ts";

/**
 * The end of an item's life, in epoch seconds, as it is stored. What a legal hold keeps has it under another name, where
 * DynamoDB's time to live does not see it; lifting the hold names it back.
 */
export const timeToLive = (expiresAt: number, isKept: boolean): Item =>
  isKept ? { [keptName]: number(expiresAt) } : { [liveName]: number(expiresAt) };

export const readExpiry = (item: Item): number => readNumber(item, isKeptItem(item) ? keptName : liveName);

export const isKeptItem = (item: Item): boolean => item[liveName] === undefined;

/** Renames the end of what is alive at `:now`, so that it stays. */
export const keeping = {
  UpdateExpression: "SET keptEnds = expiresAt REMOVE expiresAt",
  ConditionExpression: "expiresAt > :now",
} as const;

/** Names it back. */
export const letting = {
  UpdateExpression: "SET expiresAt = keptEnds REMOVE keptEnds",
  ConditionExpression: "attribute_exists(keptEnds)",
} as const;

const liveName = "expiresAt";
const keptName = "keptEnds";
