import type { Finding } from "./finding.ts";
import type { FoundRecord } from "./ledger-view.ts";
import { recordHash } from "./record.ts";
import { noPrevious, type WriterPlace } from "./writer.ts";

/** What a record that stands alone says of the process that wrote it, as far as it takes to look for gaps. */
export type WriterNote = Pick<FoundRecord, "conversationId" | "key" | "atMs"> & { readonly hash: string } & WriterPlace;

/** `settledBeforeMs`: what was written before this is all there. `isWhole`: nobody's first records may be missing by right. */
export type WriterScope = { readonly settledBeforeMs: number; readonly isWhole: boolean };

/** The notes in these records. What is not as it was filed speaks for nobody. */
export const writerNotes = (records: readonly FoundRecord[]): readonly WriterNote[] =>
  records.flatMap((found) => {
    const writer = found.isFiled && found.key.startsWith("E#") ? writerIn(found.record) : undefined;
    if (writer === undefined) return [];
    const { conversationId, key, atMs } = found;
    return [{ conversationId, key, atMs, hash: recordHash(found.record).toString("base64url"), ...writer }];
  });

const writerIn = (record: string): WriterPlace | undefined => {
  const { writer }: { readonly writer?: WriterPlace } = JSON.parse(record);
  return writer;
};

/** Records that processes wrote, as later ones of theirs say, and that are missing or not as they were. */
export const writerFaults = (notes: readonly WriterNote[], scope: WriterScope): readonly Finding[] =>
  [...Map.groupBy(notes, ({ id }) => id).values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.number - b.number);
    return sorted.flatMap((note, index) => faultsBefore(note, { sorted, index, scope }));
  });

type Line = { readonly sorted: readonly WriterNote[]; readonly index: number; readonly scope: WriterScope };

const faultsBefore = (note: WriterNote, line: Line): readonly Finding[] => {
  const before = line.sorted[line.index - 1];
  if (before === undefined) return line.scope.isWhole ? faultsOfFirst(note, line) : [];
  if (note.number <= before.number)
    return [finding("duplicated-record", note, `number ${note.number} of writer ${note.id} twice`)];
  if (note.number > before.number + 1) return gapBefore(note, line, before.number);
  return note.previous === before.hash ? [] : [finding("altered-record", before, "its writer's next record names another hash")];
};

const faultsOfFirst = (note: WriterNote, line: Line): readonly Finding[] => {
  if (note.number > 1) return gapBefore(note, line, 0);
  return note.previous === noPrevious ? [] : [finding("altered-record", note, "the first of its writer")];
};

const gapBefore = (note: WriterNote, { sorted, index, scope }: Line, last: number): readonly Finding[] => {
  const later = sorted.slice(index, index + mostLater).filter(({ atMs }) => atMs < scope.settledBeforeMs);
  const isSure = (number: number) => later.some((each) => each.number > number && !(each.unsure ?? []).includes(number));
  const missing = numbersBetween(last, note.number).find(isSure);
  return missing === undefined
    ? []
    : [finding("missing-record", note, `number ${missing} of writer ${note.id}, recorded before this one`)];
};

/** More records than may be unsure at a time, and more numbers than they can name. */
const mostLater = 64;
const mostNumbers = 64;

const numbersBetween = (low: number, high: number): readonly number[] =>
  Array.from({ length: Math.min(high - low - 1, mostNumbers) }, (_, index) => low + 1 + index);

const finding = (
  kind: "altered-record" | "duplicated-record" | "missing-record",
  { conversationId, key }: Pick<WriterNote, "conversationId" | "key">,
  what: string,
): Finding => ({ kind, conversationId, key, what });
