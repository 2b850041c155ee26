import { Problem } from "../problem.ts";
import type { Item } from "./attributes.ts";

/** Attributes of a stored item, which must be there: one that lacks them is not as this service wrote it, 500 `integrity-violation`. */
export const readText = (item: Item, name: string): string => item[name]?.S ?? missing(name);
export const readNumber = (item: Item, name: string): number => Number(item[name]?.N ?? missing(name));
export const readBytes = (item: Item, name: string): Buffer => Buffer.from(item[name]?.B ?? missing(name));
export const readMap = (item: Item, name: string): Item => item[name]?.M ?? missing(name);

const missing = (name: string): never => {
  throw new Problem("integrity-violation", {}, { cause: new TypeError(`stored item lacks ${name}`) });
};
