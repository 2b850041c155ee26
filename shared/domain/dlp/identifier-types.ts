/**
 * Every kind of identifier the engine removes. `placeholder` takes its place in the text; of two findings that are
 * equally certain and equally long, the one with the higher `priority` names the span.
 */
export const identifierTypes = {
  EMAIL_ADDRESS: { placeholder: "[EMAIL]", priority: 90 },
  US_SSN: { placeholder: "[SSN]", priority: 80 },
  CREDIT_CARD: { placeholder: "[CARD]", priority: 75 },
  MEDICAL_RECORD_NUMBER: { placeholder: "[MRN]", priority: 70 },
  DATE_OF_BIRTH: { placeholder: "[DOB]", priority: 65 },
  IP_ADDRESS: { placeholder: "[IP]", priority: 60 },
  PHONE_NUMBER: { placeholder: "[PHONE]", priority: 50 },
  URL: { placeholder: "[URL]", priority: 40 },
} as const satisfies Record<string, { readonly placeholder: `[${string}]`; readonly priority: number }>;

export type IdentifierType = keyof typeof identifierTypes;

/** A piece of text that identifies somebody: UTF-16 offsets, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number; readonly type: IdentifierType };

/** How often each type was found; types that were not found are absent. */
export type IdentifierCounts = Readonly<Partial<Record<IdentifierType, number>>>;
