import type { Tenant } from "../identity/tenant.ts";
import type { Context, ContextWish } from "../memory/context.ts";
import type { HeardTurn } from "../memory/memory-state.ts";
import type { Ground, Rendering, SummaryEngine } from "./memory.ts";

/** What a memory is to learn: turns after those it covers, oldest first. */
export type Lesson = {
  readonly tenant: Tenant;
  readonly ground: Ground;
  readonly turns: readonly HeardTurn[];
  readonly through: number;
};

export type Learned = Ground & Rendering & { readonly engine: SummaryEngine };

/** What turns turns into a memory. It is loaded late, by the functions that need it. */
export type MemoryEngine = {
  readonly learn: (lesson: Lesson) => Promise<Learned>;
  /** A prompt within its budget. */
  readonly assemble: (wish: Omit<ContextWish, "aids">) => Promise<Context>;
  /** Summary and profile of what is known, by our own engine. */
  readonly render: (tenant: Tenant, ground: Ground) => Promise<Rendering>;
};
