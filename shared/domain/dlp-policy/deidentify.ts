import type { Detector } from "../dlp/detector.ts";
import { type IdentifierCounts, type IdentifierType, identifierTypes } from "../dlp/identifier-types.ts";
import type { Finding, Operate } from "../dlp/scrub.ts";
import { scrubValue } from "../dlp/scrub-value.ts";
import type { Mention } from "../dlp-memory/alias-book.ts";
import { identityOf } from "../dlp-memory/identity-of.ts";
import { knownValues } from "../dlp-memory/known-values.ts";
import { markOf } from "../dlp-memory/mark.ts";
import type { Recollection } from "../dlp-memory/recollection.ts";
import { shiftedDate } from "./date-shift.ts";
import { generalised } from "./generalise.ts";
import { MessageBlocked } from "./message-blocked.ts";
import { allowedTypes, type DlpPolicy, type Operator, operatorFor, policyName } from "./policy.ts";
import type { Traces } from "./traces.ts";

export type Deidentifying = {
  readonly policy: DlpPolicy;
  /** Version of rules and models. */
  readonly engine: string;
  /** Detectors beside the built-in ones. */
  readonly further: readonly Detector[];
  /** Absent where there is no conversation: then a value leaves a bare placeholder. */
  readonly recollection: Recollection | undefined;
  /** Keyed digest of an identity within the tenant: 12 letters from a to p. */
  readonly tenantDigest: (identity: string) => string;
  readonly nowMs: number;
  readonly isOutOfTime: () => boolean;
};

/** De-identified content on its way into a conversation. `value` holds marks where pseudonyms will stand once the turn has its number. */
export type Deidentified<Value = unknown> = Traces & { readonly value: Value };

/** A JSON value with every identifier dealt with as the policy says. Throws `MessageBlocked` where the policy refuses one. */
export const deidentify = <Value>(value: Value, by: Deidentifying): Deidentified<Value> => {
  const { recollection, policy } = by;
  const mentions = new Map<string, Mention>();
  const vaulted = new Map<string, Buffer>();
  const known = recollection === undefined ? [] : [knownValues(recollection.book, recollection.digest)];
  const result = scrubValue(value, {
    isOutOfTime: by.isOutOfTime,
    further: [...by.further, ...known],
    allowed: allowedTypes(policy),
    operate: operation({ by, mentions, vaulted }),
    ...(recollection?.asked === undefined ? {} : { asked: recollection.asked }),
  });
  refuseBlocked(result.counts, policy);
  return { ...result, mentions, vaulted, by: `${policyName(policy)} ${by.engine}` };
};

type Collecting = {
  readonly by: Deidentifying;
  readonly mentions: Map<string, Mention>;
  readonly vaulted: Map<string, Buffer>;
};

const operation =
  (collecting: Collecting): Operate =>
  (finding) => {
    const operator = operatorFor(collecting.by.policy, finding.type);
    return operations[operator](finding, collecting) ?? bare(finding);
  };

const bare = ({ type }: Finding): string => `[${identifierTypes[type].placeholder}]`;

type Operation = (finding: Finding, collecting: Collecting) => string | undefined;

const mention: Operation = (finding, { by, mentions }) => {
  if (by.recollection === undefined) return undefined;
  const { digest } = by.recollection;
  const identity = identityOf(finding);
  const made = {
    digest: digest(identity.whole),
    parts: identity.parts.map(digest),
    placeholder: identifierTypes[finding.type].placeholder,
  };
  if (!mentions.has(made.digest)) mentions.set(made.digest, made);
  return markOf(made);
};

const noted = (shown: string | undefined, { type }: Finding): string | undefined =>
  shown === undefined ? undefined : `[${identifierTypes[type].placeholder}:${shown}]`;

const operations: Readonly<Record<Operator, Operation>> = {
  mask: () => undefined,
  pseudonym: mention,
  hash: (finding, { by }) => noted(by.tenantDigest(identityOf(finding).whole), finding),
  "date-shift": (finding, { by }) =>
    by.recollection === undefined ? undefined : shiftedDate(finding.folded, by.recollection.shiftDays),
  generalise: (finding, { by }) => noted(generalised(finding, by.nowMs), finding),
  vault: (finding, collecting) => {
    const mark = mention(finding, collecting);
    const digest = collecting.by.recollection?.digest(identityOf(finding).whole);
    if (digest === undefined || collecting.by.recollection === undefined) return undefined;
    collecting.vaulted.set(digest, collecting.by.recollection.sealValue(digest, finding.value));
    return mark;
  },
  allow: ({ value }) => value,
  block: () => undefined,
};

const refuseBlocked = (counts: IdentifierCounts, policy: DlpPolicy): void => {
  const blocked = (Object.keys(counts) as IdentifierType[]).filter((type) => operatorFor(policy, type) === "block");
  if (blocked.length > 0) throw new MessageBlocked(blocked);
};
