import { type Filter, filterOf, filterOfAny, mayPass } from "../dlp-scan/may-match.ts";
import { type Window, windowsOf } from "../dlp-scan/windows.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "./detector.ts";
import type { IdentifierType } from "./identifier-types.ts";

/** One match of a rule's pattern, with the text around it for cues. */
export type Found = { readonly text: string; readonly start: number; readonly end: number; readonly value: string };

type PatternRule = {
  /** Default: the type of the detector. */
  readonly type?: IdentifierType;
  /** Global; bounded quantifiers only. A group named `id`, if there is one, is the identifier and ends the match. */
  readonly sought: RegExp;
  /** How sure the rule is of a match; `none` drops it and looks again one character further. Default: it has a cue. */
  readonly judge?: (found: Found) => Certainty;
  /** Cheap test of the whole text before a costly pattern: every match holds one of its own. */
  readonly needs?: Pick<RegExp, "test">;
  /** Cuts what the pattern swallowed by accident off the right end. */
  readonly trim?: (value: string) => string;
};

type PatternDetector = Pick<Detector, "name" | "seesAll"> & {
  /** What its rules find that do not say it themselves. */
  readonly type?: IdentifierType;
  /** Cheap test of the whole text before costly rules; without it no rule runs. */
  readonly needs?: RegExp;
  /** What a text holds in which a finding is one; asked where there is a finding. */
  readonly holds?: RegExp;
  readonly rules: readonly PatternRule[];
};

/** Builds a detector from patterns and judges. */
export const patternDetector = ({ needs, holds, rules, type = "UNIQUE_ID", ...detector }: PatternDetector): Detector => {
  const filtered = rules.map((rule) => ({ type, judge: hasCue, ...rule, filter: filterOf(rule.sought) }));
  const worth = [filterOfAny(filtered.map(({ filter }) => filter)), ...(needs === undefined ? [] : [filterOf(needs)])];
  const isFinding = ({ text, candidates }: Reading): boolean => candidates.length === 0 || holds?.test(text) !== false;
  return {
    ...detector,
    find: (text) => {
      for (const filter of worth) if (!mayPass(filter, text)) return nothing;
      const reading: Reading = { text, needs, candidates: [] };
      return filtered.every((rule) => findByRule(rule, reading)) && isFinding(reading) ? reading.candidates : nothing;
    },
  };
};

const nothing: readonly Candidate[] = [];

/** A text that rules look at; `needs` is undefined once it was tested. */
type Reading = { readonly text: string; needs: RegExp | undefined; readonly candidates: Candidate[] };

/** False if the text lacks what all rules need, which is tested before the first rule that may find anything. */
const findByRule = (rule: WholeRule, reading: Reading): boolean => {
  const { text, needs, candidates } = reading;
  if (!mayPass(rule.filter, text)) return true;
  if (needs?.test(text) === false) return false;
  reading.needs = undefined;
  if (rule.needs?.test(text) !== false) findAll(rule, text, candidates);
  return true;
};

const hasCue = (): Certainty => certainty.cued;

type WholeRule = PatternRule & Required<Pick<PatternRule, "type" | "judge">> & { readonly filter: Filter };

const findAll = (rule: WholeRule, text: string, candidates: Candidate[]): void => {
  let next = 0;
  for (const window of windowsOf(rule.filter, text)) next = findWithin(window, rule, { text, candidates, next });
};

type Search = { readonly text: string; readonly candidates: Candidate[]; readonly next: number };

/** What a rule finds from `next` on in a window; answers where to look on behind the last finding. */
const findWithin = ({ seen, from, to }: Window, rule: WholeRule, { text, candidates, next }: Search): number => {
  const { sought, type } = rule;
  let end = next;
  sought.lastIndex = Math.max(next, from);
  for (let match = sought.exec(seen); match !== null && match.index < to; match = sought.exec(seen)) {
    const found = toFound(text, match, rule);
    const sure = rule.judge(found);
    if (sure === certainty.none) sought.lastIndex = match.index + 1;
    else {
      candidates.push({ start: found.start, end: found.end, type, certainty: sure });
      end = sought.lastIndex;
    }
  }
  return end;
};

const toFound = (text: string, match: RegExpExecArray, rule: PatternRule): Found => {
  const captured = match.groups?.id ?? match[0];
  const start = match.index + match[0].length - captured.length;
  const value = rule.trim?.(captured) ?? captured;
  return { text, start, end: start + value.length, value };
};
