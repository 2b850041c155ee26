import { type AttributeValue, BatchWriteItemCommand, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Service } from "./service.ts";

export type StoredItem = Readonly<Record<string, AttributeValue>>;
export type Found = { readonly table: string; readonly item: StoredItem };

/** Every item of every table, as it is stored. */
export const scanAll = async (service: Service): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (const table of Object.values(service.ports.tables)) {
    for await (const page of paginateScan({ client: service.dynamo }, { TableName: table })) {
      found.push(...(page.Items ?? []).map((item) => ({ table, item })));
    }
  }
  return found;
};

/** Everything an item holds as one text; bytes as they are, one character a byte. */
export const textOfItem = (item: StoredItem): string =>
  JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value));

export const putAll = async (service: Service, table: string, items: readonly StoredItem[]): Promise<void> => {
  for (let from = 0; from < items.length; from += 25) {
    const requests = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await service.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
};

export const putOne = (service: Service, table: string, Item: StoredItem) =>
  service.dynamo.send(new PutItemCommand({ TableName: table, Item }));
