import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";

let instance: OfflineInstance;
beforeAll(async () => {
  instance = await startOffline();
}, 240_000);
afterAll(() => instance.stop());

test("the demo page comes three ports after the API, with a policy that lets it talk to the API only", async () => {
  expect(Number(new URL(instance.webUrl).port)).toBe(Number(new URL(instance.baseUrl).port) + 3);
  const page = await fetch(instance.webUrl);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect([policy.includes(`connect-src 'self' ${instance.baseUrl};`), policy.includes("unsafe")]).toEqual([true, false]);
  expect((await fetch(`${instance.webUrl}/../signing-keys.json`)).status).toBe(404);
});

test("the page is told a publishable key and never a secret one", async () => {
  const files = await Promise.all(
    ["", "/demo-chat.js", "/demo-chat.css", "/settings.json"].map((path) => fetch(instance.webUrl + path)),
  );
  const texts = await Promise.all(files.map((file) => file.text()));
  expect(files.map((file) => file.status)).toEqual([200, 200, 200, 200]);
  const [first] = instance.tenants;
  expect(JSON.parse(texts[3] ?? "")).toEqual({
    baseUrl: instance.baseUrl,
    tenantId: first?.tenantId,
    publishableKey: first?.publishableKey,
  });
  expect(texts.filter((text) => /sk_[a-z0-9-]+_[\w-]{43}/.test(text))).toEqual([]);
});

test("the page's origin may call with its publishable key, another one may not", async () => {
  const body = JSON.stringify({ clientNonce: "abcdefghijklmnopqrstuv" });
  const from = (origin: string) =>
    fetch(`${instance.baseUrl}/v1/tokens`, {
      method: "POST",
      headers: {
        Origin: origin,
        Authorization: `Bearer ${instance.tenants[0]?.publishableKey}`,
        "Content-Type": "application/json",
      },
      body,
    });
  const [page, stranger] = [await from(instance.webUrl), await from("https://evil.example")];
  expect([page.status, page.headers.get("access-control-allow-origin")]).toEqual([201, instance.webUrl]);
  expect([stranger.status, stranger.headers.get("access-control-allow-origin")]).toEqual([403, null]);
});
