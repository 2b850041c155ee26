import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";
import { type Ended, runCli } from "./cli-process.ts";

let instance: OfflineInstance;
beforeAll(async () => {
  // Wrong keys are tried here more often than the limiter lets pass without a delay.
  instance = await startOffline({ rateLimits: "off" });
}, 240_000);
afterAll(() => instance.stop(), 240_000);

const operate = (command: string, ...more: readonly string[]): Promise<Ended> =>
  runCli([...command.split(" "), ...more], { PICASSO_URL: instance.baseUrl, PICASSO_OPERATOR_KEY: instance.operatorKey });
const json = async (command: string, ...more: readonly string[]) => {
  const { code, out, err } = await operate(command, "--json", ...more);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
};
const issueWith = async (key: string) => {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const answer = await fetch(`${instance.baseUrl}/v1/tokens`, { method: "POST", headers, body: '{"subject":"p"}' });
  return answer.status;
};

/** A wrong key is refused as such, or held up after many of them. */
const refusedKey = /invalid-credential|rate-limited/;

/** What an ask gives as soon as it is as expected, or after twenty seconds: a change takes up to one to reach every process. */
const soon = async <Answer>(ask: () => Promise<Answer>, isExpected: (answer: Answer) => boolean): Promise<Answer> => {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer) || Date.now() > deadline) return answer;
    await pause(50);
  }
};

describe("a tenant's way", () => {
  test("from its creation over keys, settings, suspension and rotation to the revocation of its key", async () => {
    const created = await json("tenant create cli-clinic", "--name", "CLI Clinic", "--set", "limits.callsPerMinute=77");
    expect(created).toMatchObject({ tenantId: "cli-clinic", status: "active", version: 1, limits: { callsPerMinute: 77 } });

    const made = await json("tenant key create cli-clinic --kind secret --label server");
    expect(made).toMatchObject({ kind: "secret", label: "server" });
    expect(
      await soon(
        () => issueWith(made.key),
        (status) => status === 201,
      ),
    ).toBe(201);

    const updated = await json(
      "tenant update cli-clinic --origin https://cli.example --unset limits --set sessions.maxConcurrent=9",
    );
    expect(updated).toMatchObject({
      origins: ["https://cli.example"],
      limits: { callsPerMinute: 600 },
      sessions: { maxConcurrent: 9 },
    });

    expect((await operate("tenant suspend cli-clinic")).out).toBe("cli-clinic is suspended, everywhere within one second.");
    expect((await json("tenant show cli-clinic")).status).toBe("suspended");
    expect(
      await soon(
        () => issueWith(made.key),
        (status) => status === 403,
      ),
    ).toBe(403);
    expect((await operate("tenant resume cli-clinic")).out).toBe("cli-clinic is active.");

    expect(
      await soon(
        () => issueWith(made.key),
        (status) => status === 201,
      ),
    ).toBe(201);
    const next = await json(`tenant key rotate cli-clinic ${made.keyId} --overlap-seconds 3600`);
    expect(
      await soon(
        () => issueWith(next.key),
        (status) => status === 201,
      ),
    ).toBe(201);
    const keys = await json("tenant key list cli-clinic");
    expect(
      keys.map((key: { readonly keyId: string; readonly replacedBy: string | null }) => [key.keyId, key.replacedBy]),
    ).toEqual([
      [made.keyId, next.keyId],
      [next.keyId, null],
    ]);
    expect(JSON.stringify(keys)).not.toMatch(/sk_cli-clinic_/);
    expect((await operate(`tenant key revoke cli-clinic ${made.keyId}`)).code).toBe(0);
    expect((await json("tenant key list cli-clinic")).length).toBe(1);
    const { out } = await operate("tenant list");
    expect(out).toMatch(/^tenantId +name +status +version +updatedAt\n/);
    expect(out).toMatch(/^cli-clinic +CLI Clinic +active +/m);
  }, 240_000);
});

describe("a command that cannot be done", () => {
  test.each([
    [1, "tenant show nobody-here", /^Refused \(404, \/problems\/tenant-not-found\): There is no such tenant\.$/],
    [1, "tenant create demo-clinic --name Again", /tenant-exists/],
    [1, "tenant update demo-clinic --set limits.callsPerMinute=0", /invalid-request.*body\.limits\.callsPerMinute/],
    [1, "tenant key revoke demo-clinic k_AAAAAAAAAAAA", /tenant-key-not-found/],
    [2, "tenant update demo-clinic", /^Nothing to change/],
    [2, "tenant update demo-clinic --set limits", /SETTING=VALUE/],
    [2, "tenant update demo-clinic --set a.b.c.d=1", /is no setting/],
    [2, "tenant show", /^TENANT is missing\.\nUsage:/],
    [2, "tenant show one two", /a word too many: two/],
    [2, "tenant", /^Usage:/],
    [2, "tenant list --color", /Unknown option '--color'/],
    [2, "tenant key create demo-clinic --kind root", /secret or publishable/],
    [2, "tenant key rotate demo-clinic k_1 --overlap-seconds soon", /whole number/],
    [2, "tenant list --url http://clinic.example", /https only/],
    [2, "tenant list --url nonsense", /no http address/],
    [2, "tenant list --operator-key-file nowhere", /cannot be read \(ENOENT\)/],
    [3, "tenant list --url http://127.0.0.1:1", /was not reached/],
    [2, "operator-key list", /--stage STAGE, or --data FOLDER/],
    [3, "operator-key list --data .", /No instance runs/],
    [2, "operator-key create --stage local!", /is no stage/],
  ] as const)("ends with %d and says why: %s", async (code, command, message) => {
    const ended = await operate(command);
    expect([ended.code, ended.out]).toEqual([code, ""]);
    expect(ended.err).toMatch(message);
  });

  test("says so when the key is missing, has no such form or is not known", async () => {
    const asked = (key: string) => runCli(["tenant", "list"], { PICASSO_URL: instance.baseUrl, PICASSO_OPERATOR_KEY: key });
    expect(await asked("")).toMatchObject({ code: 2, err: expect.stringContaining("PICASSO_OPERATOR_KEY") });
    const tenantKey = instance.tenants[0]?.secretKey ?? "";
    const wrongKind = await asked(tenantKey);
    expect(wrongKind).toMatchObject({ code: 2, err: expect.stringContaining("no operator key") });
    expect(wrongKind.err).not.toContain(tenantKey);
    const unknown = await asked(`ok_${"x".repeat(43)}`);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(refusedKey) });
  });
});

describe("operator keys", () => {
  test("are made, listed and revoked at the storage itself, and overlap", async () => {
    const at = ["--data", instance.dataDir, "--json"];
    const made = JSON.parse((await runCli(["operator-key", "create", "--label", "second", ...at])).out);
    const file = join(instance.dataDir, "operator-key");
    await writeFile(file, `${made.key}\n`, { mode: 0o600 });
    const listTenants = () => runCli(["tenant", "list", "--operator-key-file", file, "--url", instance.baseUrl]);
    expect(await soon(listTenants, ({ code }) => code === 0)).toMatchObject({ code: 0 });
    const listed = JSON.parse((await runCli(["operator-key", "list", ...at])).out);
    expect(listed).toMatchObject([{ keyId: "demo-operator" }, { keyId: made.keyId, label: "second" }]);
    expect(JSON.stringify(listed)).not.toMatch(/ok_[\w-]{43}/);
    expect((await runCli(["operator-key", "revoke", made.keyId, ...at])).code).toBe(0);
    expect(await soon(listTenants, ({ code }) => code === 1)).toMatchObject({
      err: expect.stringMatching(refusedKey),
    });
    expect((await operate("tenant list")).code).toBe(0);
  }, 240_000);
});
