import { DeleteItemCommand, type QueryCommandInput, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { memoryNames } from "../../../shared/io/attribute-names.ts";
import { conversationKey } from "../../../shared/io/keys.ts";
import { clear, issue, problemOf, save } from "../../conversation-steps.ts";
import { type Service, startService } from "../../service.ts";
import { context, summarize } from "../../summary-steps.ts";

let service: Service;
/** The first turn that each read of turns asked for. */
let readFrom: number[] = [];

beforeAll(async () => {
  service = await startService();
  service.dynamo.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { TableName, ExpressionAttributeValues } = args.input as QueryCommandInput;
        if (commandName === "QueryCommand" && TableName === service.ports.tables.messages)
          readFrom.push(Number(ExpressionAttributeValues?.[":from"]?.N));
        return next(args);
      },
    { step: "initialize", name: "watch" },
  );
});
afterAll(() => service.stop());

const tenant = () => service.tenants[0];

const conversation = async (turns: number): Promise<TokenAnswer> => {
  const token = await issue(service.call, tenant().secretKey);
  for (let turn = 1; turn <= turns; turn += 1) await save(service.call, token, [turn, `Zebrafish number ${turn} swims well.`]);
  readFrom = [];
  return token;
};

const promptOf = async (token: TokenAnswer, call = service.call): Promise<string> => {
  const answer = await context(call, token, "?maxTokens=8000");
  expect(answer.status).toBe(200);
  return JSON.stringify(answer.body.prompt);
};

test("turns that were opened lately are not read again, those saved since are", async () => {
  const token = await conversation(3);
  expect(await promptOf(token)).toContain("number 3");
  await save(await service.elsewhere(), token, [4, "Zebrafish number 4 swims well."]);
  expect(await promptOf(token)).toMatch(/number 1[\s\S]*number 4/);
  expect(readFrom).toEqual([1, 4]);
});

test("a process that never saw the conversation makes the same context", async () => {
  const token = await conversation(4);
  const first = await promptOf(token);
  expect(await promptOf(token)).toBe(first);
  expect(await promptOf(token, await service.elsewhere())).toBe(first);
});

test("opened turns are shown no longer than they live, and not after a clear in another process", async () => {
  const token = await conversation(2);
  await promptOf(token);
  await clear(await service.elsewhere(), token);
  expect(problemOf(await context(service.call, token))).toBe("conversation-cleared");
  const another = await conversation(2);
  service.clock.ms += 24 * 3600_000 - 60_000;
  const server = { ...another, accessToken: tenant().secretKey };
  expect(await promptOf(server)).toContain("number 2");
  service.clock.ms += 61_000;
  expect(await promptOf(server)).not.toContain("number 2");
});

test("a newest turn that was taken away is no context but an integrity violation", async () => {
  const token = await conversation(2);
  const pk = conversationKey({ tenantId: tenant().tenantId, conversationId: token.conversationId });
  await service.dynamo.send(
    new DeleteItemCommand({ TableName: service.ports.tables.messages, Key: { pk: { S: pk }, sk: { N: "2" } } }),
  );
  expect(problemOf(await context(service.call, token))).toBe("integrity-violation");
});

test("a query that names somebody reaches the prompt under the conversation's pseudonym, and nobody's name does", async () => {
  const token = await issue(service.call, tenant().secretKey);
  await save(service.call, token, [1, "My doctor is Maria Lopez, she is very kind."]);
  const answer = await context(service.call, token, "?query=When%20can%20I%20see%20Maria%20Lopez%20or%20Peter%20Hansen%3F");
  const prompt = JSON.stringify(answer.body.prompt);
  expect(prompt).toContain("[NAME_1]");
  expect(prompt).not.toMatch(/Maria|Lopez|Peter|Hansen|~/);
});

test("a memory that was opened lately is not shown once its stored bytes were changed", async () => {
  const token = await conversation(2);
  await summarize(service.call, token);
  await promptOf(token);
  expect(await promptOf(token)).toContain("<summary>");
  const pk = conversationKey({ tenantId: tenant().tenantId, conversationId: token.conversationId });
  await service.dynamo.send(
    new UpdateItemCommand({
      TableName: service.ports.tables.summaries,
      Key: { pk: { S: pk }, sk: { S: "SUMMARY" } },
      UpdateExpression: "SET #body = :body",
      ExpressionAttributeNames: { "#body": memoryNames.body },
      ExpressionAttributeValues: { ":body": { B: Buffer.alloc(200, 1) } },
    }),
  );
  expect(problemOf(await context(service.call, token))).toBe("integrity-violation");
});
