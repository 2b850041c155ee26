import { rawBefore, textAfter, textBefore } from "../dlp/cue.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import type { Label } from "../dlp-labels/labels.ts";
import { type Reading, readLabelAfter, readLabelBefore } from "../dlp-labels/read-label.ts";
import { topicAround } from "../dlp-labels/topic-around.ts";
import type { Code } from "./find-codes.ts";
import { isColour, isDateOrTime, isMeasured } from "./is-other-value.ts";
import { widenCodes } from "./widen-code.ts";

/** Numbers and codes that the words around them call an identifier: "MRN: 00482913", "member id is W12 345 678". */
export const labelledDetector: Detector = {
  name: "labelled",
  find: (text) => {
    const found: Candidate[] = [];
    for (const code of widenCodes(text)) {
      const own = toCandidates(text, code);
      found.push(...(own.length > 0 ? own : inList(text, code, found.at(-1))));
    }
    return found;
  },
};

const toCandidates = (text: string, code: Code): readonly Candidate[] => {
  const isJoined = /[:#=][ "']{0,2}$/.test(rawBefore(text, code.start, 3));
  const isRecord = isRecordNumber(text, code);
  if ((!isRecord && isNoIdentifier(text, code)) || (isYear(text, code, isJoined) && !isPinBefore(text, code))) return [];
  const before = readLabelBefore(text, code.start);
  const isOther = !isJoined && before?.nearness === "tight" && before.label.type === "OTHER";
  return [
    ...toCandidate({ ...code, isJoined }, explained(text, code, before)),
    ...toCandidate(code, isOther ? undefined : readLabelAfter(text, code.end)),
  ];
};

/** "MRN 5518.042": what else would be an amount. */
const isRecordNumber = (text: string, { start, value }: Code): boolean =>
  /^\d{4,6}\.\d{3}$/.test(value) && /(?<![a-z])mrn(?:[ ](?:is|no\.?|number))?[ :#]{1,3}$/i.test(textBefore(text, start, 16));

/** "PIN 1944" is no year. */
const isPinBefore = (text: string, { start }: Code): boolean =>
  /(?<![a-z])pin(?:[ ](?:is|code))?[ :]{1,2}$/i.test(textBefore(text, start, 12));

const isYear = (text: string, { value, end }: Code, isJoined: boolean): boolean =>
  /^(?:19|20)\d{2}$/.test(value) && !(isJoined && !/^[ ][A-Z][a-z]/.test(text.slice(end, end + 3)));

/** A bare "number" is one of what the text talks of. */
const explained = (text: string, code: Code, reading: Reading | undefined): Reading | undefined =>
  reading?.nearness === "bare" && reading.label.type === "UNIQUE_ID"
    ? { ...reading, label: { ...reading.label, type: topicAround(text, code) } }
    : reading;

const listJoint =
  /^[ ]?(?:[,;/&+]|\b(?:and|or|und|et|y|then|plus|through|thru|to|not)\b)[ ]{0,2}(?:(?:and|or|my|the|his|her|not|maybe|also|[A-Z][a-z]{2,11})[ ]){0,2}$/;

/** "PIN 4471 or 4417": a number beside a labelled one that looks the same is of the same kind. */
const inList = (text: string, code: Code, previous: Candidate | undefined): readonly Candidate[] => {
  if (previous === undefined || code.start - previous.end > 24 || !listJoint.test(text.slice(previous.end, code.start)))
    return [];
  const isAlike = Math.abs(code.value.length - (previous.end - previous.start)) <= 1;
  return isAlike && !isNoIdentifier(text, code)
    ? [{ ...previous, start: code.start, end: code.end, certainty: certainty.shape }]
    : [];
};

const isNoIdentifier = (text: string, { start, end, value }: Code): boolean =>
  isDateOrTime(value) ||
  isMeasured(textBefore(text, start, 2), value, textAfter(text, end, 16)) ||
  isColour(textBefore(text, start, 64), value);

/** With a colon between it and its label. */
type Said = Code & { readonly isJoined?: boolean };

const toCandidate = (code: Said, reading: Reading | undefined): readonly Candidate[] => {
  if (reading === undefined || reading.label.type === "OTHER") return [];
  const sure = judge(code, reading);
  const { type } = reading.label;
  return sure === certainty.none ? [] : [{ start: code.start, end: code.end, type, certainty: sure }];
};

const judge = (code: Said, { label, nearness }: Reading): Certainty => {
  if (nearness !== "tight") return isLongEnough(code, label, nearness) ? certainty.shape : certainty.none;
  if (!isCodeOf(label, code)) return certainty.none;
  return label.type === "UNIQUE_ID" && !label.isStrong ? certainty.shape : certainty.cued;
};

const isCodeOf = ({ type, isStrong }: Label, code: Said): boolean =>
  (type === "VEHICLE_ID" && plate.test(code.value)) ||
  (type === "MEDICAL_RECORD_NUMBER" && /^\d{5}$/.test(code.value)) ||
  (isStrong || code.isJoined === true ? isStrongCode : isWeakCode)(code);

const plate = /^(?=.{0,8}\d)(?=.{0,8}[A-Za-z])[A-Za-z\d]{1,4}[ -]?[A-Za-z\d]{2,4}$/;

const isLongEnough = (code: Code, label: Label, nearness: Reading["nearness"]): boolean =>
  (isLongCode(code) && (nearness === "bare" ? code.digits >= 5 : label.isStrong)) || (label.type === "SECRET" && isPin(code));

const lengthOf = ({ value }: Code): number => value.replace(/[^A-Za-z\d]/g, "").length;

const isPin = ({ value }: Code): boolean => /^\d{4,8}$/.test(value);

const isLongCode = (code: Code): boolean => code.digits >= 4 && lengthOf(code) >= 5;

const isStrongCode = (code: Code): boolean =>
  code.digits >= 2 && lengthOf(code) >= 4 && !/^\d{1,3}-?[a-z]{2,40}$/.test(code.value);

/** Five digits after "bill" or "claim", or a letter and four, are a procedure. */
const isWeakCode = (code: Code): boolean =>
  (code.digits >= 3 && lengthOf(code) >= 5 && !/^[A-V\d]\d{4}$/.test(code.value)) || /^\d{2,4}-\d{2,4}$/.test(code.value);
