import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A request to storage. `writes`: table and partition key of each item it puts, updates or deletes. */
export type Sent = {
  readonly command: string;
  readonly tables: readonly string[];
  readonly writes: readonly string[];
  units: number;
};

type Key = { readonly pk?: { readonly S?: string } };
type Write = { readonly TableName: string; readonly Item?: Key; readonly Key?: Key };
type Input = Partial<Write> & {
  readonly TransactItems?: readonly Readonly<Record<string, Write>>[];
  readonly RequestItems?: Readonly<Record<string, readonly Readonly<Record<string, Omit<Write, "TableName">>>[]>>;
};
type Consumed = { readonly CapacityUnits?: number };

/** Every request a client sends from now on, in order, with the capacity it took. */
export const watchRequests = (dynamo: DynamoDBClient): Sent[] => {
  const sent: Sent[] = [];
  dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" });
      const command = (context.commandName ?? "").replace("Command", "");
      const items = itemsOf(args.input as Input);
      const isReading = /Query|Get|Scan/.test(command);
      const request: Sent = { command, tables: items.map(tableOf), writes: isReading ? [] : items.map(placeOf), units: 0 };
      sent.push(request);
      const result = await next(args);
      const { ConsumedCapacity } = result.output as { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };
      request.units = [ConsumedCapacity ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
      return result;
    },
    { step: "initialize", name: "request-watch" },
  );
  return sent;
};

const itemsOf = (input: Input): readonly Write[] => [
  ...(input.TableName === undefined ? [] : [input as Write]),
  ...(input.TransactItems ?? []).flatMap((item) => Object.values(item)),
  ...Object.entries(input.RequestItems ?? {}).flatMap(([TableName, requests]) =>
    requests.flatMap((request) => Object.values(request).map((write) => ({ ...write, TableName }))),
  ),
];

const tableOf = ({ TableName }: Write): string => TableName.replace("local-", "");
const placeOf = (write: Write): string => `${tableOf(write)} ${(write.Item ?? write.Key)?.pk?.S ?? ""}`;
