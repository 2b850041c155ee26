import { recordHash } from "../../domain/ledger/record.ts";
import { noPrevious, type WriterPlace } from "../../domain/ledger/writer.ts";

/** A record that has its place and is about to be written. */
export type BegunRecord = {
  readonly text: string;
  readonly isStored: () => void;
  /** It is sure that it was not stored. */
  readonly isNotStored: () => void;
};

/** Numbers the records that this process writes outside of chains, ledger by ledger. */
export type LedgerWriters = {
  readonly begin: (tenantId: string, textAt: (place: WriterPlace) => string) => BegunRecord;
};

type Writer = { readonly id: string; number: number; previous: string; readonly unsure: Set<number> };

const idBytes = 9;
/** With so many records whose end is unknown a process begins anew under another id, so that records stay small. */
const mostUnsure = 8;
const mostWriters = 1000;

export const ledgerWriters = (randomBytes: (size: number) => Buffer): LedgerWriters => {
  const writers = new Map<string, Writer>();
  const begun = (tenantId: string): Writer => {
    const id = randomBytes(idBytes).toString("base64url");
    const writer: Writer = { id, number: 0, previous: noPrevious, unsure: new Set() };
    const [oldest] = writers.size >= mostWriters ? writers.keys() : [];
    if (oldest !== undefined) writers.delete(oldest);
    writers.set(tenantId, writer);
    return writer;
  };
  const writerOf = (tenantId: string): Writer => {
    const present = writers.get(tenantId);
    return present === undefined || present.unsure.size >= mostUnsure ? begun(tenantId) : present;
  };

  return {
    begin: (tenantId, textAt) => {
      const writer = writerOf(tenantId);
      const { id, previous } = writer;
      const number = writer.number + 1;
      const unsure = writer.unsure.size === 0 ? {} : { unsure: [...writer.unsure] };
      const text = textAt({ id, number, previous, ...unsure });
      writer.number = number;
      writer.previous = recordHash(text).toString("base64url");
      writer.unsure.add(number);
      return {
        text,
        isStored: () => void writer.unsure.delete(number),
        isNotStored: () => {
          // A later record names it already: the number stays without a record.
          if (writer.number !== number) return;
          writer.unsure.delete(number);
          writer.number = number - 1;
          writer.previous = previous;
        },
      };
    },
  };
};
