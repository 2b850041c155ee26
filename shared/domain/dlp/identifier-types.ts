import type { IdentifierTypeName } from "../../contract/identifier-type.ts";

/**
 * Every kind of identifier the engine removes: the 18 of HIPAA Safe Harbor (45 CFR 164.514(b)(2)), payment and account
 * numbers, national ids, credentials. `placeholder` names it in the text; of two findings that are equally certain and
 * equally long, the one with the higher `priority` names the span.
 */
export const identifierTypes = {
  EMAIL_ADDRESS: { placeholder: "EMAIL", priority: 90 },
  SECRET: { placeholder: "SECRET", priority: 88 },
  CRYPTO_WALLET: { placeholder: "WALLET", priority: 86 },
  IBAN_CODE: { placeholder: "IBAN", priority: 84 },
  US_SSN: { placeholder: "SSN", priority: 80 },
  NATIONAL_ID: { placeholder: "NATIONAL_ID", priority: 78 },
  PASSPORT_NUMBER: { placeholder: "PASSPORT", priority: 77 },
  CREDIT_CARD: { placeholder: "CARD", priority: 75 },
  HEALTH_PLAN_NUMBER: { placeholder: "HEALTH_PLAN", priority: 72 },
  MEDICAL_RECORD_NUMBER: { placeholder: "MRN", priority: 70 },
  LICENSE_NUMBER: { placeholder: "LICENSE", priority: 68 },
  VEHICLE_ID: { placeholder: "VEHICLE", priority: 67 },
  DEVICE_ID: { placeholder: "DEVICE", priority: 66 },
  DATE_OF_BIRTH: { placeholder: "DOB", priority: 65 },
  IP_ADDRESS: { placeholder: "IP", priority: 60 },
  FAX_NUMBER: { placeholder: "FAX", priority: 52 },
  PHONE_NUMBER: { placeholder: "PHONE", priority: 50 },
  ACCOUNT_NUMBER: { placeholder: "ACCOUNT", priority: 48 },
  BIOMETRIC_ID: { placeholder: "BIOMETRIC", priority: 46 },
  URL: { placeholder: "URL", priority: 40 },
  STREET_ADDRESS: { placeholder: "ADDRESS", priority: 36 },
  DATE: { placeholder: "DATE", priority: 34 },
  AGE: { placeholder: "AGE", priority: 32 },
  ZIP_CODE: { placeholder: "ZIP", priority: 30 },
  NAME: { placeholder: "NAME", priority: 28 },
  FACILITY: { placeholder: "FACILITY", priority: 26 },
  LOCATION: { placeholder: "LOCATION", priority: 24 },
  ORGANIZATION: { placeholder: "ORGANIZATION", priority: 22 },
  USERNAME: { placeholder: "USERNAME", priority: 20 },
  NRP: { placeholder: "GROUP", priority: 12 },
  UNIQUE_ID: { placeholder: "ID", priority: 10 },
} as const satisfies Record<IdentifierTypeName, { readonly placeholder: string; readonly priority: number }>;

export type IdentifierType = keyof typeof identifierTypes;

export const isIdentifierType = (name: string | undefined): name is IdentifierType =>
  name !== undefined && Object.hasOwn(identifierTypes, name);

/** A piece of text that identifies somebody: UTF-16 offsets, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number; readonly type: IdentifierType };

/** How often each type was found; types that were not found are absent. */
export type IdentifierCounts = Readonly<Partial<Record<IdentifierType, number>>>;

/**
 * Source of a pattern for what stands in a text for a removed identifier: `[NAME]`, `[NAME_2]`, `[ZIP:021]`, `[AGE:90+]`, or a
 * keyed digest in the letters a to p.
 */
export const placeholderPattern = `\\[(?:${Object.values(identifierTypes)
  .map(({ placeholder }) => placeholder)
  .join("|")})(?:_\\d{1,4}|:(?:[a-p]{12}|\\d{2,4}|90\\+))?\\]`;
