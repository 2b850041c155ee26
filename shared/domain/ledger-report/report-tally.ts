import type { LedgerRecord } from "../ledger/record.ts";
import { type Lives, tallyLife } from "./tally-lives.ts";

/** Counts by name. */
export type Counts = Map<string, number>;

/** A record as a report points to it. `proof`: the call that proves it is in the ledger, and what it says. */
export type Evidence = {
  readonly conversationId: string;
  readonly key: string;
  readonly at: string;
  readonly proof: string;
};

/** What the records of a list are, of which a report names the first thousand. */
export type Named = { readonly rows: Access[]; leftOut: number };

/** What happened in a day. */
export type Day = { turns: number; reads: number; refusals: number };

/** Somebody's access that a report names: who, what, about what. */
export type Access = Evidence & {
  readonly action: string;
  readonly outcome: string;
  readonly actor: string;
  readonly subject: string | null;
};

/** What is counted of a ledger while it is read, record by record. */
export type Tally = {
  records: number;
  readonly actions: Counts;
  /** The same without what was refused, or only asked for. */
  readonly done: Counts;
  readonly outcomes: Counts;
  readonly problems: Counts;
  readonly scrubbed: Counts;
  readonly lives: Lives;
  readonly agedBeforeMs: number;
  readonly days: Map<string, Day>;
  readonly saves: { turns: number; messages: number; longest: number; readonly sizes: number[] };
  readonly restores: { asked: number; refused: number };
  /** Calls by actor and hour, refusals by hour, and the conversations an actor touched in an hour. */
  readonly actorHours: Map<string, { calls: number; readonly conversations: Set<string> }>;
  readonly refusalHours: Counts;
  readonly disclosures: Named;
  /** What was found to be not as it was written. */
  readonly violations: Named;
  /** Erasures that were completed, and holds that were laid or lifted. */
  readonly forgetting: Named;
  readonly deleted: Counts;
  readonly evidence: Map<string, Evidence>;
};

/** `agedBeforeMs`: turns saved before this are past their time when the period ends. */
export const emptyTally = (agedBeforeMs: number): Tally => ({
  records: 0,
  actions: new Map(),
  done: new Map(),
  outcomes: new Map(),
  problems: new Map(),
  scrubbed: new Map(),
  lives: new Map(),
  agedBeforeMs,
  days: new Map(),
  saves: { turns: 0, messages: 0, longest: 0, sizes: [] },
  restores: { asked: 0, refused: 0 },
  actorHours: new Map(),
  refusalHours: new Map(),
  disclosures: { rows: [], leftOut: 0 },
  violations: { rows: [], leftOut: 0 },
  forgetting: { rows: [], leftOut: 0 },
  deleted: new Map(),
  evidence: new Map(),
});

const mostNamed = 1000;
const mostSizes = 100_000;
/** Calls that read turns of a conversation. */
const reading: ReadonlySet<string> = new Set(["conversation.get", "turn.list", "context.get"]);
const savings: ReadonlySet<string> = new Set(["conversation.save", "conversation.append"]);

/** Adds one record to the tally. `key`: its sort key. */
export const tallyRecord = (tally: Tally, key: string, record: LedgerRecord): void => {
  tallyCounts(tally, record);
  tallyContent(tally, record);
  tallyAccess(tally, record);
  tallyLife(tally.lives, record, tally.agedBeforeMs);
  tallyEvidence(tally, record, evidenceOf(key, record));
};

const tallyEvidence = (tally: Tally, record: LedgerRecord, evidence: Evidence): void => {
  const { action, outcome, problem } = record;
  tally.evidence.set(action, evidence);
  if (outcome === "refused") tally.evidence.set("refused", evidence);
  if (problem === "integrity-violation") nameIn(tally.violations, record, evidence);
  if (isNotable(record)) nameIn(tally.disclosures, record, evidence);
  if (outcome === "done" && forgetting.has(action)) nameIn(tally.forgetting, record, evidence);
};

const forgetting: ReadonlySet<string> = new Set(["conversation.erase", "subject.erase", "hold.set", "hold.lift"]);

const evidenceOf = (key: string, { conversationId, at }: LedgerRecord): Evidence => {
  const query = `conversationId=${encodeURIComponent(conversationId)}&key=${encodeURIComponent(key)}`;
  return { conversationId, key, at, proof: `/v1/audit/proofs/inclusion?${query}` };
};

const tallyCounts = (tally: Tally, { action, outcome, problem, scrubbed }: LedgerRecord): void => {
  tally.records += 1;
  add(tally.actions, action);
  if (outcome === "done") add(tally.done, action);
  add(tally.outcomes, outcome);
  if (problem !== undefined && outcome === "refused") add(tally.problems, problem);
  addAll(tally.scrubbed, scrubbed);
};

const tallyContent = (tally: Tally, record: LedgerRecord): void => {
  const { action, outcome } = record;
  const isDone = outcome === "done";
  const isSave = isDone && savings.has(action);
  tallyDay(tally, record, isSave);
  if (isSave) tallySave(tally, record);
  if (action === "conversation.get") tallyRestore(tally, outcome);
  if (isDone && action === "conversation.erase") addAll(tally.deleted, record.counts);
};

const tallyDay = ({ days }: Tally, { at, action, outcome }: LedgerRecord, isSave: boolean): void => {
  const name = at.slice(0, 10);
  const day = days.get(name) ?? { turns: 0, reads: 0, refusals: 0 };
  days.set(name, day);
  day.turns += Number(isSave);
  day.reads += Number(outcome === "requested" && reading.has(action));
  day.refusals += Number(outcome === "refused");
};

const addAll = (counts: Counts, more: Readonly<Record<string, number>> = {}): void => {
  for (const [name, count] of Object.entries(more)) add(counts, name, count);
};

const add = (counts: Counts, name: string, count = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + count);
};

const tallySave = ({ saves }: Tally, { counts = {} }: LedgerRecord): void => {
  const { messages = 0, sealedBytes = 0 } = counts;
  saves.turns += 1;
  saves.messages += messages;
  saves.longest = Math.max(saves.longest, sealedBytes);
  if (saves.sizes.length < mostSizes) saves.sizes.push(sealedBytes);
};

/** A read is recorded before it is answered; a refusal of it has a record of its own. */
const tallyRestore = ({ restores }: Tally, outcome: string): void => {
  if (outcome === "requested") restores.asked += 1;
  if (outcome === "refused") restores.refused += 1;
};

const tallyAccess = (tally: Tally, { actor, at, outcome, conversationId }: LedgerRecord): void => {
  const hour = at.slice(0, 13);
  if (outcome === "refused") add(tally.refusalHours, hour);
  const name = `${actor.kind} ${actor.id} ${hour}`;
  const known = tally.actorHours.get(name) ?? { calls: 0, conversations: new Set<string>() };
  known.calls += 1;
  if (conversationId !== "") known.conversations.add(conversationId);
  tally.actorHours.set(name, known);
};

/** Whom 45 CFR 164.528 wants accounted for: everybody who is not the person, or the tenant's own server at its daily work. */
const isNotable = ({ actor, action, outcome }: LedgerRecord): boolean =>
  actor.kind === "operator-key" || outcome === "reuse-detected" || notableActions.some((start) => action.startsWith(start));

const notableActions = ["subject.", "vault.", "emergency.", "hold.", "audit.", "compliance."];

const nameIn = (named: Named, record: LedgerRecord, evidence: Evidence): void => {
  if (named.rows.length >= mostNamed) {
    named.leftOut += 1;
    return;
  }
  const { action, outcome, actor, subject = null } = record;
  named.rows.push({ ...evidence, action, outcome, actor: `${actor.kind} ${actor.id}`, subject });
};
