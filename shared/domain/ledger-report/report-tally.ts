import type { LedgerRecord } from "../ledger/record.ts";

/** Counts by name. */
export type Counts = Map<string, number>;

/** A record as a report points to it. */
export type Evidence = { readonly conversationId: string; readonly key: string; readonly at: string };

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
  readonly conversations: Set<string>;
  readonly saves: { turns: number; messages: number; bytes: number; readonly sizes: number[] };
  readonly restores: { asked: number; refused: number };
  /** Calls by actor and hour, refusals by hour, and the conversations an actor touched in an hour. */
  readonly actorHours: Map<string, { calls: number; readonly conversations: Set<string> }>;
  readonly refusalHours: Counts;
  readonly notable: Access[];
  notableLeftOut: number;
  readonly evidence: Map<string, Evidence>;
};

export const emptyTally = (): Tally => ({
  records: 0,
  actions: new Map(),
  done: new Map(),
  outcomes: new Map(),
  problems: new Map(),
  scrubbed: new Map(),
  conversations: new Set(),
  saves: { turns: 0, messages: 0, bytes: 0, sizes: [] },
  restores: { asked: 0, refused: 0 },
  actorHours: new Map(),
  refusalHours: new Map(),
  notable: [],
  notableLeftOut: 0,
  evidence: new Map(),
});

const mostNotable = 1000;
const mostSizes = 100_000;
const savings: ReadonlySet<string> = new Set(["conversation.save", "conversation.append"]);

/** Adds one record to the tally. `key`: its sort key. */
export const tallyRecord = (tally: Tally, key: string, record: LedgerRecord): void => {
  tallyCounts(tally, record);
  tallyContent(tally, record);
  tallyAccess(tally, record);
  const evidence = { conversationId: record.conversationId, key, at: record.at };
  tally.evidence.set(record.action, evidence);
  if (record.outcome === "refused") tally.evidence.set("refused", evidence);
  if (isNotable(record)) tallyNotable(tally, record, evidence);
};

const tallyCounts = (tally: Tally, { action, outcome, problem, scrubbed = {} }: LedgerRecord): void => {
  tally.records += 1;
  add(tally.actions, action);
  if (outcome === "done") add(tally.done, action);
  add(tally.outcomes, outcome);
  if (problem !== undefined) add(tally.problems, problem);
  for (const [type, count] of Object.entries(scrubbed)) add(tally.scrubbed, type, count);
};

const tallyContent = (tally: Tally, record: LedgerRecord): void => {
  const { action, outcome, conversationId } = record;
  if (conversationId.startsWith("cv_")) tally.conversations.add(conversationId);
  if (savings.has(action) && outcome === "done") tallySave(tally, record);
  if (action === "conversation.get") tallyRestore(tally, outcome);
};

const add = (counts: Counts, name: string, count = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + count);
};

const tallySave = ({ saves }: Tally, { counts = {} }: LedgerRecord): void => {
  const { messages = 0, sealedBytes = 0 } = counts;
  saves.turns += 1;
  saves.messages += messages;
  saves.bytes += sealedBytes;
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

const tallyNotable = (tally: Tally, record: LedgerRecord, evidence: Evidence): void => {
  if (tally.notable.length >= mostNotable) {
    tally.notableLeftOut += 1;
    return;
  }
  const { action, outcome, actor, subject = null } = record;
  tally.notable.push({ ...evidence, action, outcome, actor: `${actor.kind} ${actor.id}`, subject });
};
