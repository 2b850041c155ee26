import type { MemoryAids } from "../memory/aids.ts";
import type { Fact, MemoryState, Unit } from "../memory/memory-state.ts";
import { type Choice, choose } from "./choose.ts";
import { readUnits } from "./chosen-lines.ts";
import { safetyRank } from "./unit-choice.ts";

/** Bytes of JSON that the units and the facts of a state may take. What is pinned may take three times as much before it goes too. */
export const mostUnitBytes = 8192;
export const mostFactBytes = 5120;
/** The units of a short conversation may take this part of the letters that were heard, but as much as a full summary at any rate. */
const unitShare = 0.7;
const leastUnitBytes = 5120;
const pinnedFactor = 3;

/** After an eviction there is room for some turns, so that not every turn evicts. */
const keptShare = 0.85;

/** The state within its bounds. What goes is what tells least beside the rest; what is pinned for safety stays. */
export const evict = (state: MemoryState, aids: MemoryAids): MemoryState => {
  const most = unitBytesFor(state.heard);
  const units = isOver(state.units, { isPinned, most }) ? unitsWithin(state.units, aids, most) : state.units;
  const facts = isOver(state.facts, { isPinned: isPinnedFact, most: mostFactBytes }) ? factsWithin(state.facts) : state.facts;
  return units === state.units && facts === state.facts ? state : { ...state, units, facts };
};

const unitBytesFor = (heard: number): number => Math.max(leastUnitBytes, Math.min(mostUnitBytes, unitShare * heard));

type Bound<Piece> = { readonly isPinned: (piece: Piece) => boolean; readonly most: number };

/** Where what is pinned fills the room by itself, the rest still gets the share that an eviction would free. */
const isOver = <Piece>(pieces: readonly Piece[], { isPinned: isPinnedPiece, most }: Bound<Piece>): boolean => {
  const all = bytesOf(pieces);
  if (all <= most) return false;
  const pinned = bytesOf(pieces.filter(isPinnedPiece));
  return pinned > pinnedFactor * most || all > Math.max(most, pinned + (1 - keptShare) * most);
};

const isPinned = ({ safety, trust }: Unit): boolean => safety !== undefined && trust > 0;

const unitsWithin = (units: readonly Unit[], aids: MemoryAids, most: number): readonly Unit[] => {
  const choices = readUnits(units, aids).map(({ unit, terms }) => ({ terms, cost: bytesOf(unit) + 1, rank: safetyRank(unit) }));
  const pinned = pinnedWithin(units, choices, most);
  const told = new Set(pinned.flatMap((index) => [...(choices[index]?.terms.keys() ?? [])]));
  const left = keptShare * most - pinned.reduce((sum, index) => sum + (choices[index]?.cost ?? 0), 0);
  const unpinned = [...units.entries()].flatMap(([index, unit]) => (isPinned(unit) ? [] : [index]));
  const others = choose(choices, { among: unpinned, budget: left, told });
  const kept = new Set([...pinned, ...others]);
  return units.filter((_, index) => kept.has(index));
};

/** All that is pinned, or as much of it as may be where somebody floods the memory. */
const pinnedWithin = (units: readonly Unit[], choices: readonly Choice[], most: number): readonly number[] => {
  const pinned = [...units.entries()].flatMap(([index, unit]) => (isPinned(unit) ? [index] : []));
  const cost = pinned.reduce((sum, index) => sum + (choices[index]?.cost ?? 0), 0);
  if (cost <= pinnedFactor * most) return pinned;
  return choose(choices, { among: pinned, budget: keptShare * pinnedFactor * most });
};

/** What heals or harms, and by what somebody is reached, before what only counts or names a complaint. */
const factOrder: readonly Fact["kind"][] = [
  "allergy",
  "medication",
  "contact",
  "person",
  "date",
  "number",
  "preference",
  "condition",
];
const pinnedKinds = 2;

const factsWithin = (facts: readonly Fact[]): readonly Fact[] => {
  const order = [...facts.keys()].sort(
    (one, other) => rankOf(facts[one]) - rankOf(facts[other]) || newest(facts[other]) - newest(facts[one]),
  );
  const kept = new Set<number>();
  let used = 0;
  for (const index of order) {
    const cost = bytesOf(facts[index]) + 1;
    const room = keptShare * mostFactBytes * (rankOf(facts[index]) < pinnedKinds ? pinnedFactor : 1);
    if (used + cost > room) continue;
    used += cost;
    kept.add(index);
  }
  return facts.filter((_, index) => kept.has(index));
};

/** A dose that was closed by a newer one is history, and waits in line with the rest. */
const rankOf = (fact: Fact | undefined): number => {
  if (fact === undefined) return factOrder.length;
  return fact.kind === "medication" && fact.validTo !== undefined ? factOrder.indexOf("number") : factOrder.indexOf(fact.kind);
};

const isPinnedFact = (fact: Fact): boolean => rankOf(fact) < pinnedKinds;

const newest = (fact: Fact | undefined): number => Math.max(...(fact?.turns ?? [0]), ...(fact?.repeatedIn ?? []));

const encoder = new TextEncoder();

const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;
