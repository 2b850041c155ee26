import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { parse, type ScalarTag } from "yaml";
import * as z from "zod/mini";

/** What of a table in resources/tables.yml an emulator knows. */
export type LocalTable = { readonly create: CreateTableCommandInput; readonly expiryAttribute: string };

const attributes = z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) }));
const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({ ProjectionType: z.enum(["ALL", "KEYS_ONLY"]) }),
});
const tableProperties = z.object({
  TableName: z.string(),
  BillingMode: z.literal("PAY_PER_REQUEST"),
  AttributeDefinitions: attributes,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.optional(z.array(index)),
  TimeToLiveSpecification: z.object({ AttributeName: z.string() }),
});
const template = z.object({ Resources: z.record(z.string(), z.object({ Properties: tableProperties })) });

const tablesFile = join(import.meta.dirname, "../resources/tables.yml");
/** CloudFormation's own tags; what they point to does not exist offline. */
const cloudFormationTags: ScalarTag[] = ["!GetAtt", "!Ref", "!Sub"].map((tag) => ({ tag, resolve: (text) => text }));

/** The tables of the stage `local`, read from the very file that a deployment uses. */
export const readTables = async (): Promise<LocalTable[]> => {
  const text = (await readFile(tablesFile, "utf8")).replaceAll(/\$\{sls:stage\}/g, "local");
  const { Resources } = template.parse(parse(text, { customTags: cloudFormationTags }));
  return Object.values(Resources).map(({ Properties: { TimeToLiveSpecification, ...create } }) => ({
    create,
    expiryAttribute: TimeToLiveSpecification.AttributeName,
  }));
};

/** Creates the tables that are not there yet, and the indexes that those of an earlier version lack. */
export const createTables = async (dynamo: DynamoDBClient, tables: readonly LocalTable[]): Promise<void> => {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  for (const table of tables) {
    await (TableNames.includes(table.create.TableName ?? "") ? addIndexes(dynamo, table) : createTable(dynamo, table));
  }
};

const addIndexes = async (dynamo: DynamoDBClient, { create }: LocalTable): Promise<void> => {
  const { TableName, AttributeDefinitions, GlobalSecondaryIndexes: wanted = [] } = create;
  if (wanted.length === 0) return;
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
  const present = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  for (const Create of wanted.filter(({ IndexName }) => !present.includes(IndexName))) {
    await dynamo.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }));
  }
};

const createTable = async (dynamo: DynamoDBClient, { create, expiryAttribute }: LocalTable): Promise<void> => {
  await dynamo.send(new CreateTableCommand(create));
  const TimeToLiveSpecification = { AttributeName: expiryAttribute, Enabled: true };
  await dynamo.send(new UpdateTimeToLiveCommand({ TableName: create.TableName, TimeToLiveSpecification }));
};
