import {
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { headNames } from "../shared/io/attribute-names.ts";
import type { Recorded } from "./recorder.ts";

/** The least that can be done: the requests of one real GET, bare and as parallel as there; only the record's key is new each time. */
export const readFloor = (dynamo: DynamoDBClient, recorded: readonly Recorded[]): (() => Promise<unknown>) => {
  const count = onlyInput<UpdateItemCommandInput>(recorded, "UpdateItem");
  const put = onlyInput<PutItemCommandInput>(recorded, "PutItem");
  const queries = recorded.filter(({ command }) => command === "Query").map(({ input }) => input as QueryCommandInput);
  if (recorded.length !== 5 || queries.length !== 3) throw new Error("a GET makes other requests than the floor knows");
  let calls = 0;
  return async () => {
    calls += 1;
    const Item = { ...put.Item, sk: { S: `${put.Item?.sk?.S}-${calls}` } };
    await dynamo.send(new UpdateItemCommand(count));
    return Promise.all([
      ...queries.map((query) => dynamo.send(new QueryCommand(query))),
      dynamo.send(new PutItemCommand({ ...put, Item })),
    ]);
  };
};

/** The same for a SAVE: counting, and beside it the head with the alias book; then one transaction that moves the head on, stores a turn and records it. */
export const saveFloor = (dynamo: DynamoDBClient, recorded: readonly Recorded[]): (() => Promise<unknown>) => {
  const count = onlyInput<UpdateItemCommandInput>(recorded, "UpdateItem");
  const query = onlyInput<QueryCommandInput>(recorded, "Query");
  const { TransactItems = [] } = onlyInput<TransactWriteItemsCommandInput>(recorded, "TransactWriteItems");
  const [head, ledger, turn] = TransactItems.map(({ Put }) => Put);
  if (recorded.length !== 3 || TransactItems.length !== 3 || head === undefined || ledger === undefined || turn === undefined) {
    throw new Error("a SAVE makes other requests than the floor knows");
  }
  const first = { sequence: Number(head.Item?.[headNames.sequence]?.N), turn: Number(turn.Item?.sk?.N) };
  let calls = 0;
  return async () => {
    calls += 1;
    const sequence = first.sequence + calls;
    const moved = {
      ...head.Item,
      [headNames.sequence]: { N: String(sequence) },
      [headNames.turn]: { N: String(first.turn + calls) },
    };
    const stepped = { ...head, Item: moved, ExpressionAttributeValues: { ":sequence": { N: String(sequence - 1) } } };
    const recordPut = { ...ledger, Item: { ...ledger.Item, sk: { S: `C#${String(sequence).padStart(12, "0")}` } } };
    const turnPut = { ...turn, Item: { ...turn.Item, sk: { N: String(first.turn + calls) } } };
    await Promise.all([dynamo.send(new UpdateItemCommand(count)), dynamo.send(new QueryCommand(query))]);
    await dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: stepped }, { Put: recordPut }, { Put: turnPut }] }));
  };
};

const onlyInput = <Input>(recorded: readonly Recorded[], command: string): Input => {
  const [found, ...others] = recorded.filter((request) => request.command === command);
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${command}`);
  return found.input as Input;
};
