import { type Client, type Operations, operationsOf } from "./operations.ts";
import { type Row, rounded, type Section } from "./report.ts";
import type { World } from "./world.ts";

const pollSeconds = 20;
const hourSeconds = 3600;
const bar = 0.7;

/** How a client takes up the tokens it is given. */
type Habit = { readonly name: string; readonly changesAfterSeconds: number };

const habits: readonly Habit[] = [
  { name: "takes a new token at once", changesAfterSeconds: 0 },
  { name: "waits until its token nearly ends", changesAfterSeconds: 30 * 60 - pollSeconds },
];

/** Tokens minted while a page polls its conversation for an hour, against a service that rotates on every GET. */
export const mintedTokens = async (world: World): Promise<Section> => {
  const operations = await operationsOf(world.needs(), world.secretKey);
  const rows: Row[] = [];
  for (const habit of habits) rows.push(await rowOf(world, operations, habit));
  return { title: `Tokens minted per conversation hour (a GET every ${pollSeconds} s on a moved clock)`, rows };
};

const rowOf = async (world: World, operations: Operations, habit: Habit): Promise<Row> => {
  const polls = hourSeconds / pollSeconds;
  const minted = await mintedInAnHour(world, operations, habit);
  const saved = 1 - minted / (polls + 1);
  return {
    "the client": habit.name,
    polls,
    minted,
    "rotating on every GET": polls + 1,
    "fewer by %": rounded(saved * 100, 1),
    "at least %": bar * 100,
    verdict: saved >= bar ? "ok" : "OVER",
  };
};

/** The first token counts; each renewed one is one more. */
const mintedInAnHour = async (world: World, operations: Operations, habit: Habit): Promise<number> => {
  let held: Client = await operations.start();
  const minted = new Set([held.accessToken]);
  let heldSeconds = 0;
  for (let seconds = pollSeconds; seconds <= hourSeconds; seconds += pollSeconds) {
    world.clock.offsetMs += pollSeconds * 1000;
    const { token } = (await operations.get(held)) as { readonly token?: { readonly accessToken: string } };
    heldSeconds += pollSeconds;
    if (token === undefined) continue;
    minted.add(token.accessToken);
    if (heldSeconds < habit.changesAfterSeconds) continue;
    held = { ...held, accessToken: token.accessToken };
    heldSeconds = 0;
  }
  return minted.size;
};
