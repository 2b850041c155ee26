import { devNull } from "node:os";
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localDynamo } from "../../local/dynamo.ts";
import { startEmulator as startProgram } from "../../local/emulator.ts";
import { Refusal } from "../../local/settings.ts";
import { sweep } from "../../local/sweeper.ts";
import { createTables, type LocalTable, readTables } from "../../local/tables.ts";
import { tableNames } from "../../shared/io/keys.ts";
import { startEmulator, type TestEmulator } from "../io/emulator.ts";

const nowMs = Date.parse("2026-11-20T10:00:00Z");
const nowSeconds = nowMs / 1000;

let emulator: TestEmulator;
let tables: LocalTable[];
let dynamo: ReturnType<typeof localDynamo>;

beforeAll(async () => {
  emulator = await startEmulator();
  dynamo = localDynamo(emulator.endpoint);
  tables = await readTables();
});

afterAll(async () => {
  dynamo.destroy();
  await emulator.stop();
});

test("resources/tables.yml holds exactly the tables the service asks for", () => {
  expect(tables.map(({ create }) => create.TableName).sort()).toEqual(Object.values(tableNames("local")).sort());
});

test("every table exists with the keys and indexes of its template", async () => {
  for (const { create } of tables) {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: create.TableName }));
    expect(Table?.KeySchema).toEqual(create.KeySchema);
    expect(Table?.AttributeDefinitions).toEqual(create.AttributeDefinitions);
    expect(Table?.GlobalSecondaryIndexes?.map((each) => each.IndexName)).toEqual(
      create.GlobalSecondaryIndexes?.map((each) => each.IndexName),
    );
  }
});

test("every table expires its items by expiresAt", async () => {
  for (const { create } of tables) {
    const described = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: create.TableName }));
    expect(described.TimeToLiveDescription).toMatchObject({ AttributeName: "expiresAt", TimeToLiveStatus: "ENABLED" });
  }
});

test("tables that exist already stay as they are", async () => {
  const TableName = tableNames("local").tenants;
  const Item = { pk: { S: "kept" } };
  await dynamo.send(new PutItemCommand({ TableName, Item }));
  await createTables(dynamo, tables);
  expect((await dynamo.send(new GetItemCommand({ TableName, Key: Item }))).Item).toEqual(Item);
});

test("the sweeper deletes what has expired and nothing else", async () => {
  const TableName = tableNames("local").messages;
  const itemAt = (sk: number, expiresAt?: number) => ({
    pk: { S: "swept" },
    sk: { N: String(sk) },
    ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
  });
  const items = [itemAt(1, nowSeconds - 1), itemAt(2, nowSeconds), itemAt(3, nowSeconds + 1), itemAt(4), itemAt(5, 1)];
  for (const Item of items) await dynamo.send(new PutItemCommand({ TableName, Item }));

  expect(await sweep(dynamo, tables, () => nowMs)).toBe(2);

  const present = await Promise.all(
    items.map(async ({ pk, sk }) => (await dynamo.send(new GetItemCommand({ TableName, Key: { pk, sk } }))).Item !== undefined),
  );
  expect(present).toEqual([false, true, true, true, false]);
  expect(await sweep(dynamo, tables, () => nowMs)).toBe(0);
});

test("an emulator of somebody else is taken as it is", () => {
  const env = { PATH: "/nowhere", DYNAMODB_ENDPOINT: "http://127.0.0.1:8000" };
  expect(startProgram({ port: 1, logFile: devNull, root: "/nowhere" }, env)).toEqual({ endpoint: env.DYNAMODB_ENDPOINT });
});

test("says what to install when there is no emulator", () => {
  const start = () => startProgram({ port: 1, logFile: devNull, root: "/nowhere" }, { PATH: "/nowhere" });
  expect(start).toThrow(Refusal);
  expect(start).toThrow(/npm install --no-save @dynoxide\//);
});

test("a table of an earlier version gets the indexes that it lacks", async () => {
  const earlier = await startEmulator();
  const client = localDynamo(earlier.endpoint);
  const TableName = "local-conversation-summaries";
  const [found] = tables.flatMap(({ create }) => (create.TableName === TableName ? [create] : []));
  if (found === undefined) throw new Error("there is no such table");
  const { GlobalSecondaryIndexes: wanted, ...create } = found;
  await client.send(new DeleteTableCommand({ TableName }));
  const AttributeDefinitions = create.AttributeDefinitions?.slice(0, 2);
  await client.send(new CreateTableCommand({ ...create, AttributeDefinitions }));
  await createTables(client, tables);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  expect(Table?.GlobalSecondaryIndexes?.map((each) => each.IndexName)).toEqual(wanted?.map((each) => each.IndexName));
  client.destroy();
  await earlier.stop();
});
