import type { Finding } from "../dlp/scrub.ts";

/** The first three digits of ZIP codes whose areas hold 20,000 people or fewer (2000 census, HHS guidance on 164.514(b)(2)(i)(B)). */
const smallAreas: ReadonlySet<string> = new Set("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split(" "));

const oldestShownAge = 89;

/**
 * What may be said of a finding without identifying anybody, by Safe Harbor: the area of a ZIP code, the year of a date, that
 * an age is over 89. Undefined where nothing may.
 */
export const generalised = ({ type, folded }: Pick<Finding, "type" | "folded">, nowMs: number): string | undefined => {
  if (type === "ZIP_CODE") return zipArea(folded);
  if (type === "DATE" || type === "DATE_OF_BIRTH") return yearOf(folded, type === "DATE_OF_BIRTH" ? nowMs : undefined);
  return type === "AGE" ? ageOf(folded) : undefined;
};

const zipArea = (folded: string): string | undefined => {
  const [, area] = /^(\d{3})\d{2}(?:-?\d{4})?$/.exec(folded.trim()) ?? [];
  if (area === undefined) return undefined;
  return smallAreas.has(area) ? "000" : area;
};

/** The year; for a birth that makes somebody 90 or more, nothing, because it tells the age. */
const yearOf = (folded: string, birthSeenAtMs: number | undefined): string | undefined => {
  const [year] = /(?:18|19|20)\d{2}(?!\d)/.exec(folded) ?? [];
  if (year === undefined || birthSeenAtMs === undefined) return year;
  return new Date(birthSeenAtMs).getUTCFullYear() - Number(year) > oldestShownAge ? undefined : year;
};

const ageOf = (folded: string): string | undefined => {
  const [age] = /\d{1,3}/.exec(folded) ?? [];
  return age !== undefined && Number(age) <= oldestShownAge ? age : "90+";
};
