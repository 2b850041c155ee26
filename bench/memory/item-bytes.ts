import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** The size of an item by DynamoDB's rules: names and values; numbers take about a byte for two digits and one more. */
export const itemBytes = (item: Record<string, AttributeValue>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const valueBytes = ({ S, N, B, M }: AttributeValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (M !== undefined) return 3 + itemBytes(M) + Object.keys(M).length;
  return N === undefined ? (B?.length ?? 0) : Math.ceil(N.replace(/0+$/, "").length / 2) + 1;
};
