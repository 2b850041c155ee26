import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { isMixed, quotedSecret, remark } from "./secret-cue.ts";

const type = "SECRET";

/** "AccountKey=", "x-api-key:", "DB_PASSWORD =": as programs write it. */
const assignment = "(?<![a-z\\d])[\\w.-]{0,30}(?:key|token|secret|passw(?:or)?d|pwd|psk)[\"']?[ ]?[:=][ ]?";
const secretQuestion =
  "\\b(?:first|favou?rite|childhood|memorable|maiden|secret|security)[ ](?:(?:best|school|primary|grade)[ ])?(?:pet|car|school|teacher|street|word|place|year|date|colou?r|movie|book|band|team|food|friend|job|answer|question|city|concert|question's answer)(?:'s)?(?:[ ](?:name|answer))?(?:[ ]?[:=][ ]?|[ ](?:is|was)[ ]|[?][ ](?:[Aa]nswer[ ]?[:=][ ]?)?)";

const judgeAnswer = ({ value }: Found): Certainty =>
  remark.test(value) ||
  /^answer$/i.test(value) ||
  /^(?:an?|the|my|not|very|so|really)[ ]|^(?:nice|great|good|bad|fun)/i.test(value) ||
  value.trim().split(" ").length > 4
    ? certainty.none
    : certainty.cued;

/** No word of it talks about the phrase instead of being in it. */
const judgePhrase = ({ value }: Found): Certainty =>
  value.split(" ").some((each) => remark.test(each) || talk.test(each)) ? certainty.none : certainty.shape;
const talk = /^(?:are|can|do|does|from|has|help|i|im|is|its|keeps|last|please|pls|says?|we|wont|works?|you)$/;

/** Secrets in settings and commands, answers to security questions, phrases of several words, turns of a lock. */
export const assignedSecretDetector: Detector = patternDetector({
  name: "assigned-secret",
  type,
  needs:
    /(?:key|token|secret|passw(?:or)?d|pwd|psk)["']?[ ]?[:=]|-[up][ ]?\S|--user|(?:first|favou?rite|childhood|memorable|maiden|secret|security)[ ]|phrase|words|(?:3|three)[ -](?:digit|number)|\/\d\d[ ,]{1,2}\d{3}|code[ ]|answer|cv[vc]|puk|(?:left|right)[ ](?:to[ ])?\d/i,
  rules: [
    {
      sought: /(?<=\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,60}[ ]-p[ ]?)[^\s"'-][^\s"'\uFFFC]{3,63}/g,
      judge: () => certainty.verified,
    },
    {
      sought: new RegExp(`${assignment}(?:${quotedSecret}|["'\`]?(?<id>[^\\s"'\`,;<>&\\uFFFC]{6,256}))`, "gi"),
      judge: ({ value }) =>
        isMixed(value) &&
        !/^[a-z]{1,20}(?:_[a-z]{1,20}){1,4}$|^[A-Z][a-z]{1,20}(?:[A-Z][a-z]{1,20}){1,4}$|^your-|^\$\{/.test(value)
          ? certainty.cued
          : certainty.none,
    },
    { sought: /(?<=(?:^|\s)(?:-u|--user)[ =]["']?)[\w.@-]{1,64}:[^\s"'\uFFFC]{3,64}/g, judge: () => certainty.verified },
    { sought: /(?:backup|security|secret)[ _]?answer(?:"[ ]?:[ ]?"|[ ]?:?[ ]?["\u201C])(?<id>(?![ ]?:)[^"\n\uFFFC]{2,40})/gi },
    { sought: /(?<=(?<![a-z])code(?:[ ](?:is|was|now)){0,2}[ ])\d{3,6}[#*](?!\w)/gi },
    {
      sought:
        /(?<=\bsecurity[ ](?:q|question|word)[^\n]{0,40}[ ](?:answer[ ]is|it['\u2019]?s)[ ])[a-z]{3,24}(?=[,.]|[ ]and[ ]|$)/gi,
      judge: judgeAnswer,
    },
    { sought: new RegExp(`${secretQuestion}(?<id>[^\\n.,;:?!()\\uFFFC]{2,40})`, "gi"), judge: judgeAnswer },
    { sought: /(?<=\bmemorable[ ]word[ ])[A-Za-z]{3,24}(?=[.,;\n]|$)/gi, judge: judgeAnswer },
    { sought: /(?<=\bpass[ -]?phrase[ :=]{1,3}["\u201C])[^"\u201D\n\uFFFC]{4,64}(?=["\u201D])/gi },
    { sought: /(?<=\bpass[ -]?phrase[^\n.:?]{0,24}[:?][ ]{1,2})[^\n.,;:?"\uFFFC]{6,64}/gi },
    {
      sought:
        /(?<=\b(?:(?:recovery|seed|wallet|secret|code|magic|[Uu]nlock|[Mm]y[ ](?:three|four|twelve))[ ](?:phrases?|words)|password|pass[ -]?phrase)(?:[^\n.:?"\uFFFC]{0,24}[ ](?:is|are|was)[ :]{1,2}"?|(?<=phrase)[ ]|[^\n.:?"\uFFFC]{0,24}:[ ]))[a-z]{2,12}(?:[ ][a-z]{2,12}){1,7}(?=["'.,;\n]|$)/g,
      judge: judgePhrase,
    },
    {
      sought:
        /\b[Ff](?:irst[ ](?:pet|car|school)|avou?rite[ ]teacher)["']?[:,]?[ ](?<id>(?:M[rs]{1,2}[ ])?[A-Z][a-z]{2,14})(?=[.,;\n]|$)/g,
      judge: judgeAnswer,
    },
    {
      sought:
        /(?:\b(?:3|three)[ -](?:digits?|numbers?)(?:[ ]on[ ]the[ ]back)?[ :,]{1,3}(?:(?:is|are)[ ])?|\d{4}[ ,]{1,2}(?:exp\.?[ ])?(?:0[1-9]|1[0-2])\/\d{2}[ ,]{1,2})(?<id>\d{3})(?![\w/%-]|[.,]\d)/gi,
    },
    {
      sought:
        /(?<![a-z])(?:cvv2?|cvc2?|puk)["']?(?:[ ](?:is|code|number|no\.?)){0,2}[ ]?[:=#]?[ ]?["']?(?<id>\d{3,8})(?![\w/%-]|[.,]\d)/gi,
    },
    {
      sought:
        /\bcode[ ](?:(?:is|was|now|still|changed|from|\uFFFC)[ ]){0,4}(?:from|to)[ ](?<id>\d{3,8}|\d(?:-\d){3,7})(?![\w/%-]|[.,]\d)/gi,
    },
    {
      sought:
        /(?<=\b(?:safe|lock|padlock|combo|combination|dial)\b[^\n]{0,24}\b(?:left|right)[ ](?:to[ ])?)\d{1,2}(?:[ ,]{1,3}(?:then[ ])?(?:left|right)[ ](?:to[ ])?\d{1,2}){1,4}/gi,
    },
  ],
});
