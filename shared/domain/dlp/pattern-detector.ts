import { type Filter, filterOf, mayPass } from "../dlp-scan/may-match.ts";
import { type Window, windowsOf } from "../dlp-scan/windows.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "./detector.ts";
import type { IdentifierType } from "./identifier-types.ts";

/** One match of a rule's pattern, with the text around it for cues. */
export type Found = { readonly text: string; readonly start: number; readonly end: number; readonly value: string };

type PatternRule = {
  /** Default: the type of the detector. */
  readonly type?: IdentifierType;
  /** Global; bounded quantifiers only. A group named `id`, if there is one, is the identifier and ends the match. */
  readonly pattern: RegExp;
  /** How sure the rule is of a match; `none` drops it and looks again one character further. Default: it has a cue. */
  readonly judge?: (found: Found) => Certainty;
  /** Cheap test of the whole text before a costly pattern: every match holds one of its own. */
  readonly needs?: RegExp;
  /** Cuts what the pattern swallowed by accident off the right end. */
  readonly trim?: (value: string) => string;
};

type PatternDetector = {
  readonly name: string;
  /** What its rules find that do not say it themselves. */
  readonly type?: IdentifierType;
  /** Cheap test of the whole text before costly rules; without it no rule runs. */
  readonly needs?: RegExp;
  /** What a text holds in which a finding is one; asked where there is a finding. */
  readonly holds?: RegExp;
  readonly rules: readonly PatternRule[];
};

/** Builds a detector from patterns and judges. */
export const patternDetector = ({ name, needs, holds, rules, type = "UNIQUE_ID" }: PatternDetector): Detector => {
  const filtered = rules.map((rule) => ({ type, judge: hasCue, ...rule, filter: filterOf(rule.pattern) }));
  const isWorthIt = testOf(needs);
  const isFinding = testOf(holds);
  return {
    name,
    find: (text) => {
      if (!isWorthIt(text)) return nothing;
      const candidates: Candidate[] = [];
      for (const rule of filtered) findByRule(text, rule, candidates);
      return candidates.length === 0 || isFinding(text) ? candidates : nothing;
    },
  };
};

const nothing: readonly Candidate[] = [];

const testOf = (pattern: RegExp | undefined): ((text: string) => boolean) => {
  if (pattern === undefined) return () => true;
  const filter = filterOf(pattern);
  return (text) => mayPass(filter, text) && pattern.test(text);
};

const findByRule = (text: string, rule: WholeRule, candidates: Candidate[]): void => {
  if (mayPass(rule.filter, text) && rule.needs?.test(text) !== false) findAll(text, rule, candidates);
};

const hasCue = (): Certainty => certainty.cued;

type WholeRule = PatternRule & Required<Pick<PatternRule, "type" | "judge">> & { readonly filter: Filter };

/** What was found so far, and where to look on behind the last of it. */
type Search = { readonly candidates: Candidate[]; next: number };

const findAll = (text: string, rule: WholeRule, candidates: Candidate[]): void => {
  const search = { candidates, next: 0 };
  for (const window of windowsOf(rule.filter, text)) findWithin(window, rule, { text, search });
};

const findWithin = (
  window: Window,
  rule: WholeRule,
  { text, search }: { readonly text: string; readonly search: Search },
): void => {
  const { pattern, type } = rule;
  const { seen, at } = window;
  pattern.lastIndex = Math.max(search.next, window.from) - at;
  for (let match = pattern.exec(seen); match !== null && match.index + at < window.to; match = pattern.exec(seen)) {
    const found = toFound(text, match, { rule, at });
    const sure = rule.judge(found);
    if (sure === certainty.none) pattern.lastIndex = match.index + 1;
    else {
      search.candidates.push({ start: found.start, end: found.end, type, certainty: sure });
      search.next = pattern.lastIndex + at;
    }
  }
};

type Reading = { readonly rule: PatternRule; readonly at: number };

const toFound = (text: string, match: RegExpExecArray, { rule, at }: Reading): Found => {
  const captured = match.groups?.id ?? match[0];
  const start = at + match.index + match[0].length - captured.length;
  const value = rule.trim?.(captured) ?? captured;
  return { text, start, end: start + value.length, value };
};
