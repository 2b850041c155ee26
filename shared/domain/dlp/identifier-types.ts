import type { IdentifierTypeName } from "../../contract/identifier-type.ts";

const kind = (placeholder: string, priority: number) => ({ placeholder, priority });

/**
 * Every kind of identifier the engine removes: the 18 of HIPAA Safe Harbor (45 CFR 164.514(b)(2)), payment and account
 * numbers, national ids, credentials. `placeholder` names it in the text; of two findings that are equally certain and
 * equally long, the one with the higher `priority` names the span.
 */
export const identifierTypes = {
  EMAIL_ADDRESS: kind("EMAIL", 90),
  SECRET: kind("SECRET", 88),
  CRYPTO_WALLET: kind("WALLET", 86),
  IBAN_CODE: kind("IBAN", 84),
  US_SSN: kind("SSN", 80),
  NATIONAL_ID: kind("NATIONAL_ID", 78),
  PASSPORT_NUMBER: kind("PASSPORT", 77),
  CREDIT_CARD: kind("CARD", 75),
  HEALTH_PLAN_NUMBER: kind("HEALTH_PLAN", 72),
  MEDICAL_RECORD_NUMBER: kind("MRN", 70),
  LICENSE_NUMBER: kind("LICENSE", 68),
  VEHICLE_ID: kind("VEHICLE", 67),
  DEVICE_ID: kind("DEVICE", 66),
  DATE_OF_BIRTH: kind("DOB", 65),
  IP_ADDRESS: kind("IP", 60),
  FAX_NUMBER: kind("FAX", 52),
  PHONE_NUMBER: kind("PHONE", 50),
  ACCOUNT_NUMBER: kind("ACCOUNT", 48),
  BIOMETRIC_ID: kind("BIOMETRIC", 46),
  URL: kind("URL", 40),
  STREET_ADDRESS: kind("ADDRESS", 36),
  DATE: kind("DATE", 34),
  AGE: kind("AGE", 32),
  ZIP_CODE: kind("ZIP", 30),
  NAME: kind("NAME", 28),
  FACILITY: kind("FACILITY", 26),
  LOCATION: kind("LOCATION", 24),
  ORGANIZATION: kind("ORGANIZATION", 22),
  USERNAME: kind("USERNAME", 20),
  NRP: kind("GROUP", 12),
  UNIQUE_ID: kind("ID", 10),
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
