import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { append, contents, get, issue, save } from "../conversation-steps.ts";
import { httpCall, keepFresh } from "./http-client.ts";
import { type OfflineInstance, startOffline } from "./offline-instance.ts";

let dataDir: string;
let instance: OfflineInstance;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "picasso-"));
});
afterAll(async () => {
  await instance.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const minute = 60;

/** Ends every process of the instance at once: nobody gets to tidy up. */
const killEverything = async (): Promise<void> => {
  const { owner, children } = JSON.parse(await readFile(join(dataDir, "run.json"), "utf8"));
  for (const pid of [...children, owner]) process.kill(pid, "SIGKILL");
  await instance.kill();
};

test("turns acknowledged right before everything is killed are there after the next start", async () => {
  instance = await startOffline({ dataDir });
  const call = httpCall(instance);
  const token = await issue(call, instance.tenants[0]?.secretKey ?? "");
  const saving = Array.from({ length: 30 }, (_, index) => append(call, token, `key-${index}`).catch(() => undefined));
  const acknowledged = new Set<string>();
  for (const save of saving)
    save.then(
      (answer) => answer?.status === 201 && acknowledged.add(`key-${saving.indexOf(save)}`),
      () => undefined,
    );
  await Promise.all(saving.slice(0, 10));
  await killEverything();
  await Promise.all(saving);
  instance = await startOffline({ dataDir });
  const page = await httpCall(instance)(`GET /v1/conversations/${token.conversationId}/turns?limit=100`, {
    token: token.accessToken,
  });
  const found = contents(page);
  expect(acknowledged.size).toBeGreaterThanOrEqual(10);
  expect([...acknowledged].filter((content) => !found.includes(content))).toEqual([]);
  expect(page.body.turns?.map((turn) => turn.turn)).toEqual(found.map((_, index) => index + 1));
  await instance.stop();
}, 600_000);

test("a chat of three hours never loses a turn: tokens are renewed in time, over eight restarts by kill -9 and a moved clock", async () => {
  instance = await startOffline({ dataDir });
  let call = httpCall(instance);
  let token = await issue(call, instance.tenants[0]?.secretKey ?? "", { subject: "long consultation" });
  const first = token;
  const spoken: string[] = [];
  for (let passed = 0; passed <= 3 * 60; passed += 26) {
    token = await keepFresh(call, token, Date.now() + passed * minute * 1000);
    for (const word of ["question", "answer"]) {
      const content = `${word} after ${passed} minutes`;
      const answer = await save(call, token, [spoken.length + 1, content]);
      expect([answer.status, answer.body.turn]).toEqual([201, spoken.length + 1]);
      spoken.push(content);
    }
    await instance.kill();
    instance = await startOffline({ dataDir, clockOffsetSeconds: (passed + 26) * minute });
    call = httpCall(instance);
  }
  token = await keepFresh(call, token, Date.now() + 208 * minute * 1000);
  const state = await get(call, token, "?recent=100");
  expect([state.status, contents(state)]).toEqual([200, spoken]);
  expect((await get(call, first)).body.reason).toBe("expired");
}, 600_000);
