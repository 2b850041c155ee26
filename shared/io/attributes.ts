import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** DynamoDB attribute values, written and read by hand: the document client would cost every bundle more than these lines. */
export type Item = Record<string, AttributeValue>;

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const bytes = (value: Uint8Array): AttributeValue => ({ B: value });
export const map = (value: Item): AttributeValue => ({ M: value });

export const readText = (item: Item, name: string): string => item[name]?.S ?? missing(name);
export const readNumber = (item: Item, name: string): number => Number(item[name]?.N ?? missing(name));
export const readBytes = (item: Item, name: string): Buffer => Buffer.from(item[name]?.B ?? missing(name));
export const readMap = (item: Item, name: string): Item => item[name]?.M ?? missing(name);

const missing = (name: string): never => {
  throw new TypeError(`stored item lacks ${name}`);
};
