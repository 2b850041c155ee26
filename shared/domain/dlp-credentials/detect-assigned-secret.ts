import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { isMixed, quotedSecret, remark } from "./secret-cue.ts";

const type = "SECRET";

/** "AccountKey=", "x-api-key:", "DB_PASSWORD =": as programs write it. */
const assignment = "(?<![a-z\\d])[\\w.-]{0,30}(?:key|token|secret|passw(?:or)?d|pwd|psk)[\"']?[ ]?[:=][ ]?";
const secretQuestion =
  "\\b(?:first|favou?rite|childhood|memorable|maiden|secret|security)[ ](?:(?:best|school|primary|grade)[ ])?(?:pet|car|school|teacher|street|word|place|year|date|colou?r|movie|book|band|team|food|friend|job|answer|question|city|concert|question's answer)(?:'s)?(?:[ ](?:name|answer))?(?:[ ]?[:=][ ]?|[ ](?:is|was)[ ]|[?][ ])";

const judgeAnswer = ({ value }: Found): Certainty =>
  remark.test(value) || value.trim().split(" ").length > 4 ? certainty.none : certainty.cued;

/** Secrets in settings and commands, answers to security questions, phrases of several words, turns of a lock. */
export const assignedSecretDetector: Detector = patternDetector({
  name: "assigned-secret",
  needs:
    /(?:key|token|secret|passw(?:or)?d|pwd|psk)["']?[ ]?[:=]|-[up][ ]?\S|--user|(?:first|favou?rite|childhood|memorable|maiden|secret|security)[ ]|pass[ -]?phrase|(?:left|right)[ ](?:to[ ])?\d/i,
  rules: [
    {
      type,
      pattern: /(?<=\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,60}[ ]-p[ ]?)[^\s"'-][^\s"'\uFFFC]{3,63}/g,
      judge: () => certainty.verified,
    },
    {
      type,
      pattern: new RegExp(`${assignment}(?:${quotedSecret}|["'\`]?(?<id>[^\\s"'\`,;<>&\\uFFFC]{6,256}))`, "gi"),
      judge: ({ value }) => (isMixed(value) ? certainty.cued : certainty.none),
    },
    { type, pattern: /(?<=(?:^|\s)(?:-u|--user)[ =]["']?)[\w.@-]{1,64}:[^\s"'\uFFFC]{3,64}/g, judge: () => certainty.verified },
    { type, pattern: new RegExp(`${secretQuestion}(?<id>[^\\n.,;:?!()\\uFFFC]{2,40})`, "gi"), judge: judgeAnswer },
    { type, pattern: /(?<=\bmemorable[ ]word[ ])[A-Za-z]{3,24}(?=[.,;\n]|$)/gi, judge: judgeAnswer },
    { type, pattern: /(?<=\bpass[ -]?phrase[^\n.:?]{0,24}[:?][ ]{1,2})[^\n.,;:?"\uFFFC]{6,64}/gi, judge: () => certainty.cued },
    {
      type,
      pattern:
        /(?<=\b(?:safe|lock|padlock|combo|combination|dial)\b[^\n]{0,24}\b(?:left|right)[ ](?:to[ ])?)\d{1,2}(?:[ ,]{1,3}(?:then[ ])?(?:left|right)[ ](?:to[ ])?\d{1,2}){1,4}/gi,
      judge: () => certainty.cued,
    },
  ],
});
