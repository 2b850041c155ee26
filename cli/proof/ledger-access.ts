import { problemCodes } from "../../shared/contract/problem-codes.ts";
import type { SignedCheckpoint } from "../../shared/domain/ledger/checkpoint.ts";
import { readExport } from "../../shared/domain/ledger/export-lines.ts";
import type { LedgerView } from "../../shared/domain/ledger/ledger-view.ts";
import type { PublishedKey } from "../../shared/domain/ledger/statement-keys.ts";
import { type LedgerQuestion, readLedger } from "../../shared/io/ledger/ledger-reader.ts";
import { type LedgerReading, ledgerReading, ledgersOf } from "../../shared/live-ledger.ts";
import { type AllLedgers, ledgerKeeping } from "../../shared/live-ledger-keeping.ts";
import { livePorts } from "../../shared/live-ports.ts";
import { causeNames } from "../../shared/log.ts";
import { Problem } from "../../shared/problem.ts";
import { Fault, type Options } from "../command-line.ts";
import { stageConfig } from "../stage-config.ts";

/** Ledgers where they are stored, for whoever may read the tables: not through the interface, which is what is to be verified. */
export type LedgerAccess = {
  readonly keeping: AllLedgers;
  readonly proofs: LedgerReading;
  readonly keys: () => Promise<ReadonlyMap<string, string>>;
  readonly published: () => Promise<readonly PublishedKey[]>;
  readonly read: (question: Omit<LedgerQuestion, "sinceMs">) => Promise<LedgerView>;
  /** What the archive knows of a ledger; nothing where no archive was named. */
  readonly archivedCheckpoints: (tenantId: string) => Promise<readonly SignedCheckpoint[]>;
};

/** The id of a ledger by the name that commands have for it. */
export const ledgerNamed = (name: string): string => (name === "@unproven" ? "" : name);

export const withLedgers = async <Result>(options: Options, work: (access: LedgerAccess) => Promise<Result>): Promise<Result> => {
  const config = await stageConfig(options);
  const auditArchiveUri = options.archive === undefined ? config.auditArchiveUri : `aws-s3:${options.archive}`;
  const ports = livePorts({ ...config, auditArchiveUri });
  const keeping = ledgerKeeping(ports);
  const published = async () => (await ports.statementKeys()).published;
  const hasArchive = options.archive !== undefined || auditArchiveUri.startsWith("file:");
  try {
    return await work({
      keeping,
      proofs: ledgerReading(ports),
      published,
      keys: async () => new Map((await published()).map(({ keyId, publicKey }) => [keyId, publicKey])),
      read: async (question) => {
        const ledger = (await keeping.list()).find(({ tenantId }) => tenantId === question.tenantId);
        if (ledger === undefined) throw new Fault(1, `There is no ledger of ${question.tenantId}.`);
        return readLedger({ ...ports, ...ledgersOf(ports) }, { ...question, ...ledger });
      },
      archivedCheckpoints: async (tenantId) => (hasArchive ? checkpointsIn(keeping, tenantId) : []),
    });
  } catch (failure) {
    throw failure instanceof Problem ? faultOf(failure) : failure;
  } finally {
    ports.dynamo.destroy();
  }
};

const faultOf = (problem: Problem): Fault => {
  const causes = causeNames(problem.cause).join(", ");
  return new Fault(problem.status >= 500 ? 3 : 1, `${problemCodes[problem.code].title}${causes === "" ? "" : ` (${causes})`}`);
};

const checkpointsIn = async (keeping: AllLedgers, tenantId: string): Promise<readonly SignedCheckpoint[]> => {
  const checkpoints: SignedCheckpoint[] = [];
  for (let number = 1; ; number += 1) {
    const lines = await keeping.segment(tenantId, number);
    if (lines === undefined) return checkpoints;
    checkpoints.push(...readExport(lines.slice(-1)).checkpoints);
  }
};
