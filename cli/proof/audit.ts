import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import { statementKeysAnswer } from "../../shared/contract/audit/audit.ts";
import { headerLine, readExport, segmentLines, unsealedLine } from "../../shared/domain/ledger/export-lines.ts";
import { findingText } from "../../shared/domain/ledger/finding.ts";
import { type Verification, verifyLedger } from "../../shared/domain/ledger/verify-ledger.ts";
import { Fault, type Options, type Run, wordsOf } from "../command-line.ts";
import { printed } from "../print.ts";
import { type LedgerAccess, ledgerNamed, withLedgers } from "./ledger-access.ts";

const shownFindings = 20;

/** Verifies a file alone, one ledger, or all of them. Ends with 1 when one is broken, and names the first broken place. */
const verify: Run = async (words, options) => {
  const [name] = words;
  if (options.file !== undefined) return reported(options, [await verifyFile(options.file, options)]);
  if (name !== undefined) wordsOf(words, "TENANT");
  return withLedgers(options, async (access) => {
    const names = name === undefined ? (await access.keeping.list()).map(({ tenantId }) => tenantId) : [ledgerNamed(name)];
    const verifications: Verification[] = [];
    for (const tenantId of names) verifications.push(await verifyStored(access, tenantId, options));
    return reported(options, verifications);
  });
};

const verifyStored = async (access: LedgerAccess, tenantId: string, options: Options): Promise<Verification> => {
  const keys = (await keysIn(options)) ?? (await access.keys());
  const witnessed = await access.archivedCheckpoints(tenantId);
  return verifyLedger(await access.read({ tenantId, only: options.conversation, keys, witnessed }));
};

const verifyFile = async (file: string, options: Options): Promise<Verification> => {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Fault(2, `${file} cannot be read.`);
  });
  return verifyLedger(readExport(text.trimEnd().split("\n"), await keysIn(options)));
};

/** The keys to trust, as `GET /v1/audit/keys` answers them: best fetched by oneself, and kept. */
const keysIn = async ({ keys }: Options): Promise<ReadonlyMap<string, string> | undefined> => {
  if (keys === undefined) return undefined;
  try {
    const { keys: published } = z.parse(statementKeysAnswer, JSON.parse(await readFile(keys, "utf8")));
    return new Map(published.map(({ keyId, publicKey }) => [keyId, publicKey]));
  } catch {
    throw new Fault(2, `${keys} is no answer of /v1/audit/keys.`);
  }
};

const reported = (options: Options, verifications: readonly Verification[]): string => {
  const text = printed(options, verifications, () => verifications.map(verificationText).join("\n"));
  if (verifications.some(({ findings }) => findings.length > 0)) throw new Fault(1, text);
  return text;
};

const verificationText = ({ tenantId, findings, ...counts }: Verification): string => {
  const { records, sealed, checkpoints, chains, sealedThrough } = counts;
  const scope = `${records} records, ${sealed} of them sealed in ${checkpoints} checkpoints through ${sealedThrough ?? "–"}, ${chains} chains`;
  const name = tenantId === "" ? "@unproven" : tenantId;
  if (findings.length === 0) return `${name}: whole. ${scope}.`;
  const shown = findings.slice(0, shownFindings).map((finding) => `  ${findingText(finding)}`);
  const more = findings.length > shownFindings ? [`  and ${findings.length - shownFindings} more`] : [];
  return [`${name}: BROKEN in ${findings.length} places, first:`, ...shown, ...more, `  ${scope}.`].join("\n");
};

/** Everything of a ledger as lines that verify without the service. */
const exportLedger: Run = (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const tenantId = ledgerNamed(TENANT);
  return withLedgers(options, async (access) => {
    const view = await access.read({ tenantId, keys: await access.keys(), witnessed: [] });
    const byLeaf = new Map(view.records.map((record) => [record.leaf.toString("base64url"), record]));
    const leaves = view.slots.map((slot) => byLeaf.get(slot.leaf.toString("base64url")) ?? slot);
    const sealed = new Set(view.slots.map(({ leaf }) => leaf.toString("base64url")));
    const segments = view.checkpoints.flatMap((checkpoint, index) =>
      segmentLines(checkpoint, leaves.slice(view.checkpoints[index - 1]?.statement.size ?? 0, checkpoint.statement.size)),
    );
    const young = view.records.filter(({ leaf }) => !sealed.has(leaf.toString("base64url")));
    const header = headerLine({ format: "picasso-ledger/1", tenantId, keys: await access.published() });
    return [header, ...segments, ...young.map(unsealedLine)].join("\n");
  });
};

/** The proof that one record is part of the newest checkpoint, or of `--checkpoint`. */
const prove: Run = (words, options) => {
  const { TENANT, KEY } = wordsOf(words, "TENANT", "KEY");
  const name = { conversationId: options.conversation ?? "", key: KEY };
  const number = options.checkpoint === undefined ? undefined : Number(options.checkpoint);
  return withLedgers(options, async ({ proofs }) => {
    const { record, leafIndex, proof, checkpoint } = await proofs.inclusion(ledgerNamed(TENANT), name, number);
    const hashes = proof.map((hash) => hash.toString("base64url"));
    const entry = { key: record.key, record: JSON.parse(record.record) };
    return JSON.stringify({ entry, leafHash: record.leaf.toString("base64url"), leafIndex, proof: hashes, checkpoint }, null, 2);
  });
};

/** The proof that the newest ledger, or that of checkpoint `--to`, begins with what it was at checkpoint `--from`. */
const proveConsistency: Run = (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const [first, last] = [Number(options.from), options.to === undefined ? undefined : Number(options.to)];
  if (![first, last ?? first].every((number) => Number.isSafeInteger(number) && number > 0))
    throw new Fault(2, "--from N, and --to M if not the newest, are numbers of checkpoints.");
  return withLedgers(options, async ({ proofs }) => {
    const { from, to, proof } = await proofs.consistency(ledgerNamed(TENANT), first, last);
    return JSON.stringify({ from, to, proof: proof.map((hash) => hash.toString("base64url")) }, null, 2);
  });
};

/** What the schedule does, now. */
const seal: Run = (words, options) => {
  wordsOf(words);
  return withLedgers(options, async ({ keeping }) => {
    const kept: { readonly tenantId: string; readonly outcome: string }[] = [];
    for await (const { tenantId, outcome } of keeping.keepAll(() => true)) kept.push({ tenantId, outcome });
    return printed(options, kept, () => kept.map(({ tenantId, outcome }) => `${tenantId || "@unproven"}: ${outcome}`).join("\n"));
  });
};

/** What an auditor does with ledgers. */
export const auditActs = {
  verify,
  export: exportLedger,
  prove,
  "prove-consistency": proveConsistency,
  seal,
} as const satisfies Readonly<Record<string, Run>>;
