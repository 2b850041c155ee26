import type { ContextWish, SectionName } from "../memory/context.ts";
import type { HeardTurn } from "../memory/memory-state.ts";
import { profileOf, summaryOf } from "../memory/summarise.ts";
import { asData, beginningOf } from "./as-data.ts";
import { costOf, fitRecent } from "./fit-recent.ts";
import { profileLines, safetyLines } from "./known-lines.ts";
import { type Lines, recallTurns, wholeLine } from "./recall-turns.ts";

export type Section = { readonly name: SectionName; readonly text: string; readonly turns: readonly number[] };
export type Filled = { readonly sections: readonly Section[]; readonly recent: readonly HeardTurn[] };

type Wish = Omit<ContextWish, "format" | "maxTokens" | "maxChars">;

/** Of what is left after system, question and safety: how much a section may take at first, and how much it should have at least. */
const shares = {
  profile: { share: 0.08, atLeast: 600 },
  summary: { share: 0.08, atLeast: 500 },
  recent: { share: 0.25, atLeast: 1200 },
} as const;
const leastRecalled = 300;

/**
 * The sections within `room` characters. Safety facts come first, then the question and the system's text; recalled turns get what
 * the others leave, and what they leave goes back to recent turns and summary.
 */
export const fillSections = (wish: Wish, room: number): Filled => {
  const safety = fitting(safetyLines(wish.state), room);
  let left = room - lengthOf(safety);
  const question = beginningOf(asData(wish.query ?? ""), Math.floor(left / 2));
  left -= question.length;
  const system = beginningOf(wish.system ?? "", left);
  left -= system.length;
  const first = roomsOf(left);
  const profile = fitting({ lines: profileLines(profileOf(wish.state, wish.aids)), turns: [] }, first.profile);
  const firstRecent = fitRecent(wish.recent, first.recent);
  const firstSummary = summaryIn(wish, first.summary);
  left -= lengthOf(profile) + lengthOf(firstSummary) + costOfAll(firstRecent);
  const recalled = recalledIn(wish, firstRecent, left);
  left -= lengthOf(recalled);
  const recent = left > 0 && recalled.lines.length === 0 ? fitRecent(wish.recent, costOfAll(firstRecent) + left) : firstRecent;
  left -= costOfAll(recent) - costOfAll(firstRecent);
  const summary = left > 0 ? summaryIn(wish, lengthOf(firstSummary) + left) : firstSummary;
  const recentText = recent.map(wholeLine).join("\n");
  return {
    sections: [
      { name: "system", text: system, turns: [] },
      asSection("profile", { lines: [...safety.lines, ...profile.lines], turns: safety.turns }),
      asSection("summary", summary),
      asSection("recalled", recalled),
      { name: "recent", text: recentText, turns: recent.map(({ turn }) => turn) },
      { name: "question", text: question, turns: [] },
    ],
    recent,
  };
};

const roomsOf = (left: number): Readonly<Record<keyof typeof shares, number>> => {
  const roomOf = ({ share, atLeast }: { readonly share: number; readonly atLeast: number }) =>
    Math.floor(Math.max(left * share, Math.min(atLeast, left / 6)));
  return { profile: roomOf(shares.profile), summary: roomOf(shares.summary), recent: roomOf(shares.recent) };
};

const recalledIn = (wish: Wish, recent: readonly HeardTurn[], room: number): Lines => {
  const shown = new Set(recent.map(({ turn }) => turn));
  const query = wish.query ?? wish.recent.at(-1)?.messages.find(({ role }) => role === "user")?.content ?? "";
  if (room < leastRecalled || query === "") return { lines: [], turns: [] };
  const earlier = new Map([...wish.recallable, ...wish.recent].map((turn) => [turn.turn, turn]));
  return recallTurns(
    [...earlier.values()].filter(({ turn }) => !shown.has(turn)).sort((one, other) => one.turn - other.turn),
    query,
    room,
  );
};

/** What is said on safety stands before it already. */
const summaryIn = ({ state, aids }: Wish, room: number): Lines => {
  const { sentences } = summaryOf(
    { ...state, units: state.units.filter(({ safety }) => safety === undefined) },
    { maxLength: room, aids },
  );
  return fitting(
    { lines: sentences.map(({ text }) => asData(text)), turns: [...new Set(sentences.flatMap(({ turns }) => turns))] },
    room,
  );
};

const fitting = ({ lines, turns }: Lines, room: number): Lines => {
  let left = room;
  const kept = lines.filter((line) => {
    if (line.length + 1 > left) return false;
    left -= line.length + 1;
    return true;
  });
  return { lines: kept, turns };
};

const lengthOf = ({ lines }: Lines): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

const costOfAll = (turns: readonly HeardTurn[]): number => turns.reduce((sum, turn) => sum + costOf(turn), 0);

const asSection = (name: SectionName, { lines, turns }: Lines): Section => ({ name, text: lines.join("\n"), turns });
