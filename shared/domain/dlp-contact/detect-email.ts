import { rawBefore, textBefore } from "../dlp/cue.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { later } from "../dlp/later.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { everyTopLevelDomain } from "./top-level-domains.ts";

/** Addresses around an "@", and addresses spelled out as "jane dot doe at example dot com". */
export const emailDetector: Detector = {
  name: "email",
  find: (text) => [...aroundAtSigns(text), ...spelledOut.find(text), ...atProvider.find(text)],
};

const type = "EMAIL_ADDRESS";
const longestPart = 70;
const longestDomain = 256;

/** Scripts written without spaces: there a neighbour letter is not part of the address. */
const spaceless = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}";
const localCharacter = `[[\\p{L}\\p{N}\\p{M}._%+'~!#$^&*\\-]--[${spaceless}]]`;
const localPart = later(() => new RegExp(`(?:"[^"\\n\\uFFFC]{1,62}"|${localCharacter}{1,64}|[${spaceless}]{1,20})[ ]?$`, "v"));
const label = "[\\p{L}\\p{N}\\p{M}_\\-]{1,63}";
const domain = later(
  () =>
    new RegExp(
      `[ ]?(?:\\[[\\da-f.:]{3,45}\\]|(?:\\d{1,3}\\.){3}\\d{1,3}|(?:${label}(?:\\.|[ ]\\.[ ])){1,6}(?:xn--[a-z\\d\\-]{2,59}|[a-z]{2,24}|\\p{L}{2,24}))`,
      "ivy",
    ),
);
const bareHost = /[a-z\d][a-z\d-]{1,62}(?![\w.]{0,64}@)/iy;
const mailCue = /\b(?:e-?)?mail(?:s|ed)?\b[^@\n]{0,40}$/i;

const aroundAtSigns = (text: string): readonly Candidate[] => {
  const candidates: Candidate[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const start = startOfLocalPart(text, at);
    const end = start === undefined ? undefined : endOfDomain(text, start, at + 1);
    if (start !== undefined && end !== undefined) candidates.push({ start, end, type, certainty: certainty.verified });
  }
  return candidates;
};

const startOfLocalPart = (text: string, at: number): number | undefined => {
  const local = localPart().exec(rawBefore(text, at, longestPart))?.[0];
  const trimmed = local?.replace(/^['.\-*!#&]{1,64}/, "");
  return trimmed === undefined || trimmed.trim() === "" ? undefined : at - trimmed.length;
};

const endOfDomain = (text: string, start: number, from: number): number | undefined => {
  const near = text.slice(from, from + longestDomain);
  const pattern = domain();
  pattern.lastIndex = 0;
  const host = pattern.exec(near)?.[0];
  const isSpaced = text[from] === " " || text[from - 2] === " ";
  if (host !== undefined && (!isSpaced || isKnownHost(host))) return from + host.length;
  return endOfBareHost(text, start, from);
};

/** With spaces around the "@" only a real top-level domain tells an address from "see you @ the clinic. Bye". */
const isKnownHost = (host: string): boolean =>
  everyTopLevelDomain.has(
    host
      .slice(host.lastIndexOf(".") + 1)
      .trim()
      .toLowerCase(),
  );

const endOfBareHost = (text: string, start: number, from: number): number | undefined => {
  bareHost.lastIndex = from;
  return bareHost.test(text) && mailCue.test(textBefore(text, start)) ? bareHost.lastIndex : undefined;
};

const endings = "(?:com|org|net|edu|gov|mil|info|biz|us|uk|ca|au|de|fr|es|it|nl|ch|eu|in|io|co|me|health|care)";
const providers = "(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|live|msn|comcast)";
const word = "[a-z\\d_+\\-]{1,40}";
const spokenNumber =
  "(?:one|two|three|four|five|six|seven|eight|nine|zero|oh|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\\d{1,4})";
const joined = `${word}(?:(?:\\.|[ ](?:dot|underscore|dash|hyphen)[ ])${word}){0,4}(?:[ ]${spokenNumber}){0,4}`;
const notNames = "(?:me|us|him|her|them|it|is|look|email|mail|address|account|or|and|reach|contact)";

/** "jane underscore doe at gmail" is an address; "I work at yahoo" only where an address is spoken of. */
const judgeWithoutEnding = ({ text, start, value }: Found): Certainty =>
  /[ ](?:dot|underscore|dash|hyphen)[ ]|[\d_.]/.test(value) || mailCue.test(textBefore(text, start))
    ? certainty.shape
    : certainty.none;

/** "at" and "dot" as words. */
const spelledOut = patternDetector({
  name: "email-spelled-out",
  type,
  needs: /[ ]dot[ ]/i,
  rules: [
    {
      sought: new RegExp(
        `(?<![\\w.])${joined}[ ](?:at|@)[ ](?:${word}(?:\\.|[ ]dot[ ])){0,3}${word}[ ]dot[ ]${endings}\\b`,
        "gi",
      ),
      judge: () => certainty.verified,
    },
    {
      sought: new RegExp(`(?<![\\w.])${joined}[ ](?:at|@)[ ](?:${word}[ ]dot[ ]){1,3}[a-z]{2,12}\\b`, "gi"),
      judge: ({ text, start }) => (mailCue.test(textBefore(text, start)) ? certainty.cued : certainty.none),
    },
  ],
});

/** With a real dot or none only for hosts that are mail providers. */
const atProvider = patternDetector({
  name: "email-at-provider",
  type,
  needs: new RegExp(`[ ]at[ ]${providers}\\b`, "i"),
  rules: [
    {
      sought: new RegExp(`(?<![\\w.])(?!${notNames}[ ]at\\b)${joined}[ ]at[ ]${providers}\\b(?![.]\\w|[ ]dot\\b)`, "gi"),
      judge: judgeWithoutEnding,
    },
    {
      sought: new RegExp(`(?<![\\w.])(?!${notNames}[ ]at\\b)${joined}[ ]at[ ]${providers}\\.com\\b`, "gi"),
      judge: () => certainty.shape,
    },
  ],
});
