import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["My MAC address is 00:1A:2B:3C:4D:5E", "My MAC address is [DEVICE]"],
  ["Device MAC: AA:BB:CC:DD:EE:FF", "Device MAC: [DEVICE]"],
  ["MAC: 01-23-45-67-89-AB", "MAC: [DEVICE]"],
  ["aa:bb:cc:dd:ee:ff", "[DEVICE]"],
  ["Cisco MAC: 0012.3456.789A", "Cisco MAC: [DEVICE]"],
  ["Physical address is aabb.ccdd.eef1", "Physical address is [DEVICE]"],
  ["MACs: 00:11:22:33:44:55 and AA-BB-CC-DD-EE-FF", "MACs: [DEVICE] and [DEVICE]"],
  ["paired with 0E:29:87:84:C7:B2, dropped", "paired with [DEVICE], dropped"],
];

const kept = [
  "00:1A:2B:3C:4D",
  "ZZ:ZZ:ZZ:ZZ:ZZ:ZZ",
  "Broadcast: FF:FF:FF:FF:FF:FF",
  "00:00:00:00:00:00",
  "12:30:45",
  "1a:2b",
  "aa:bb:cc:dd:ee:ff:00",
  "ab-cd-ef",
];

describe("hardware addresses", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
