import { endAt, standingOf } from "./chain-end.ts";
import type { ChainEnd, FoundRecord } from "./ledger-view.ts";
import type { LedgerEvent } from "./record.ts";

/** The newest record of each chain among those that were read, and the conversations whose head was found astray already. */
export type ChainsSeen = { readonly ends: Map<string, ChainEnd>; readonly told: Set<string> };

/** What the ledger says of a head that does not name the newest record of its chain. */
export const headAstray: LedgerEvent = {
  action: "audit.compare-heads",
  outcome: "done",
  problem: "integrity-violation",
  actor: { kind: "service", id: "audit-seal" },
  requestId: "audit-seal",
};

export const noChains = (): ChainsSeen => ({ ends: new Map(), told: new Set() });

/** Takes note of more records. What is not as it was filed speaks for no chain. */
export const seeChains = ({ ends, told }: ChainsSeen, records: readonly FoundRecord[]): void => {
  for (const found of records.filter(({ isFiled }) => isFiled)) {
    const { conversationId, record } = found;
    const end = endAt(found);
    if (end !== undefined && end.sequence > (ends.get(conversationId)?.sequence ?? 0)) ends.set(conversationId, end);
    if (record.startsWith(`{"action":"${headAstray.action}"`)) told.add(conversationId);
  }
};

/** Conversations whose head names an older record than was seen, and those where it names another one in its place. */
export const astray = ({ ends }: ChainsSeen, named: ReadonlyMap<string, ChainEnd>) => {
  const conversationsThat = (standing: "behind" | "apart") =>
    [...named].flatMap(([conversationId, end]) => {
      const seen = ends.get(conversationId);
      return seen !== undefined && standingOf(end, seen) === standing ? [conversationId] : [];
    });
  return { behind: conversationsThat("behind"), apart: conversationsThat("apart") };
};
