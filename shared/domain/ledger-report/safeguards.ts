import type { Evidence } from "./report-tally.ts";

/** A safeguard of the HIPAA rules, how it is met, what the period shows of it, and a record that shows it. */
export type SafeguardRow = {
  readonly rule: string;
  readonly title: string;
  readonly how: string;
  readonly shown: string;
  readonly evidence: Evidence | null;
};

type Shown = {
  readonly volumes: { readonly records: number; readonly conversations: number; readonly refusals: number };
  readonly deidentification: { readonly removed: number };
  readonly erasure: { readonly cleared: number; readonly erased: number };
  readonly integrity: {
    readonly violations: number;
    readonly checkpoint: number | null;
    readonly sealedRecords: number;
    readonly sealedThrough: string | null;
  };
};

/** `evidence`: actions whose newest record shows it, the best one first. */
type Safeguard = Omit<SafeguardRow, "shown" | "evidence"> & {
  readonly shown: (numbers: Shown) => string;
  readonly evidence: readonly string[];
};

const safeguards: readonly Safeguard[] = [
  {
    rule: "164.312(a)(1)",
    title: "Access control",
    how: "Each call proves one tenant and, with a token, one conversation.",
    shown: ({ volumes }) => `${volumes.refusals} calls were refused`,
    evidence: ["refused"],
  },
  {
    rule: "164.312(a)(2)(i)",
    title: "Unique user identification",
    how: "Every sign-in, key and operator key has an id of its own, which its records name.",
    shown: ({ volumes }) => `${volumes.conversations} conversations, each of one pseudonymous person`,
    evidence: ["token.issue", "token.refresh"],
  },
  {
    rule: "164.312(a)(2)(iii)",
    title: "Automatic logoff",
    how: "Access tokens live 30 minutes; sign-ins end when they are idle, too old or revoked.",
    shown: () => "renewals and revocations are on record",
    evidence: ["token.revoke", "session.end", "token.refresh"],
  },
  {
    rule: "164.312(a)(2)(iv)",
    title: "Encryption and decryption",
    how: "Each conversation has a data key of its own; clearing the conversation destroys it.",
    shown: ({ erasure }) => `${erasure.cleared} conversations cleared, ${erasure.erased} erasures completed`,
    evidence: ["conversation.erase", "conversation.save"],
  },
  {
    rule: "164.312(b)",
    title: "Audit controls",
    how: "Every change, read, refusal and act of administration leaves a record; all are sealed and archived under lock.",
    shown: ({ volumes, integrity }) =>
      `${volumes.records} records in the period; ${integrity.sealedRecords} sealed in all, through ${integrity.sealedThrough ?? "–"}`,
    evidence: ["audit.event-list", "conversation.save"],
  },
  {
    rule: "164.312(c)(1)",
    title: "Integrity",
    how: "Turns and records are chained by hashes; signed checkpoints cover all records.",
    shown: ({ integrity }) =>
      `${integrity.violations} violations found on reading; newest checkpoint ${integrity.checkpoint ?? "–"}`,
    evidence: ["conversation.save", "conversation.append"],
  },
  {
    rule: "164.312(d)",
    title: "Person or entity authentication",
    how: "Keys are compared by keyed hashes, tokens are signed, sign-ins can be bound to a key of the device.",
    shown: () => "whoever proved nothing is on record in the ledger @unproven",
    evidence: ["token.issue", "token.refresh"],
  },
  {
    rule: "164.312(e)(1)",
    title: "Transmission security",
    how: "Encrypted connections only; identifiers are removed before anything is stored.",
    shown: ({ deidentification }) => `${deidentification.removed} identifiers removed`,
    evidence: ["conversation.save", "conversation.append"],
  },
  {
    rule: "164.528",
    title: "Accounting of disclosures",
    how: "Accesses by others than the person and the tenant's own server are listed, each with its record.",
    shown: () => "see the accounting of disclosures",
    evidence: ["subject.export", "conversation.export", "vault.reveal", "emergency.read", "audit.event-list"],
  },
];

/** The rows of 45 CFR 164.312 and 164.528 for a period. `find`: the newest record of an action. */
export const safeguardRows = (find: (action: string) => Evidence | undefined, numbers: Shown): readonly SafeguardRow[] =>
  safeguards.map(({ shown, evidence, ...row }) => ({
    ...row,
    shown: shown(numbers),
    evidence: evidence.map(find).find((each) => each !== undefined) ?? null,
  }));
