import { emptyMemory, type MemoryState } from "../memory/memory-state.ts";
import { rollBack } from "../memory/rollback.ts";
import type { Profile } from "../memory/summarise.ts";

/** Who wrote a summary: our own engine, or a language model whose every statement our engine verified. */
export type SummaryEngine = "embedded" | "bedrock";

/** What a caller sees of a conversation's memory. */
export type Rendering = { readonly summary: string; readonly profile: Profile };

/** What of a memory is stored beside its texts. */
export type MemoryVersion = {
  readonly version: number;
  /** The last turn it covers. */
  readonly through: number;
  readonly madeAtMs: number;
  readonly engine: SummaryEngine;
};

/** What a memory is rendered from. `distrusted`: turns that nothing is derived from any more, whatever else is known of them. */
export type Ground = { readonly state: MemoryState; readonly distrusted: readonly number[] };

/** Of a conversation that has none yet. */
export const noGround: Ground = { state: emptyMemory, distrusted: [] };

export type Memory = MemoryVersion & Ground;

/** A memory with the versions it came from, newest first. */
export type KeptMemory = Memory & { readonly earlier: readonly Memory[] };

/** A memory with all that is stored of it; what callers do not see is read by those alone who need it. */
export type WholeMemory = MemoryVersion &
  Rendering & { readonly ground: () => Ground; readonly earlier: () => readonly Memory[] };

/** How many of them are kept. */
const earlierMax = 2;

/** The versions that a new one came from. */
export const earlierThan = ({ version, through, madeAtMs, engine, state, distrusted, earlier }: KeptMemory): readonly Memory[] =>
  [{ version, through, madeAtMs, engine, state, distrusted }, ...earlier].slice(0, earlierMax);

/** Turns that a memory remembers to distrust; the oldest are forgotten first, and by then have long expired. */
const distrustedMax = 500;

/** The ground without anything derived from a turn, which is not learned from again. */
export const withoutTurn = ({ state, distrusted }: Ground, turn: number): Ground => ({
  state: rollBack(state, turn),
  distrusted: distrusted.includes(turn) ? distrusted : [...distrusted, turn].slice(-distrustedMax),
});

/** The turns a memory may learn from. */
export const trusted = <Heard extends { readonly turn: number }>(
  turns: readonly Heard[],
  distrusted: readonly number[],
): readonly Heard[] => turns.filter(({ turn }) => !distrusted.includes(turn));
