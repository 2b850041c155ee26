import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "./child.ts";

type Patience = { readonly withinMs: number; readonly pauseMs: number };

/**
 * Waits until `isAnswering`, the child that should answer has ended, or time is up. Resolves with undefined in the first case,
 * otherwise with what there is to say of the child in brackets: its reason for ending, or nothing.
 */
export const complaintUnlessAnswering = async (
  isAnswering: () => Promise<boolean>,
  child: Child | undefined,
  { withinMs, pauseMs }: Patience,
): Promise<string | undefined> => {
  let failure: string | undefined;
  child?.ended.then((reason) => {
    failure = reason;
  }, undefined);
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && failure === undefined) {
    if (await isAnswering()) return undefined;
    await pause(pauseMs);
  }
  return failure === undefined ? "" : ` (${failure})`;
};
