import type { Finding, FindingKind } from "./finding.ts";
import { type ChainEnd, type FoundRecord, type LedgerView, mayHaveExpired } from "./ledger-view.ts";
import { recordHash } from "./record.ts";

type Link = { readonly found: FoundRecord; readonly sequence: number; readonly previousHash: string; readonly hash: string };

/** What is wrong with the chains of conversations: links that are missing or do not fit, ends that the heads do not name. */
export const verifyChains = (view: LedgerView): readonly Finding[] => {
  const chained = view.records.filter(({ key }) => key.startsWith("C#"));
  const chains = Map.groupBy(chained, ({ conversationId }) => conversationId);
  const headless = [...view.chainEnds.keys()].filter((conversationId) => !chains.has(conversationId));
  return [
    ...[...chains].flatMap(([conversationId, found]) => chainFaults(view, conversationId, found.map(linkOf))),
    ...headless.map(
      (conversationId) => ({ kind: "truncated-chain", conversationId, sequence: 1, what: "no record is left" }) as const,
    ),
  ];
};

const genesis = Buffer.alloc(32).toString("base64url");

const linkOf = (found: FoundRecord): Link => {
  const { sequence, previousHash } = membersOf(found.record);
  const hash = recordHash(found.record).toString("base64url");
  return { found, sequence: Number(sequence), previousHash: String(previousHash), hash };
};

const membersOf = (record: string): { readonly sequence?: unknown; readonly previousHash?: unknown } => {
  try {
    return Object(JSON.parse(record));
  } catch {
    return {};
  }
};

const chainFaults = (view: LedgerView, conversationId: string, links: readonly Link[]): readonly Finding[] => {
  const sorted = links.toSorted((a, b) => a.sequence - b.sequence);
  const linkFaults = sorted.flatMap((link, index) => linkFault(view, link, sorted[index - 1]));
  const end = view.chainEnds.get(conversationId);
  return [...linkFaults, ...(end === undefined ? [] : endFaults(conversationId, sorted, end))];
};

const at = (kind: FindingKind, { found, sequence }: Link, what: string): Finding => ({
  kind,
  conversationId: found.conversationId,
  key: found.key,
  sequence,
  what,
});

const linkFault = (view: LedgerView, link: Link, before: Link | undefined): readonly Finding[] => {
  const { sequence, previousHash } = link;
  if (!Number.isSafeInteger(sequence) || sequence < 1) return [at("altered-record", link, "sequence")];
  const { sequence: last, hash } = before ?? beginningBefore(view, link);
  if (sequence > last + 1) return [{ ...at("missing-record", link, "gap in the chain"), key: undefined, sequence: last + 1 }];
  if (sequence <= last) return [at("duplicated-record", link, "sequence twice")];
  return previousHash === hash ? [] : [at("broken-chain", link, "previous hash")];
};

/** What the first link that is left follows: nothing, or links whose time is over. */
const beginningBefore = (view: LedgerView, { sequence, previousHash }: Link): Pick<Link, "sequence" | "hash"> =>
  mayHaveExpired(view) && sequence > 1 ? { sequence: sequence - 1, hash: previousHash } : { sequence: 0, hash: genesis };

const endFaults = (conversationId: string, links: readonly Link[], end: ChainEnd): readonly Finding[] => {
  const named = links.find(({ sequence }) => sequence === end.sequence);
  const last = links.at(-1)?.sequence ?? 0;
  if (named?.hash === end.hash.toString("base64url")) {
    const what = `the head was put back to ${end.sequence}, the chain goes on to ${last}`;
    return last === end.sequence ? [] : [{ kind: "rolled-back-head", conversationId, sequence: end.sequence + 1, what }];
  }
  return last < end.sequence
    ? [{ kind: "truncated-chain", conversationId, sequence: last + 1, what: "the head names a later record" }]
    : [{ kind: "broken-chain", conversationId, sequence: end.sequence, what: "the head names another record" }];
};
