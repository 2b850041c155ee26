import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { type Row, rounded, type Section } from "../report.ts";
import type { Needs, World } from "../world.ts";
import { dialogue } from "./dialogue.ts";
import { type Taken, takenBy } from "./taken-by.ts";

const sizes = [20, 50, 200, 400, 600];
const stretch = 50;

/** What a conversation takes in storage at several lengths, against the JSON of its messages. */
export const stateSize = async (world: World): Promise<Section> => {
  const needs = world.needs();
  const turns = await dialogue();
  const rows: Row[] = [];
  for (const size of sizes.filter((each) => each <= turns.length)) rows.push(await rowOf(needs, turns.slice(0, size)));
  rows.push(await meanRow(needs, turns));
  return {
    title: "What a conversation takes in storage, old turns folded into its memory",
    rows,
    notes: [
      "messages = as JSON. ledger, uncompressed = what is remembered, as JSON of rows: the structure alone.",
      "memory = the SUMMARY item: ledger, summary, profile and two earlier versions, compressed and sealed.",
      "folded = all items once every turn has expired: memory, HEAD and wrapped key; ten alive = all items while the ten newest turns live.",
      "% = smaller than the messages. facts kept % = of drugs and of numbers with units that were said, what the memory still says.",
      "PICASSO_DIALOGUES names a CSV file of dialogues to measure with instead of our own messages.",
    ],
  };
};

const rowOf = async (needs: Needs, turns: readonly TurnContent[]): Promise<Row> =>
  written(String(turns.length), await takenBy(needs, turns));

/** The mean of all stretches of 50 turns. */
const meanRow = async (needs: Needs, turns: readonly TurnContent[]): Promise<Row> => {
  const stretches: Taken[] = [];
  for (let from = 0; from + stretch <= turns.length; from += stretch)
    stretches.push(await takenBy(needs, turns.slice(from, from + stretch)));
  const mean = (of: keyof Taken) => sum(stretches.map((each) => each[of])) / stretches.length;
  return written(`${stretch}, mean of ${stretches.length}`, {
    messages: mean("messages"),
    ledger: mean("ledger"),
    memory: mean("memory"),
    folded: mean("folded"),
    tenAlive: mean("tenAlive"),
    factsKept: mean("factsKept"),
  });
};

const written = (turns: string, { messages, ledger, memory, folded, tenAlive, factsKept: kept }: Taken): Row => {
  const smaller = (bytes: number) => rounded(100 * (1 - bytes / messages), 1);
  return {
    turns,
    messages: rounded(messages, 0),
    "ledger, uncompressed": rounded(ledger, 0),
    "ledger %": smaller(ledger),
    memory: rounded(memory, 0),
    "memory %": smaller(memory),
    folded: rounded(folded, 0),
    "folded %": smaller(folded),
    "ten alive": rounded(tenAlive, 0),
    "ten alive %": smaller(tenAlive),
    "facts kept %": rounded(100 * kept, 1),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
