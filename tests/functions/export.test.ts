import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ExportStatement } from "../../shared/contract/forgetting/forgetting.ts";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { isSignedBy, type Signed } from "../../shared/domain/ledger/signature.ts";
import { clear, issue, problemOf, save } from "../conversation-steps.ts";
import type { Answer, CallOptions } from "../gateway.ts";
import { scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";
import { summarize } from "../summary-steps.ts";

let service: Service;
let failsLedger = false;
beforeAll(async () => {
  service = await startService();
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      if (failsLedger && context.commandName === "PutItemCommand") throw Object.assign(new Error("x"), { name: "TimeoutError" });
      return next(args);
    },
    { step: "initialize", name: "fail" },
  );
});
afterAll(() => service.stop());

const key = () => service.tenants[0].secretKey;
const startWith = async (subject: string, turns: number): Promise<TokenAnswer> => {
  service.clock.ms += 1000;
  const token = await issue(service.call, key(), { subject });
  for (let turn = 1; turn <= turns; turn += 1) await save(service.call, { ...token, accessToken: key() }, [turn, `turn ${turn}`]);
  return token;
};
const exported = (path: string, options: CallOptions = { token: key() }): Promise<Answer> =>
  service.call(`GET /v1/${path}`, options);
const statementOf = (answer: Answer) => (answer.body as unknown as Signed<ExportStatement>).statement;
const isSigned = (receipt: Signed<unknown>) => isSignedBy(receipt, receipt.signature.publicKey);

test("a conversation is handed over whole, signed, with what is held beside its turns", async () => {
  const token = await startWith("p", 3);
  await service.call(`PUT /v1/holds/conversation/${token.conversationId}`, { token: key(), body: { reason: "litigation" } });
  for (const credential of [key(), token.accessToken]) {
    const answer = await exported(`conversations/${token.conversationId}/export`, { token: credential });
    const { conversations, nextCursor } = statementOf(answer);
    expect([answer.status, nextCursor, isSigned(answer.body as never)]).toEqual([200, null, true]);
    expect(conversations[0]?.turns.map(({ messages }) => messages[0]?.content)).toEqual(["turn 1", "turn 2", "turn 3"]);
    expect(conversations[0]).toMatchObject({
      conversationId: token.conversationId,
      holds: [{ scope: "conversation", reason: "litigation" }],
      stored: { turns: 3, keys: 1 },
      isComplete: true,
    });
  }
});

test("pages follow each other to the end, over conversations and within long ones", async () => {
  const subject = "with much to say";
  const tokens = [await startWith(subject, 2), await startWith(subject, 230), await startWith(subject, 1)];
  const seen = new Map<string, number[]>();
  let path = `subjects/${encodeURIComponent(subject)}/export`;
  for (let page = 0; page < 10; page += 1) {
    const { conversations, nextCursor } = statementOf(await exported(path));
    for (const { conversationId, turns } of conversations) {
      seen.set(conversationId, [...(seen.get(conversationId) ?? []), ...turns.map(({ turn }) => turn)]);
    }
    if (nextCursor === null) break;
    path = `subjects/${encodeURIComponent(subject)}/export?cursor=${nextCursor}`;
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  expect(tokens.map((token) => seen.get(token.conversationId))).toEqual([upTo(2), upTo(230), upTo(1)]);
  expect(seen.size).toBe(3);
}, 120_000);

test("JSON Lines end with a line that signs the others", async () => {
  const token = await startWith("q", 2);
  const path = `conversations/${token.conversationId}/export`;
  for (const answer of [
    await exported(`${path}?format=jsonl`),
    await exported(path, { token: key(), headers: { accept: "application/jsonl" } }),
  ]) {
    expect(answer.headers["Content-Type"]).toBe("application/jsonl");
    const lines = answer.text.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(["conversation", "turn", "turn", "signature"]);
    const { type: _, ...receipt } = JSON.parse(lines.at(-1) ?? "");
    const before = `${lines.slice(0, -1).join("\n")}\n`;
    expect(receipt.statement.sha256).toBe(createHash("sha256").update(before).digest("base64url"));
    expect(isSigned(receipt)).toBe(true);
  }
});

test("is on record as a disclosure before anything leaves, and nothing leaves without", async () => {
  const token = await startWith("r", 1);
  const path = `conversations/${token.conversationId}/export`;
  await exported(path);
  const records = (await scanAll(service)).filter(({ item }) => item.record?.S?.includes("conversation.export"));
  expect(records.some(({ item }) => textOfItem(item).includes(token.conversationId))).toBe(true);
  failsLedger = true;
  const answer = await exported(path);
  failsLedger = false;
  expect([answer.status, problemOf(answer), answer.text.includes("turn 1")]).toEqual([503, "ledger-unavailable", false]);
});

test("shows nothing of others, nothing that was cleared, and no cursor that was made up", async () => {
  const token = await startWith("s", 1);
  const path = `conversations/${token.conversationId}/export`;
  const other = await exported(path, { token: service.tenants[1].secretKey });
  expect([other.status, problemOf(other)]).toEqual([404, "conversation-not-found"]);
  expect(statementOf(await exported("subjects/s/export", { token: service.tenants[1].secretKey })).conversations).toEqual([]);
  expect((await exported(`${path}?cursor=AAAA`)).status).toBe(422);
  expect((await exported("subjects/s/export", { token: token.accessToken })).status).toBe(401);
  await clear(service.call, token);
  expect(problemOf(await exported(path))).toBe("conversation-cleared");
  expect(statementOf(await exported("subjects/s/export")).conversations).toEqual([]);
});

test("what is remembered of a conversation is handed over with it", async () => {
  const token = await startWith("remembered", 1);
  await save(service.call, { ...token, accessToken: key() }, [2, "I am allergic to penicillin and take metformin 500 mg."]);
  await summarize(service.call, { ...token, accessToken: key() });
  const [part] = statementOf(await exported(`conversations/${token.conversationId}/export`)).conversations;
  expect(part?.summary).toContain("penicillin");
  expect(JSON.stringify(part?.profile)).toContain("metformin");
  expect(part?.facts).toMatchObject({ watermark: 2 });
  expect(part?.stored).toMatchObject({ turns: 2, summaries: 1 });
});
