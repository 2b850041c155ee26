import type { MemoryAids } from "./aids.ts";
import type { HeardTurn, MemoryState, Unit } from "./memory-state.ts";

/**
 * The state after these turns. Turns at or below the watermark are passed over, so that a repeat changes nothing; turns must come
 * in order.
 */
export const memorise = (state: MemoryState, turns: readonly HeardTurn[], aids: MemoryAids): MemoryState =>
  turns.reduce((held, turn) => (turn.turn <= held.watermark ? held : hear(held, turn, aids)), state);

const hear = (state: MemoryState, { turn, messages }: HeardTurn, _aids: MemoryAids): MemoryState => ({
  ...state,
  watermark: turn,
  units: [
    ...state.units,
    ...messages.map(
      ({ role, content }): Unit => ({
        turns: [turn],
        source: role === "user" ? "subject" : "model",
        trust: 3,
        kind: "statement",
        role,
        text: content,
      }),
    ),
  ],
});
