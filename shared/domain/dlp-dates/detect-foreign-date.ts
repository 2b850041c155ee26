import { certainty, type Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";

/** Months that are found and not written again: Dutch, Polish, Czech, Turkish, of the North, of two faiths. */
const month =
  "(?:januari|februari|maart|mei|august(?:i|us)|desember|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[\\u015bs]nia|pa[\\u017az]dziernika|listopadu?a?|grudnia|ledna|\\u00fanora|b\\u0159ezna|dubna|kv\\u011btna|\\u010dervn[ace]{1,2}|srpna|z\\u00e1\\u0159\\u00ed|\\u0159\\u00edjna|prosince|ocak|\\u015fubat|mart|nisan|may\\u0131s|haziran|temmuz|a\\u011fustos|eyl\\u00fcl|ekim|kas\\u0131m|aral\\u0131k|tishrei|cheshvan|kislev|tevet|shevat|adar|iyyar|sivan|tammuz|elul|muharram|safar|rajab|sha'?ban|shawwal)";
const roman = "(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})";
const day = "(?:3[01]|[12]\\d|0?[1-9])";
const year = "(?:19|20)\\d{2}";
const english = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const start = "(?<![\\w.])";
const end = "(?![a-z\\d\\u00c0-\\u024f])";
const inFile = `(?:${year}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])|\\d{2}[-.]\\d{2}[-.](?:${year}|\\d{2})|${day}-?${english}-?(?:${year}|\\d{2}))`;

const rule = (pattern: string, flags = "gi") =>
  ({ type: "DATE", pattern: new RegExp(pattern, flags), judge: () => certainty.cued }) as const;

/** Days as other languages and the names of files have them: "13 lipca", "3.iv.2025", "martes 4", "dia 12", "scan_20250112_v2". */
export const foreignDateDetector: Detector = patternDetector({
  name: "foreign-date",
  needs: /\d/,
  rules: [
    rule(`${start}(?:the[ ])?${day}(?:st|nd|rd|th|[.])?[ -](?:of[ ])?${month}(?:[ -]${year})?${end}`),
    rule(
      `${start}${day}\\/(?:jan|f[e\\u00e9]v|mar|abr|avr|mai|jun|jul|ago|set|sep|out|oct|nov|dez|d[e\\u00e9]c|dic)[a-z]{0,6}(?:\\/${year})?${end}`,
    ),
    rule(`${start}${day}[./-]${roman}[./-](?:${year}|\\d{2})${end}`),
    rule(`(?<=(?<![a-z])(?:on|since|until|del?|el|and|am|y)[ ])${day}-${roman.toUpperCase()}(?!\\w)`, "g"),
    rule(`(?<![a-z])ng\\u00e0y[ ]\\d{1,2}(?:[ ]th\\u00e1ng[ ]\\d{1,2}(?:[ ]n\\u0103m[ ]\\d{4})?)?${end}`),
    rule(
      `(?<![a-z\\u00c0-\\u024f])(?:lunes|martes|mi[e\\u00e9]rcoles|jueves|viernes|s[a\\u00e1]bado|domingo|d[i\\u00ed]a)[ ]${day}(?![\\w:%]|[.,]\\d|[ ]?(?:am|pm|horas|h\\b|mg|de))`,
    ),
    rule(`${start}${day}[ ]t[ae]r(?:ee|i)kh?${end}`),
    rule(`(?<=_)${inFile}(?![a-z\\d])|(?<![a-z\\d.-])${inFile}(?=_)`),
  ],
});
