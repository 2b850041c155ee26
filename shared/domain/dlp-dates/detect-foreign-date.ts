import type { Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";

/** Months that are found and not written again: Dutch, Polish and of the North. */
const month =
  "(?:januari|februari|maart|mei|august(?:i|us)|desember|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[\\u015bs]nia|pa[\\u017az]dziernika|listopadu?a?|grudnia)";
const roman = "(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})";
const day = "(?:3[01]|[12]\\d|0?[1-9])";
const year = "(?:19|20)\\d{2}";
const start = "(?<![\\w.])";
const end = "(?![a-z\\d\\u00c0-\\u024f])";
const inFile = `(?:${year}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])|\\d{2}[-.]\\d{2}[-.](?:${year}|\\d{2}))`;

const rule = (pattern: string) => ({ type: "DATE", sought: new RegExp(pattern, "gi") }) as const;

/** Days as other languages and the names of files have them: "13 lipca", "3.iv.2025", "martes 4", "dia 12", "scan_20250112_v2". */
export const foreignDateDetector: Detector = patternDetector({
  name: "foreign-date",
  rules: [
    rule(`${start}(?:the[ ])?${day}(?:st|nd|rd|th|[.])?[ -](?:of[ ])?${month}(?:[ -]${year})?${end}`),
    rule(`${start}${day}[./-]${roman}[./-](?:${year}|\\d{2})${end}`),
    rule(`(?<![a-z])ng\u00e0y[ ]\\d{1,2}(?:[ ]th\u00e1ng[ ]\\d{1,2})?${end}`),
    rule(
      `(?<![a-z\\u00c0-\\u024f])(?:lunes|martes|mi[e\\u00e9]rcoles|jueves|viernes|s[a\\u00e1]bado|domingo|d[i\\u00ed]a)[ ]${day}(?![\\w:%]|[.,]\\d|[ ]?(?:am|pm|horas|h\\b|mg|de))`,
    ),
    rule(`(?<=_)${inFile}(?![a-z\\d])|(?<![a-z\\d.-])${inFile}(?=_)`),
  ],
});
