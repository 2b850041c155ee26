import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** DynamoDB attribute values, written and read by hand: the document client would cost every bundle more than these lines. */
export type Item = Record<string, AttributeValue>;

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const bytes = (value: Uint8Array): AttributeValue => ({ B: value });
export const map = (value: Item): AttributeValue => ({ M: value });
