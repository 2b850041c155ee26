import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { contents, get, issue, problemOf } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const start = () => issue(service.call, service.tenants[0].secretKey);
const old = (operation: string, token: TokenAnswer, body?: unknown) =>
  service.call(`POST /?action=conversation&operation=${operation}`, { token: token.accessToken, body });

test("the state token is renewed in the last five minutes, by a read and by a save", async () => {
  const token = await start();
  service.clock.ms += 26 * 60_000;
  const read = await old("get", token);
  const saved = await old("save", token, { turn: 0, delta: { appendUser: { text: "hello" } } });
  const tokens = [read.body.stateToken, saved.body.stateToken];
  expect([tokens.includes(token.accessToken), typeof tokens[0], typeof tokens[1]]).toEqual([false, "string", "string"]);
  service.clock.ms += 20 * 60_000;
  expect((await old("get", token)).body.error).toBe("TOKEN_EXPIRED");
  expect((await old("get", { ...token, accessToken: String(tokens[0]) })).body.state?.turn).toBe(1);
});

test("a repeated save gets the same turn, the assistant alone may speak, facts and summaries of clients are not stored", async () => {
  const token = await start();
  const body = {
    turn: 0,
    delta: { appendAssistant: { text: "hi" }, facts_update: { stage: "intake" }, summary_update: "client's own" },
  };
  expect([(await old("save", token, body)).body.turn, (await old("save", token, body)).body.turn]).toEqual([1, 1]);
  const state = await get(service.call, token);
  expect([contents(state), state.text.includes("intake"), state.text.includes("client's own")]).toEqual([["hi"], false, false]);
});

test("a key is no old token, and an operation nobody knows is nothing", async () => {
  const answer = await service.call("GET /?action=conversation&operation=get", { token: service.tenants[0].secretKey });
  expect([answer.status, answer.body.error, problemOf(answer)]).toEqual([403, "NOT_ALLOWED", "not-allowed"]);
  for (const query of [
    "",
    "?action=conversation",
    "?action=conversation&operation=constructor",
    "?action=toString",
    "?action=get",
    "?action=conversation&operation=health",
  ]) {
    expect((await service.call(`GET /${query}`)).status).toBe(404);
  }
});
