import type { IdentifierType } from "../dlp/identifier-types.ts";
import { monthPattern } from "../dlp-dates/month-names.ts";

/** Types of DetectPHI and of DetectPiiEntities. A profession identifies nobody by 45 CFR 164.514(b)(2). */
const types = {
  NAME: "NAME",
  ADDRESS: "STREET_ADDRESS",
  AGE: "AGE",
  DATE: "DATE",
  DATE_TIME: "DATE",
  PHONE: "PHONE_NUMBER",
  PHONE_OR_FAX: "PHONE_NUMBER",
  CONTACT_POINT: "PHONE_NUMBER",
  EMAIL: "EMAIL_ADDRESS",
  URL: "URL",
  ID: "UNIQUE_ID",
  IDENTIFIER: "UNIQUE_ID",
  PROFESSION: undefined,
  USERNAME: "USERNAME",
  PASSWORD: "SECRET",
  PIN: "SECRET",
  AWS_ACCESS_KEY: "SECRET",
  AWS_SECRET_KEY: "SECRET",
  IP_ADDRESS: "IP_ADDRESS",
  MAC_ADDRESS: "DEVICE_ID",
  LICENSE_PLATE: "VEHICLE_ID",
  VEHICLE_IDENTIFICATION_NUMBER: "VEHICLE_ID",
  DRIVER_ID: "LICENSE_NUMBER",
  PASSPORT_NUMBER: "PASSPORT_NUMBER",
  SSN: "US_SSN",
  US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER: "NATIONAL_ID",
  UK_NATIONAL_INSURANCE_NUMBER: "NATIONAL_ID",
  UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER: "NATIONAL_ID",
  UK_NATIONAL_HEALTH_SERVICE_NUMBER: "NATIONAL_ID",
  CA_SOCIAL_INSURANCE_NUMBER: "NATIONAL_ID",
  CA_HEALTH_NUMBER: "HEALTH_PLAN_NUMBER",
  IN_AADHAAR: "NATIONAL_ID",
  IN_NREGA: "NATIONAL_ID",
  IN_PERMANENT_ACCOUNT_NUMBER: "NATIONAL_ID",
  IN_VOTER_NUMBER: "NATIONAL_ID",
  CREDIT_DEBIT_NUMBER: "CREDIT_CARD",
  CREDIT_DEBIT_CVV: "CREDIT_CARD",
  CREDIT_DEBIT_EXPIRY: "CREDIT_CARD",
  BANK_ACCOUNT_NUMBER: "ACCOUNT_NUMBER",
  BANK_ROUTING: "ACCOUNT_NUMBER",
  SWIFT_CODE: "ACCOUNT_NUMBER",
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: "IBAN_CODE",
} as const satisfies Readonly<Record<string, IdentifierType | undefined>>;

/** Our type for a text that Comprehend found; undefined for one that may stay. A type that is new to us is some unique id. */
export const typeOfEntity = (entityType: string, text: string): IdentifierType | undefined => {
  const type = isKnown(entityType) ? types[entityType] : "UNIQUE_ID";
  return type === undefined || mayStay[type]?.(text) === true ? undefined : type;
};

const isKnown = (entityType: string): entityType is keyof typeof types => Object.hasOwn(types, entityType);

const day = new RegExp(
  `(?<![a-z])${monthPattern}|\\d(?:st|nd|rd|th)\\b|\\d[-/.]\\d{1,4}(?![\\d ]{0,4}(?:min|h(?:our|r)|day|we?e?k|mo(?:nth)?s|y(?:ea)?r|times))`,
  "i",
);
const over89 = /(?<!\d)(?:9\d|1[0-2]\d)(?!\d)|ninet|hundred|enarian/i;

/** Comprehend also finds "today", "for two weeks", "2019" and every age: clinical facts that Safe Harbor lets stay. */
const mayStay: Readonly<Partial<Record<IdentifierType, (text: string) => boolean>>> = {
  DATE: (text) => !day.test(text),
  AGE: (text) => !over89.test(text),
};
