import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["scan strand_bo_head.stl", "scan [BIOMETRIC]"],
  ["profile_R_preop.CR2", "[BIOMETRIC]"],
  ["IMG_2041.jpg", "[BIOMETRIC]"],
  ["see IMG_4471_face_left.jpg, taken today", "see [BIOMETRIC], taken today"],
  ["bruise_selfie_03.jpg", "[BIOMETRIC]"],
  ["DSC00412.JPG", "[BIOMETRIC]"],
  ["WhatsApp_Image_kiran_face.jpeg", "[BIOMETRIC]"],
  ["face-scan-0412.png", "[BIOMETRIC]"],
  ["recording-2024-05.m4a", "[BIOMETRIC]"],
  ["dcim_0098_me.heic", "[BIOMETRIC]"],
];

const kept = ["rash.jpg", "photo.png", "report-2.pdf", "notes.md", "3.5mg", "see fig.2", "a jpg of the rash", ".jpg"];

describe("names of pictures and recordings", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
