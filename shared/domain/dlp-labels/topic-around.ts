import { textAfter, textBefore } from "../dlp/cue.ts";
import type { IdentifierType, Span } from "../dlp/identifier-types.ts";

const topics: readonly (readonly [IdentifierType, string])[] = [
  ["MEDICAL_RECORD_NUMBER", "chart|records?|mrn|patients?|file|folder|jacket|wristband|bracelet|sticker|notes"],
  [
    "HEALTH_PLAN_NUMBER",
    "insur(?:ance|er|ed)|members?|plan|coverage|covered|medicare|medicaid|subscriber|payer|payor|policy|tricare|beneficiary|benefits",
  ],
  ["ACCOUNT_NUMBER", "accounts?|bank|bill|billing|invoice|checking|savings|payment|autopay"],
  ["DEVICE_ID", "devices?|serial|pump|pacemaker|monitor|implant|sensor"],
  ["LICENSE_NUMBER", "licen[cs]es?|licensure|npi|dea|credential(?:s|ing)?"],
  ["VEHICLE_ID", "plates?|vin|vehicle|car|van|truck"],
  ["PASSPORT_NUMBER", "passports?"],
  ["SECRET", "passcode|otp|texted|passwords?|authenticator"],
];
const topic = new RegExp(topics.map(([, words], at) => `(?<t${at}>(?<![a-z])(?:${words})(?![a-z]))`).join("|"), "gi");

/** What kind of number is talked of near a place: by the nearest telling word before it, else after it. */
export const topicAround = (text: string, { start, end }: Pick<Span, "start" | "end">): IdentifierType => {
  const before = [...textBefore(text, start, 120).matchAll(topic)].at(-1);
  return typeOf(before) ?? typeOf([...textAfter(text, end, 80).matchAll(topic)][0]) ?? "UNIQUE_ID";
};

const typeOf = (match: RegExpMatchArray | undefined): IdentifierType | undefined =>
  topics.find((_, at) => match?.groups?.[`t${at}`] !== undefined)?.[0];
