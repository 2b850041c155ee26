import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localDynamo } from "../../local/dynamo.ts";
import { limitKeys, tableNames } from "../../shared/io/keys.ts";
import { usedProofs } from "../../shared/io/sign-ins/used-proofs.ts";
import { injectFaults } from "../faults.ts";
import { startEmulator, type TestEmulator } from "./emulator.ts";

let emulator: TestEmulator;
let dynamo: DynamoDBClient;
const tables = tableNames("local");

beforeAll(async () => {
  emulator = await startEmulator();
  dynamo = localDynamo(emulator.endpoint);
});
afterAll(async () => {
  dynamo.destroy();
  await emulator.stop();
});

const useOf = (digest: string, requestId = "r1", tenantId = "north-clinic") => ({
  tenantId,
  requestId,
  proof: { thumbprint: "t", digest, expiresAt: 1_800_000_120 },
});

test("knows the first use from the second, for each tenant, and keeps it until the proof is out of date", async () => {
  const isFirstUse = usedProofs({ dynamo, tables });
  expect([await isFirstUse(useOf("a")), await isFirstUse(useOf("a", "r2")), await isFirstUse(useOf("b"))]).toEqual([
    true,
    false,
    true,
  ]);
  expect(await isFirstUse(useOf("a", "r3", "south-clinic"))).toBe(true);
  const Key = { pk: { S: limitKeys.usedProof("north-clinic", "a") } };
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: tables.limits, Key, ConsistentRead: true }));
  expect(Item).toMatchObject({ expiresAt: { N: "1800000120" }, usedBy: { S: "r1" } });
});

test("lets one of fifty at once through", async () => {
  const isFirstUse = usedProofs({ dynamo, tables });
  const firsts = await Promise.all(Array.from({ length: 50 }, (_, n) => isFirstUse(useOf("raced", `r${n}`))));
  expect(firsts.filter(Boolean).length).toBe(1);
});

test("does not take its own repeat after a lost answer for a second use", async () => {
  const flaky = localDynamo(emulator.endpoint);
  const lots = [0.1, 0.9];
  const count = { throttled: 0, answerLost: 0 };
  injectFaults(flaky, { rates: { throttled: 0, answerLost: 0.5 }, random: () => lots.shift() ?? 0.9, count });
  expect([await usedProofs({ dynamo: flaky, tables })(useOf("lost")), count.answerLost]).toEqual([true, 1]);
  expect(await usedProofs({ dynamo, tables })(useOf("lost", "r2"))).toBe(false);
  flaky.destroy();
});
