import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { everyTopLevelDomain, plainTopLevelDomains } from "./top-level-domains.ts";

const pathCharacter = '[^\\s<>"`{}|\\\\^\\[\\]\\uFFFC]';
const path = `(?::\\d{1,5})?(?:[/?#]${pathCharacter}{0,2000})?`;
const label = "[a-z\\d\\u00A1-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFEF_\\-]{1,63}";
const host = `(?:${label}\\.){1,6}(?:xn--[a-z\\d\\-]{2,59}|[a-z]{2,24})(?![\\w\\-])`;

/** Sentence punctuation and unmatched closing brackets are not part of an address. */
const trimEnd = (value: string): string => {
  const trimmed = value.replace(/[.,;:!?'*]{1,9}$/, "");
  if (!trimmed.endsWith(")") || trimmed.includes("(")) return trimmed;
  return trimmed.slice(0, -1).replace(/[.,;:!?'*]{1,9}$/, "");
};

/** With user-info but no port or path it is an e-mail address with a label: "Email:jane@example.com". */
const judgeBareHost = ({ value, text, end: to }: Found): Certainty => {
  if (text[to] === "=") return certainty.none;
  const address = value.replace(/^[^@/]{1,130}@/, "");
  const end = address.search(/[/?#:]/);
  if (end < 0) return address === value && isPlainHost(value.split(".")) ? certainty.shape : certainty.none;
  return everyTopLevelDomain.has(endingOf(address.slice(0, end).split("."))) ? certainty.shape : certainty.none;
};

const isPlainHost = (labels: readonly string[]): boolean =>
  !isSentenceJoint(labels) &&
  !isAbbreviation(labels) &&
  (labels.length > 2 ? everyTopLevelDomain : plainTopLevelDomains).has(endingOf(labels));

const endingOf = (labels: readonly string[]): string => (labels.at(-1) ?? "").toLowerCase();

/** "It was fine.Info follows": a capital begins a new sentence, not a domain ending. */
const isSentenceJoint = (labels: readonly string[]): boolean =>
  /^[A-Z][a-z]/.test(labels.at(-1) ?? "") && /[a-z]$/.test(labels.at(-2) ?? "");

/** "a.m.to", "e.g.in": single letters before the ending. */
const isAbbreviation = (labels: readonly string[]): boolean => labels.slice(0, -1).every((part) => part.length === 1);

/** A web address needs a dot, a port or a path. */
const isLoneWord = /^h\w{2}ps?:\/\/[a-z-]{1,63}\/?$/i;

/** "www dot sugarlog dot net slash user slash bhatt seven" */
const spokenScheme = "(?:https?[ ]colon[ ]slash[ ]slash[ ](?:w[ ]?w[ ]?w[ ]dot[ ])?|w[ ]?w[ ]?w[ ]dot[ ])";
const spokenHost =
  "[a-z\\d\\uFFFC-]{1,30}(?:[ ]dot[ ][a-z\\d-]{1,30}){0,3}[ ]dot[ ](?:com|net|org|io|gov|edu|uk|co|ca|au|health|app|care)(?![a-z])";
const spokenPath =
  "[ ](?:slash|dash|underscore)[ ][a-z\\d\\uFFFC]{1,20}(?:[ ](?:zero|one|two|three|four|five|six|seven|eight|nine|oh|[a-z](?![a-z']))){0,8}";

/** Addresses with a scheme, with "www.", and bare host names with a known ending. */
export const urlDetector: Detector = patternDetector({
  name: "url",
  needs: /[a-z\d]\.[a-z]|:\/\/|[ ]slash[ ]|www[ ]dot/i,
  rules: [
    {
      type: "URL",
      sought: new RegExp(`(?<![a-z\\d])[a-z][a-z\\d+.\\-]{1,15}:\\/{2}(?!\\s)${pathCharacter}{1,2000}`, "gi"),
      judge: ({ value }) => (isLoneWord.test(value) ? certainty.none : certainty.verified),
      trim: trimEnd,
    },
    {
      type: "URL",
      sought: new RegExp(`(?<![\\w.@])www\\d?\\.${host}${path}`, "gi"),
      judge: () => certainty.verified,
      trim: trimEnd,
    },
    {
      type: "URL",
      sought: new RegExp(`(?<![\\w.@\\-])(?:[\\w.%+\\-]{1,64}:[^\\s@/\\uFFFC]{1,64}@)?${host}${path}`, "gi"),
      judge: judgeBareHost,
      trim: trimEnd,
    },
    {
      type: "URL",
      sought: new RegExp(
        `(?<![a-z])(?:${spokenScheme}${spokenHost}(?:${spokenPath}){0,6}|${spokenHost}(?:${spokenPath}){1,6})`,
        "gi",
      ),
    },
  ],
});
