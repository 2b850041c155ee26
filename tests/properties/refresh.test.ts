import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { readHead } from "../../shared/io/head-item.ts";
import { conversationKey, sortKeys } from "../../shared/io/keys.ts";
import { get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

const minute = 60_000;
const graceMs = 30_000;
const rounds = 200;
const tabs = 12;

let service: Service;
let processes: readonly Call[];
beforeAll(async () => {
  service = await startService();
  processes = [service.call, await service.elsewhere(), await service.elsewhere()];
});
afterAll(() => service.stop());

const start = (): Promise<TokenAnswer> => issue(service.call, service.tenants[0].secretKey);

/** The only sign-in of a token's conversation, as it is stored. */
const storedSignIn = async ({ conversationId }: TokenAnswer) => {
  const ref = { tenantId: service.tenants[0].tenantId, conversationId };
  const Key = { pk: { S: conversationKey(ref) }, sk: { S: sortKeys.head } };
  const { Item = {} } = await service.dynamo.send(
    new GetItemCommand({ TableName: service.ports.tables.summaries, Key, ConsistentRead: true }),
  );
  return [...readHead(ref, Item).families.values()][0];
};

/** Twelve tabs over three processes present one refresh token at once; all go on; whoever keeps the old token too long ends it all. */
const race = async () => {
  const token = await start();
  const answers = await Promise.all(
    Array.from({ length: tabs }, (_, tab) => refresh(processes[tab % processes.length] ?? service.call, token.refreshToken)),
  );
  const held = answers.map((answer) => ({ ...token, ...answer.body }) as TokenAnswer);
  const works = await Promise.all(held.map((each) => get(service.call, each)));
  const signIn = await storedSignIn(token);
  service.clock.ms += graceMs + 1;
  const replay = await refresh(processes[1] ?? service.call, token.refreshToken);
  const afterwards = await Promise.all([
    get(service.call, held[0] as TokenAnswer),
    refresh(service.call, held[1]?.refreshToken ?? ""),
  ]);
  return {
    statuses: [...new Set(answers.map((answer) => answer.status))],
    successors: new Set(held.map((each) => each.refreshToken)).size,
    accessTokens: new Set(held.map((each) => each.accessToken)).size,
    works: works.filter((answer) => answer.status === 200).length,
    rotations: (signIn?.generation ?? 0) - 1,
    replay: problemOf(replay),
    afterwards: afterwards.map((answer) => `${answer.status} ${answer.body.reason}`),
  };
};

test("twelve tabs that refresh at once, 200 times: one rotation each, all go on, a replay after the grace ends the sign-in", async () => {
  const expected = {
    statuses: [200],
    successors: 1,
    accessTokens: tabs,
    works: tabs,
    rotations: 1,
    replay: "refresh-token-reused",
    afterwards: ["401 sign-in-ended", "401 sign-in-ended"],
  };
  const others: unknown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const found = await race();
    if (JSON.stringify(found) !== JSON.stringify(expected)) others.push({ round, ...found });
  }
  expect(others).toEqual([]);
}, 300_000);

test("sixty refreshes in a row, one each minute, need one sign-in", async () => {
  let token = await start();
  for (let count = 0; count < 60; count += 1) {
    service.clock.ms += minute;
    const answer = await refresh(processes[count % processes.length] ?? service.call, token.refreshToken);
    expect(answer.status).toBe(200);
    token = { ...token, ...answer.body } as TokenAnswer;
  }
  expect([(await storedSignIn(token))?.generation, (await get(service.call, token)).status]).toEqual([61, 200]);
});

test("a chat of three hours, a turn a minute, needs one sign-in: each renewal comes along with a state", async () => {
  let token = await start();
  for (let turn = 1; turn <= 180; turn += 1) {
    service.clock.ms += minute;
    const saved = await save(service.call, token, turn);
    const state = await get(service.call, token, "?recent=1");
    expect([saved.status, state.status, state.body.turn]).toEqual([201, 200, turn]);
    token = { ...token, ...state.body.token } as TokenAnswer;
  }
  expect((await storedSignIn(token))?.generation).toBe(1);
});
