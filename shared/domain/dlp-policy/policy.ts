import { type IdentifierType, identifierTypes } from "../dlp/identifier-types.ts";

/**
 * What may become of a finding.
 * mask: `[NAME]` · pseudonym: `[NAME_1]`, the same for the same value throughout a conversation · hash: `[NAME:…]`, the same
 * throughout a tenant · date-shift: another date, as far from every other date of the conversation · generalise: `[ZIP:021]`,
 * `[AGE:90+]`, `[DATE:2024]` · vault: a pseudonym whose value is kept sealed and can be revealed · allow: stays · block: the
 * message is refused.
 */
const operators = ["mask", "pseudonym", "hash", "date-shift", "generalise", "vault", "allow", "block"] as const;
export type Operator = (typeof operators)[number];

/** safe-harbor: 45 CFR 164.514(b)(2) · limited-data-set: 164.514(e), dates and places below the street stay · strict: also every age and belonging, no links between mentions. */
const profiles = ["safe-harbor", "limited-data-set", "strict"] as const;
export type Profile = (typeof profiles)[number];

export const isProfile = (name: string): name is Profile => profiles.some((profile) => profile === name);

/** A tenant's policy: a profile, and what it does otherwise for single types. */
export type DlpPolicy = {
  readonly profile: Profile;
  readonly operators: Readonly<Partial<Record<IdentifierType, Operator>>>;
};

export const defaultPolicy: DlpPolicy = { profile: "safe-harbor", operators: {} };

/** Changes whenever a profile means something else. */
const policyVersion = "1";

const exceptions: Readonly<Record<Profile, Readonly<Partial<Record<IdentifierType, Operator>>>>> = {
  "safe-harbor": { NRP: "allow" },
  "limited-data-set": {
    NRP: "allow",
    AGE: "allow",
    DATE: "allow",
    DATE_OF_BIRTH: "allow",
    LOCATION: "allow",
    ZIP_CODE: "allow",
  },
  strict: {},
};

const rules: Readonly<Record<Profile, Operator>> = {
  "safe-harbor": "pseudonym",
  "limited-data-set": "pseudonym",
  strict: "mask",
};

/** What the policy does with a type. */
export const operatorFor = ({ profile, operators: own }: DlpPolicy, type: IdentifierType): Operator =>
  own[type] ?? exceptions[profile][type] ?? rules[profile];

/** The types that stay as they are. */
export const allowedTypes = (policy: DlpPolicy): ReadonlySet<IdentifierType> =>
  new Set((Object.keys(identifierTypes) as IdentifierType[]).filter((type) => operatorFor(policy, type) === "allow"));

/** Policy and detectors that a result came about by: `safe-harbor/1`, with `+` for a tenant's own operators. */
export const policyName = ({ profile, operators: own }: DlpPolicy): string =>
  `${profile}${Object.keys(own).length > 0 ? "+" : ""}/${policyVersion}`;
