import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { noItems } from "../../shared/domain/conversation-forgetting/erasure.ts";
import { append, clear, contents, get, issue, problemOf, said, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const start = (body?: unknown) => issue(service.call, service.tenants[0].secretKey, body ?? { subject: `p-${Math.random()}` });

describe("saving and reading", () => {
  test("gives back what was saved, in order, with turn counter and expiry", async () => {
    const token = await start();
    for (const turn of [1, 2, 3]) expect((await save(service.call, token, turn)).status).toBe(201);
    const answer = await get(service.call, token);
    expect(answer.status).toBe(200);
    expect(answer.body.turn).toBe(3);
    expect(contents(answer)).toEqual(["turn 1", "turn 2", "turn 3"]);
    expect(answer.text).toContain('"expiresAt":"2026-11-09T09:00:00.000Z"');
  });

  test("refuses a stale turn with 409, the current turn and what was missed", async () => {
    const token = await start();
    for (const turn of [1, 2, 3]) await save(service.call, token, turn);
    const stale = await save(service.call, token, [2, "another second turn"]);
    expect([stale.status, problemOf(stale), stale.body.currentTurn]).toEqual([409, "turn-conflict", 3]);
    expect(stale.body.missedTurns?.map((turn) => turn.messages[0]?.content)).toEqual(["turn 2", "turn 3"]);
  });

  test("refuses a turn that leaves a gap and stores nothing", async () => {
    const token = await start();
    const gap = await save(service.call, token, 5);
    expect([gap.status, gap.body.currentTurn, gap.body.missedTurns]).toEqual([409, 0, []]);
    expect((await get(service.call, token)).body.turn).toBe(0);
  });

  test("answers the repeat of a save whose answer was lost with the same success, also from another process", async () => {
    const token = await start();
    const first = await save(service.call, token, 1);
    await save(service.call, token, 2);
    const elsewhere = await service.elsewhere();
    for (const call of [service.call, elsewhere]) {
      const repeat = await save(call, token, 1);
      expect([repeat.status, repeat.body]).toEqual([200, first.body]);
    }
    expect((await get(service.call, token)).body.turn).toBe(2);
  });

  test("numbers appended turns itself and repeats an append under its key", async () => {
    const token = await start();
    const first = await append(service.call, token, "key-1");
    const second = await append(service.call, token, "key-2");
    expect([first.body.turn, second.body.turn]).toEqual([1, 2]);
    const repeat = await append(service.call, token, "key-1");
    expect([repeat.status, repeat.body]).toEqual([200, first.body]);
    const reused = await append(service.call, token, ["key-1", "something else"]);
    expect([reused.status, problemOf(reused)]).toEqual([422, "idempotency-key-reused"]);
    expect((await get(service.call, token)).body.turn).toBe(2);
  });

  test("asks for an Idempotency-Key where the server numbers", async () => {
    const token = await start();
    const path = `POST /v1/conversations/${token.conversationId}/turns`;
    const without = await service.call(path, { token: token.accessToken, body: said("x") });
    expect([without.status, problemOf(without)]).toEqual([400, "idempotency-key-missing"]);
    const blank = await service.call(path, { token: token.accessToken, body: said("x"), headers: { "idempotency-key": "a b" } });
    expect([blank.status, blank.body.field]).toEqual([422, "header.Idempotency-Key"]);
  });

  test("answers 304 to a caller who has the state, and 200 once it changed", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const { ETag = "" } = (await get(service.call, token)).headers;
    const known = () =>
      service.call(`GET /v1/conversations/${token.conversationId}`, {
        token: token.accessToken,
        headers: { "if-none-match": ETag },
      });
    const same = await known();
    expect([same.status, same.text, same.headers.ETag]).toEqual([304, "", ETag]);
    await save(service.call, token, 2);
    expect((await known()).status).toBe(200);
  });

  test("shows only the fields and the number of turns asked for", async () => {
    const token = await start();
    for (const turn of [1, 2, 3]) await save(service.call, token, turn);
    expect(contents(await get(service.call, token, "?recent=2"))).toEqual(["turn 2", "turn 3"]);
    expect(contents(await get(service.call, token, "?recent=0"))).toEqual([]);
    expect((await get(service.call, token, "?fields=turn,status")).body).toEqual({
      conversationId: token.conversationId,
      turn: 3,
      status: "active",
    });
    expect((await get(service.call, token, "?fields=secrets")).body.field).toBe("query.fields");
    expect((await get(service.call, token, "?recent=101")).body.field).toBe("query.recent");
  });

  test("pages through older turns to the very first", async () => {
    const token = await start();
    for (let turn = 1; turn <= 7; turn += 1) await save(service.call, token, turn);
    const pages: number[][] = [];
    for (let before: number | null | undefined = 99; before !== null && before !== undefined; ) {
      const path = `GET /v1/conversations/${token.conversationId}/turns?limit=3&before=${before}`;
      const page = await service.call(path, { token: token.accessToken });
      pages.push((page.body.turns ?? []).map((turn) => turn.turn));
      before = page.body.nextBefore;
    }
    expect(pages).toEqual([[5, 6, 7], [2, 3, 4], [1]]);
    const none = await service.call(`GET /v1/conversations/${token.conversationId}/turns?before=1`, { token: token.accessToken });
    expect([none.status, none.body]).toEqual([200, { turns: [], nextBefore: null }]);
  });

  test("answers with as many of the newest turns as fit into one answer, and leads to the others", async () => {
    const token = await start();
    for (let turn = 1; turn <= 9; turn += 1) await save(service.call, token, [turn, `${turn}${"\u0001".repeat(21_000)}`]);
    const long = await issue(service.call, service.tenants[0].secretKey, undefined);
    for (let turn = 1; turn <= 9; turn += 1) await save(service.call, long, [turn, `${turn}${"long text ".repeat(13_000)}`]);
    const all = await get(service.call, token, "?recent=100");
    const newest = await get(service.call, long, "?recent=100");
    expect([all.body.turns?.length, newest.body.turns?.map((turn) => turn.turn)]).toEqual([9, [4, 5, 6, 7, 8, 9]]);
    const older = await service.call(`GET /v1/conversations/${long.conversationId}/turns?before=4`, { token: long.accessToken });
    expect([older.body.turns?.map((turn) => turn.turn), older.body.nextBefore]).toEqual([[1, 2, 3], null]);
    const missed = await save(service.call, long, [1, "late"]);
    expect([missed.status, missed.body.missedTurns?.map((turn) => turn.turn)]).toEqual([409, [1, 2, 3, 4, 5, 6]]);
    for (const { text } of [all, newest, older, missed]) expect(Buffer.byteLength(text)).toBeLessThan(6_000_000);
  });

  test("lets turns expire after 24 hours and the conversation after seven days without one, at read", async () => {
    const token = await start();
    const { secretKey } = service.tenants[0];
    await save(service.call, token, 1);
    const state = () => service.call(`GET /v1/conversations/${token.conversationId}`, { token: secretKey });
    const startedMs = service.clock.ms;
    service.clock.ms = startedMs + 24 * 3600_000 - 1000;
    expect(contents(await state())).toEqual(["turn 1"]);
    service.clock.ms = startedMs + 24 * 3600_000;
    expect([contents(await state()), (await state()).body.turn]).toEqual([[], 1]);
    service.clock.ms = startedMs + 7 * 24 * 3600_000 - 1000;
    expect((await state()).status).toBe(200);
    service.clock.ms = startedMs + 7 * 24 * 3600_000;
    expect([(await state()).status, problemOf(await state())]).toEqual([404, "conversation-not-found"]);
    service.clock.ms = startedMs;
  });
});

describe("clearing", () => {
  test("is visible at once, signed, resumable, and final", async () => {
    const token = await start();
    await save(service.call, token, 1);
    await append(service.call, token, "key-9");
    const answer = await clear(service.call, token);
    expect(answer.status).toBe(200);
    const deleted = { ...noItems, turns: 2, marks: 1, keys: 1, subjectRows: 1 };
    expect([answer.body.statement?.deleted, answer.body.statement?.found]).toEqual([deleted, noItems]);
    expect([(await get(service.call, token)).status, problemOf(await get(service.call, token))]).toEqual([
      410,
      "conversation-cleared",
    ]);
    expect((await save(service.call, token, 3)).status).toBe(410);
    const again = await clear(service.call, token);
    expect([again.status, again.text]).toEqual([200, answer.text]);
  });

  test("leaves nothing that the same start could bring back", async () => {
    const body = { subject: "p", startedAt: new Date(service.clock.ms).toISOString() };
    const token = await start(body);
    await clear(service.call, token);
    const again = await service.call("POST /v1/tokens", { token: service.tenants[0].secretKey, body });
    expect([again.status, problemOf(again)]).toEqual([410, "conversation-cleared"]);
  });
});
