import type { Profile } from "../memory/summarise.ts";
import type {
  Ground,
  KeptMemory,
  Memory,
  MemoryVersion,
  Rendering,
  SummaryEngine,
  WholeMemory,
} from "../memory-record/memory.ts";
import { numberCode } from "./number-code.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { listOf, near, numbersNear, oneOf, type PieceCode } from "./piece-code.ts";
import { type RangeCode, rangeReader, rangeWriter } from "./range-code.ts";
import { hasPieces } from "./spoken-pieces.ts";
import { stateThrough } from "./state-form.ts";
import { wordCode } from "./word-code.ts";

/** A memory as it is stored. */
export type OpenedMemory = WholeMemory;

/**
 * A memory as one stretch of coded numbers and words: what callers see, what that was rendered from, and the versions before. Throws
 * a RangeError for what cannot be written so that it comes back to the letter.
 */
export const writeMemory = (made: KeptMemory & Rendering, book: Phrasebook): Buffer => {
  const range = rangeWriter();
  memoryThrough(pieceCode(range, { book, isWriting: true }), made);
  return range.finish();
};

/** Everything of a memory in the order in which it is written. */
export const memoryThrough = (code: PieceCode, made: KeptMemory & Rendering): void => {
  seenThrough(code, made);
  const ground = groundThrough(code, { given: made });
  earlierThrough(code, { given: made.earlier, next: { ...made, ...ground } });
};

/** The memory in bytes that `writeMemory` made with the same phrasebook. Throws on others. */
export const readMemory = (bytes: Buffer, book: Phrasebook): OpenedMemory => {
  const code = pieceCode(rangeReader(bytes), { book, isWriting: false });
  const seen = seenThrough(code);
  const ground = once(() => groundThrough(code, {}));
  const earlier = once(() => earlierThrough(code, { next: { ...seen, ...ground() } }));
  return { ...seen, ground, earlier };
};

/** Reading goes from front to back, and each part once. */
const once = <Value>(read: () => Value): (() => Value) => {
  let value: Value | undefined;
  return () => {
    value ??= read();
    return value;
  };
};

const pieceCode = (
  range: RangeCode,
  { book, isWriting }: { readonly book: Phrasebook; readonly isWriting: boolean },
): PieceCode => {
  const words = wordCode(range, book);
  const text = (given?: string): string => {
    if (given !== undefined && !hasPieces(given)) throw new RangeError("the text would not come back as it is");
    return words(given);
  };
  return { ...numberCode(range, book.spreads), text, isWriting };
};

const engines: readonly SummaryEngine[] = ["embedded", "bedrock"];

const versionThrough = (code: PieceCode, next: MemoryVersion | undefined, given?: MemoryVersion): MemoryVersion => {
  const before = next ?? { version: 0, through: 0, madeAtMs: 0 };
  return {
    version: near(code, "version", { from: before.version, given: given?.version }),
    through: near(code, "through", { from: before.through, given: given?.through }),
    madeAtMs: near(code, "made", { from: before.madeAtMs, given: given?.madeAtMs }),
    engine: oneOf(code, { kind: "engine", names: engines }, given?.engine),
  };
};

const seenThrough = (code: PieceCode, given?: MemoryVersion & Rendering): MemoryVersion & Rendering => {
  const version = versionThrough(code, undefined, given);
  const lines = textsThrough(code, "lines", given?.summary.split("\n"));
  return { ...version, summary: lines.join("\n"), profile: profileThrough(code, given?.profile) };
};

const textsThrough = (code: PieceCode, kind: string, given: readonly string[] | undefined): readonly string[] =>
  listOf(code, { kind, given }, (text) => code.text(text));

const profileThrough = (code: PieceCode, given: Profile | undefined): Profile => ({
  preferences: recordThrough(code, "preferences", given?.preferences),
  context: recordThrough(code, "context", given?.context),
  entities: listOf(code, { kind: "entities", given: given?.entities }, (entity) => ({
    kind: code.text(entity?.kind),
    facts: textsThrough(code, "entity", entity?.facts),
  })),
});

const recordThrough = (code: PieceCode, kind: string, given: Readonly<Record<string, readonly string[]>> | undefined) =>
  Object.fromEntries(
    listOf(
      code,
      { kind, given: given === undefined ? undefined : Object.entries(given) },
      (entry): [string, readonly string[]] => [code.text(entry?.[0]), textsThrough(code, `${kind} texts`, entry?.[1])],
    ),
  );

type Grounds = { readonly given?: Ground | undefined; readonly next?: Ground };

const groundThrough = (code: PieceCode, { given, next }: Grounds): Ground => ({
  distrusted: numbersNear(code, "distrusted", { from: 0, given: given?.distrusted }),
  state: stateThrough(code, { given: given?.state, ...(next && { next: next.state }) }),
});

/** Each version is told by the one that came after it. */
const earlierThrough = (
  code: PieceCode,
  { given, next }: { readonly given?: readonly Memory[]; readonly next: Memory },
): KeptMemory["earlier"] => {
  let after = next;
  return listOf(code, { kind: "earlier", given }, (memory) => {
    const version = versionThrough(code, after, memory);
    after = { ...version, ...groundThrough(code, { given: memory, next: after }) };
    return after;
  });
};
