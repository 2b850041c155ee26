import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";

const executablePath = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);
const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let instance: OfflineInstance;
let browser: Browser;
let context: BrowserContext;
let faults: string[];

beforeAll(async () => {
  if (executablePath === undefined)
    throw new Error("These tests need Chromium: install Debian's package chromium, or name it in CHROMIUM_PATH.");
  [instance, browser] = await Promise.all([
    startOffline(),
    chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] }),
  ]);
  context = await browser.newContext();
  faults = [];
}, 240_000);
afterAll(async () => {
  await browser.close();
  await instance.stop();
});

/** What the page handles and a browser reports all the same: another tab was first, or has just forgotten the conversation. */
const handled = /status of (?:409|410) /;

const open = async (): Promise<Page> => {
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !handled.test(message.text())) faults.push(message.text());
  });
  await page.goto(instance.webUrl);
  await page.locator("#turn", { hasText: /^\d+$/ }).waitFor();
  return page;
};

const say = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Save" }).click();
};

const turns = (page: Page) =>
  page.locator("#turns li").evaluateAll((items) => items.map((item) => item.lastChild?.textContent ?? ""));

test("a visitor talks, reloads, opens a second tab, and forgets it all", async () => {
  const first = await open();
  await say(first, "<b>My knee hurts</b>");
  await first.locator("#turns li").nth(0).waitFor();
  await say(first, "Call me at 212-555-0147");
  await first.locator("#turns mark", { hasText: "[PHONE_1]" }).waitFor();
  expect(await first.locator("#turns b").count()).toBe(0);

  await first.reload();
  await first.locator("#turns li").nth(1).waitFor();
  expect(await turns(first)).toEqual(["<b>My knee hurts</b>", ""]);

  const second = await open();
  await second.locator("#turns li").nth(1).waitFor();
  await Promise.all([say(first, "from the first tab"), say(second, "from the second tab")]);
  await Promise.all([first, second].map((page) => page.locator("#turns li").nth(3).waitFor()));
  expect((await turns(first)).slice(2).sort()).toEqual(["from the first tab", "from the second tab"]);

  await second.getByRole("button", { name: "Forget this conversation" }).click();
  await second.locator("#calls li", { hasText: "deleted 4 turns, found 0 afterwards" }).waitFor();
  await first.locator("#turn", { hasText: /^0$/ }).waitFor();
  expect([await turns(first), await turns(second), faults]).toEqual([[], [], []]);
}, 240_000);
