import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { createHandler as handlerOf } from "../../../functions/signing-key-rotate.ts";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { parseKeyring } from "../../../shared/domain/identity/keyring.ts";
import { keyringSource } from "../../../shared/io/key-material/keyring-source.ts";
import { secretTexts } from "../../../shared/io/key-material/secret-texts.ts";
import { signingKeyRotation } from "../../../shared/live-keys.ts";
import { conversationStore } from "../../../shared/live-ports.ts";
import { get, issue, refresh } from "../../conversation-steps.ts";
import { type Call, gatewayOf } from "../../gateway.ts";
import { type SecretsManager, startSecretsManager } from "../../secrets-manager.ts";
import { type Service, startService } from "../../service.ts";

const name = "picasso/staging/signing-keys";
const arn = `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbC123`;
const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
const root = join(import.meta.dirname, "../../..");

let service: Service;
let manager: SecretsManager;
let rotate: ReturnType<typeof handlerOf>;
let calls: readonly [Call, Call];
beforeAll(async () => {
  service = await startService();
  manager = await startSecretsManager();
  const config = { ...service.ports.config, signingKeysUri: `aws-secretsmanager:${name}` };
  Object.assign(config, { endpoints: { ...config.endpoints, secretsManager: manager.endpoint } });
  const ports = { ...service.ports, config };
  const { createHandler } = await import("../../../functions/signing-key-rotate.ts");
  rotate = createHandler({ ...ports, rotate: (secretId) => signingKeyRotation(ports, secretId) });
  const process = () => {
    const own = { ...ports, ...keyringSource(() => secretTexts(config)(config.signingKeysUri), ports.now) };
    return gatewayOf({ ...own, conversations: conversationStore(own) }, service.clock);
  };
  calls = [await process(), await process()];
});
afterAll(async () => {
  await manager.stop();
  await service.stop();
});
beforeEach(async () => {
  manager.isDown = false;
  manager.before = () => undefined;
  await manager.create(name, JSON.stringify({ kid: "bootstrap", secret: "A".repeat(64) }));
  service.clock.ms += 60_000;
});

const run = (step: (typeof steps)[number], token: string, SecretId = arn) =>
  rotate({ Step: step, SecretId, ClientRequestToken: token });
const rotateOnce = async () => {
  const token = manager.beginRotation(name);
  for (const step of steps) await run(step, token);
};
const ring = () => parseKeyring(manager.currentText(name), service.clock.ms);
const kidOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
const start = (call: Call) => issue(call, service.tenants[0].secretKey);
const keys = (args: readonly string[]) =>
  promisify(execFile)(process.execPath, ["cli/main.ts", "keys", ...args], {
    cwd: root,
    env: { ...process.env, SECRETS_MANAGER_ENDPOINT: manager.endpoint },
  });

describe("a rotation by Secrets Manager", () => {
  test("puts a new key before the one of the deployment, and nobody's token is refused at any moment of it", async () => {
    const before = await start(calls[0]);
    await rotateOnce();
    const answers: number[] = [];
    const signers = new Set<string>();
    for (let seconds = 0; seconds <= 120; seconds += 5) {
      const token = await start(calls[(seconds / 5) % 2 === 0 ? 0 : 1]);
      signers.add(kidOf(token.accessToken));
      const works = await Promise.all(calls.flatMap((call) => [get(call, token), get(call, before)]));
      answers.push(...works.map(({ status }) => status));
      service.clock.ms += 5000;
    }
    expect([new Set(answers), signers.size, [...signers][0]]).toEqual([new Set([200]), 2, "bootstrap"]);
    expect([ring().byKid.size, ring().current.kid]).toEqual([2, [...signers][1]]);
  });

  test("may repeat every step, and rotates once", async () => {
    const token = manager.beginRotation(name);
    for (const step of steps) for (const _ of [1, 2]) await run(step, token);
    for (const step of steps) await run(step, token);
    expect([...ring().byKid.keys()].length).toBe(2);
    expect([...manager.versions(name).values()].flatMap(({ labels }) => labels).sort()).toEqual([
      "AWSCURRENT",
      "AWSPENDING",
      "AWSPREVIOUS",
    ]);
  });

  test("is refused for a version that is not pending, a secret that does not rotate, and another secret", async () => {
    const token = manager.beginRotation(name);
    await expect(run("createSecret", "00000000-0000-4000-8000-999999999999")).rejects.toThrow("not the pending one");
    await expect(
      run("createSecret", token, "arn:aws:secretsmanager:us-east-1:1:secret:picasso/staging/root-key-AbC123"),
    ).rejects.toThrow("another secret");
    await expect(run("testSecret", token)).rejects.toThrow("no pending version");
    expect(manager.asked.includes("PutSecretValue") && [...manager.versions(name).keys()].length).toBe(2);
  });

  test("does not become current while another version did, and leaves no key trusted that was revoked meanwhile", async () => {
    await rotateOnce();
    service.clock.ms += 61_000;
    const compromised = ring().current.kid;
    const token = manager.beginRotation(name);
    await run("createSecret", token);
    await keys(["revoke", compromised, "--stage", "staging"]);
    await expect(run("finishSecret", token)).rejects.toThrow("not the pending one");
    expect([...ring().byKid.keys()]).not.toContain(compromised);
  });

  test("logs each step and each failure, by name only", async () => {
    const token = manager.beginRotation(name);
    const before = service.logged.length;
    await run("createSecret", token);
    await run("finishSecret", "no such token").catch(() => undefined);
    const lines = service.logged.slice(before).map((line) => JSON.parse(line));
    expect(lines.map(({ level, action, causes }) => [level, action, causes])).toEqual([
      ["info", "signing-key.rotate.createSecret", undefined],
      ["error", "signing-key.rotate.finishSecret", ["KeyringRefused"]],
    ]);
    expect(service.logged.slice(before).join("")).not.toMatch(/[A-Za-z0-9_-]{43}/);
  });

  test("asks for nothing its role does not allow, and its role allows nothing more", async () => {
    manager.asked.length = 0;
    await rotateOnce();
    const roles = parse(await readFile(join(root, "resources/roles.yml"), "utf8"), { logLevel: "silent" });
    const [policy] = roles.Resources.SigningKeyRotateRole.Properties.Policies;
    const granted = policy.PolicyDocument.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
    const allowed = granted.filter((action: string) => action.startsWith("secretsmanager:"));
    expect([...new Set(manager.asked)].map((operation) => `secretsmanager:${operation}`).sort()).toEqual(allowed.sort());
  });
});

describe("a compromised key", () => {
  /** How a token fares in both processes. */
  const statesOf = async (token: TokenAnswer) => {
    const answers = await Promise.all(calls.map((call) => get(call, token)));
    return answers.map((answer) => (answer.status === 200 ? "alive" : answer.body.reason));
  };
  const renewed = async (token: TokenAnswer) =>
    ({ ...token, ...(await refresh(calls[1], token.refreshToken)).body }) as TokenAnswer;

  test("is revoked by one command: within a minute no process takes its tokens, and no conversation is lost", async () => {
    const token = await start(calls[0]);
    const kid = kidOf(token.accessToken);
    expect(await statesOf(token)).toEqual(["alive", "alive"]);
    const { stdout } = await keys(["revoke", kid, "--stage", "staging"]);
    expect(stdout).toContain(kid);
    service.clock.ms += 45_000;
    expect(await statesOf(token)).toEqual(["revoked-key", "revoked-key"]);
    const next = await renewed(token);
    expect([kidOf(next.accessToken) === kid, await statesOf(next)]).toEqual([false, ["alive", "alive"]]);
  });

  test("is revoked while others refresh: what they got with it dies with it, and their sign-ins go on", async () => {
    const tokens = await Promise.all([0, 1, 0, 1, 0, 1].map((process) => start(calls[process as 0 | 1])));
    const kid = kidOf(tokens[0]?.accessToken ?? "");
    const racing = Promise.all(tokens.map(renewed));
    await keys(["revoke", kid, "--stage", "staging"]);
    const held = await racing;
    service.clock.ms += 45_000;
    const states = await Promise.all(held.map(statesOf));
    expect(
      states.flat().filter((state, index) => state === "alive" && kidOf(held[index >> 1]?.accessToken ?? "") === kid),
    ).toEqual([]);
    const again = await Promise.all((await Promise.all(held.map(renewed))).map(statesOf));
    expect(new Set(again.flat())).toEqual(new Set(["alive"]));
  });

  test("and a rotation by hand, both while a version becomes current in between: the command tries again", async () => {
    let isMoved = false;
    manager.before = (operation) => {
      if (operation !== "UpdateSecretVersionStage" || isMoved) return;
      isMoved = true;
      const other = { keys: [{ kid: "other", secret: "B".repeat(43), createdAt: "2026-11-01T00:00:00Z" }] };
      for (const version of manager.versions(name).values())
        version.labels = version.labels.filter((label) => label !== "AWSCURRENT");
      (manager.versions(name) as Map<string, object>).set("00000000-0000-4000-8000-aaaaaaaaaaaa", {
        text: JSON.stringify(other),
        labels: ["AWSCURRENT"],
      });
    };
    await keys(["rotate", "--stage", "staging"]);
    expect([...ring().byKid.keys()]).toContain("other");
  });

  test("last good keys serve while Secrets Manager is down", async () => {
    const token = await start(calls[0]);
    manager.isDown = true;
    service.clock.ms += 10 * 60_000;
    expect([(await get(calls[0], token)).status, (await refresh(calls[0], token.refreshToken)).status]).toEqual([200, 200]);
  });
});

describe("the keys of the offline world", () => {
  test("are listed, rotated and revoked in their file, which is replaced as a whole", async () => {
    const dir = await mkdtemp(join(tmpdir(), "picasso-keys-"));
    const file = join(dir, "signing-keys.json");
    const secret = "C".repeat(43);
    await writeFile(file, JSON.stringify({ keys: [{ kid: "old", secret, createdAt: "2026-11-01T00:00:00Z" }] }));
    const printed = [
      await keys(["list", "--data", dir]),
      await keys(["rotate", "--data", dir]),
      await keys(["revoke", "old", "--data", dir]),
    ];
    const found = parseKeyring(await readFile(file, "utf8"), Date.now());
    expect([found.byKid.size, found.byKid.has("old"), found.revoked?.has("old"), (await readdir(dir)).length]).toEqual([
      1,
      false,
      true,
      1,
    ]);
    expect(printed.map(({ stdout }) => stdout.trim().split("\n").length)).toEqual([2, 3, 3]);
    expect(printed.map(({ stdout }) => stdout).join()).not.toContain(secret);
    await rm(dir, { recursive: true });
  });

  test.each([
    [2, []],
    [2, ["forget", "--data", "x"]],
    [2, ["list"]],
    [2, ["list", "--data", "x", "--stage", "staging"]],
    [2, ["revoke", "--data", "x"]],
    [2, ["rotate", "x", "--data", "x"]],
    [1, ["list", "--data", "no-such-folder"]],
    [1, ["revoke", "nobody's", "--stage", "staging"]],
    [3, ["list", "--stage", "unknown"]],
  ])("are left alone, with exit code %d, by a call that says %j", async (code, args) => {
    await expect(keys(args)).rejects.toMatchObject({ code, stdout: "" });
  });
});
