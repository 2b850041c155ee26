import { normalise } from "../dlp-text/normalise.ts";
import { type IdentifierCounts, type IdentifierType, identifierTypes, type Span } from "./identifier-types.ts";
import { type Identifying, identify } from "./identify.ts";

export type { Span };

/** Version of the rules: changes whenever the same text may give another result with the same models. */
export const detectorVersion = "2.10.0";

/** An identifier in a text: `value` as it stands there, `folded` as detectors read it (one spelling of look-alikes and escapes). */
export type Finding = { readonly type: IdentifierType; readonly value: string; readonly folded: string };

/** What takes the place of a finding. */
export type Operate = (finding: Finding) => string;

export type ScrubOptions = Identifying & {
  /** Default: the bare placeholder of the type, `[NAME]`. */
  readonly operate?: Operate;
};

export type ScrubResult = {
  readonly redacted: string;
  /** Offsets into the original text, in order, without overlap. */
  readonly spans: readonly Span[];
  readonly counts: IdentifierCounts;
};

/** The text with every identifier replaced. Scrubbing the result again changes nothing. */
export const scrub = (text: string, options: ScrubOptions = {}): ScrubResult => {
  const spans = identify(text, options);
  return { redacted: replaced(text, spans, options.operate ?? bareOperation), spans, counts: countTypes(spans) };
};

/** The text with an operation applied to each span. */
export const replaced = (text: string, spans: readonly Span[], operate: Operate): string => {
  let result = "";
  let copied = 0;
  for (const { start, end, type } of spans) {
    const value = text.slice(start, end);
    result += text.slice(copied, start) + operate({ type, value, folded: normalise(value).text });
    copied = end;
  }
  return result + text.slice(copied);
};

/** The bare placeholder of the type. */
export const bareOperation: Operate = ({ type }) => `[${identifierTypes[type].placeholder}]`;

const countTypes = (spans: readonly Span[]): IdentifierCounts => {
  const counts: Partial<Record<IdentifierType, number>> = {};
  for (const { type } of spans) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
