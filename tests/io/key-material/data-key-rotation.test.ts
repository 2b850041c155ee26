import { readFile, writeFile } from "node:fs/promises";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { readKeyItem } from "../../../shared/io/conversation-items/data-key-item.ts";
import { conversationKey } from "../../../shared/io/keys.ts";
import { keyRewrapping } from "../../../shared/live-keys.ts";
import { contents, get, issue, problemOf, save } from "../../conversation-steps.ts";
import { cutOffRequest } from "../../faults.ts";
import { scanAll } from "../../raw-scan.ts";
import { type Service, startService } from "../../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
  const yearSeconds = 365 * 24 * 3600;
  const retention = { conversationSeconds: yearSeconds, turnSeconds: yearSeconds };
  await service.rewriteTenant(service.tenants[0].tenantId, { retention });
});
afterAll(() => service.stop());

const dayMs = 24 * 3600_000;
const start = async (): Promise<TokenAnswer> => {
  service.clock.ms += 1000;
  const token = await issue(service.call, service.tenants[0].secretKey);
  return { ...token, accessToken: service.tenants[0].secretKey };
};
const pkOf = ({ conversationId }: TokenAnswer) => conversationKey({ tenantId: service.tenants[0].tenantId, conversationId });
const keyItemOf = async (token: TokenAnswer) => {
  const found = await scanAll(service);
  return found.find(({ table, item }) => table.endsWith("conversation-keys") && item.pk?.S === pkOf(token))?.item ?? {};
};
const keyVersionOfTurn = async (token: TokenAnswer, turn: number) => {
  const found = await scanAll(service);
  const item = found.find(({ item: { pk, sk } }) => pk?.S === pkOf(token) && sk?.N === String(turn))?.item;
  return item?.body?.B?.[1];
};

describe("a data key that is older than 90 days", () => {
  test("is replaced by a save; what was sealed before stays readable, and people keep their pseudonyms", async () => {
    const token = await start();
    await save(service.call, token, [1, "please call Jane Doe"]);
    service.clock.ms += 91 * dayMs;
    expect((await save(await service.elsewhere(), token, [2, "Jane Doe has called back"])).status).toBe(201);
    expect([await keyVersionOfTurn(token, 1), await keyVersionOfTurn(token, 2)]).toEqual([1, 2]);
    const shown = contents(await get(await service.elsewhere(), token)).join(" ");
    expect(shown.match(/\[NAME_\d\]/g)).toEqual(["[NAME_1]", "[NAME_1]"]);
    expect([...readKeyItem(await keyItemOf(token)).older.keys()]).toEqual([1]);
  });

  test("is replaced once by two saves at the same time", async () => {
    const token = await start();
    await save(service.call, token, 1);
    service.clock.ms += 91 * dayMs;
    const calls = await Promise.all([service.elsewhere(), service.elsewhere(), service.elsewhere()]);
    const answers = await Promise.all(
      calls.map((call, index) =>
        call(`POST /v1/conversations/${token.conversationId}/turns`, {
          token: token.accessToken,
          body: { messages: [{ role: "user", content: `racing ${index}` }] },
          headers: { "idempotency-key": `k${index}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(readKeyItem(await keyItemOf(token)).version).toBe(2);
    expect(contents(await get(await service.elsewhere(), token))).toHaveLength(4);
  });

  test("is let go when nothing sealed with it can be alive, but for the first", async () => {
    const token = await start();
    for (let turn = 1; turn <= 8; turn += 1) {
      expect((await save(service.call, token, turn)).status).toBe(201);
      service.clock.ms += 91 * dayMs;
    }
    const row = readKeyItem(await keyItemOf(token));
    expect([row.version, [...row.older.keys()]]).toEqual([8, [1, 3, 4, 5, 6, 7]]);
    const { status, body } = await get(await service.elsewhere(), token);
    expect([status, body.turns?.map(({ turn }) => turn)]).toEqual([200, [5, 6, 7, 8]]);
  });

  test("that was put back over its successor is found out", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const old = await keyItemOf(token);
    service.clock.ms += 91 * dayMs;
    await save(service.call, token, 2);
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.keys, Item: old }));
    expect(problemOf(await get(await service.elsewhere(), token))).toBe("integrity-violation");
  });
});

describe("a new wrapping key", () => {
  const file = () => service.signingKeysFile.replace("signing-keys", "wrapping-key");
  const newWrappingKey = async (keyId: string) => {
    const { previous = [], ...current } = JSON.parse(await readFile(file(), "utf8"));
    const secret = Buffer.alloc(32, keyId).toString("base64url");
    await writeFile(file(), JSON.stringify({ keyId, secret, previous: [current, ...previous] }));
  };
  const forgetOldWrappingKeys = async () => {
    const { previous: _, ...current } = JSON.parse(await readFile(file(), "utf8"));
    await writeFile(file(), JSON.stringify(current));
  };
  const rewrapAll = async () => {
    const rewrap = keyRewrapping(service.ports);
    const total = { seen: 0, rewrapped: 0 };
    let after: string | undefined;
    do {
      const page = await rewrap(after);
      total.seen += page.seen;
      total.rewrapped += page.rewrapped;
      after = page.nextAfter;
    } while (after !== undefined);
    return total;
  };

  test("takes over while calls go on: rows are wrapped anew, then the old one may go", async () => {
    const tokens = await Promise.all(Array.from({ length: 3 }, start));
    for (const token of tokens) await save(service.call, token, 1);
    const [rotated] = tokens;
    service.clock.ms += 91 * dayMs;
    if (rotated !== undefined) await save(service.call, rotated, 2);
    await newWrappingKey("w2");
    expect((await save(await service.elsewhere(), await start(), 1)).status).toBe(201);
    for (const token of tokens) expect((await get(await service.elsewhere(), token)).status).toBe(200);
    const before = await rewrapAll();
    expect([before.rewrapped, before.seen >= 4]).toEqual([before.seen, true]);
    expect(await rewrapAll()).toEqual(before);
    await forgetOldWrappingKeys();
    for (const token of tokens) expect((await get(await service.elsewhere(), token)).status).toBe(200);
  });

  test.each([
    ["was refused", false],
    ["was done, its answer lost", true],
  ])(
    "takes over when any request of the work, which %s, cut it off: a repeat finishes it",
    async (name, isDone) => {
      const token = await start();
      await save(service.call, token, 1);
      const cut = cutOffRequest(service.dynamo);
      Object.assign(cut, { failingAt: 0, isDone });
      try {
        for (let isCutOff = true; isCutOff; cut.failingAt += 1) {
          await newWrappingKey(`${name} ${cut.failingAt}`);
          cut.requests = 0;
          isCutOff = await rewrapAll().then(
            () => false,
            () => true,
          );
          cut.requests = 1_000;
          // What a worker of the run before did meanwhile is not done again.
          expect([cut.failingAt, (await rewrapAll()).seen > 3]).toEqual([cut.failingAt, true]);
          await forgetOldWrappingKeys();
          expect([cut.failingAt, (await get(await service.elsewhere(), token)).status]).toEqual([cut.failingAt, 200]);
        }
        expect(cut.failingAt).toBeGreaterThan(4);
      } finally {
        service.dynamo.middlewareStack.remove("cut-off");
      }
    },
    60_000,
  );

  test("does not open what was not wrapped anew", async () => {
    const token = await start();
    await save(service.call, token, 1);
    await newWrappingKey("w3");
    await forgetOldWrappingKeys();
    const answer = await get(await service.elsewhere(), token);
    expect([answer.status, problemOf(answer)]).toEqual([500, "integrity-violation"]);
  });
});
