import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["10.1.2.3", "[IP]"],
  ["from 192.168.0.1.", "from [IP]."],
  ["192.168.0.1:8080 is down", "[IP] is down"],
  ["10.0.0.0/8", "[IP]"],
  ["client_ip=106.31.73.20|x", "client_ip=[IP]|x"],
  ["1.2.3.4", "[IP]"],
  ["IP address: 10.0.0.256", "IP address: [IP]"],
  ["2001:db8::1", "[IP]"],
  ["6e40:4041:c617:e898:c11:40d2:c669:2eb4", "[IP]"],
  ["[2001:db8::1]", "[[IP]]"],
  ["::1", "[IP]"],
  ["::ffff:10.1.2.3", "[IP]"],
  ["64:ff9b::192.0.2.33", "[IP]"],
  ["fe80::1%eth0", "[IP]"],
  ["2001:db8::/32", "[IP]"],
  ["192[.]168[.]0[.]1", "[IP]"],
  ["192。168。0。1", "[IP]"],
  ["１９２.１６８.０.１", "[IP]"],
  ["192.168\u200b.0.1", "[IP]"],
  ["192&#46;168&#46;0&#46;1", "[IP]"],
  ["684D:1111:222:3333:4444:5555:6:77", "[IP]"],
  ["2345:0425:2CA1::0567:5673:23b5", "[IP]"],
  ["Connect to [2001:db8::1]:8080", "Connect to [[IP]]:8080"],
  ["SSH to user@2001:db8::1", "SSH to user@[IP]"],
  ["::ffff:0:192.168.1.1", "[IP]"],
  ["2001:db8:85a3::8a2e:192.168.0.1", "[IP]"],
  ["0:0:0:0:0:FFFF:129.144.52.38", "[IP]"],
  ["192.168.1.0/24", "[IP]"],
  ["fe80::1%eth0/64", "[IP]"],
  ["::1/128", "[IP]"],
  ["10.0.0.0/123", "[IP]/123"],
  ["'2001:db8::1'", "'[IP]'"],
];

const kept = [
  "enzyme EC 3.4.21.5 cuts",
  "version 1.2.3.4",
  "firmware v1.2.3.4",
  "Section 1.2.3.4",
  "subsection 1.2.3.4",
  "the firmware went from 10.4.2.117",
  "300.1.2.3",
  "1.2.3",
  "1.2.3.4.5",
  "12:30:45",
  "aa:bb:cc:dd:ee",
  "std::vector",
  "a::b",
  "::",
  "1:2:3:4:5:6:7:8:9",
  "1::2::3",
  "12345::1",
  "ratio 1:2:3",
  "my ip: 192.168.0",
  "Time 12:34:56",
  "Ratio 1:2:3:4",
  "Port 80:443",
  "abc:def:ghi",
  "256.256.256.256",
  "gggg:hhhh::1234",
  "2001::db8::1",
];

describe("IP addresses", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
