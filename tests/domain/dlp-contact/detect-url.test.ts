import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["https://example.com/", "[URL]"],
  ["See https://example.com/a?b=c#d.", "See [URL]."],
  ["(https://example.com/a)", "([URL])"],
  ["https://en.wikipedia.org/wiki/A_(b)", "[URL]"],
  ["http://localhost:3000/patients/7", "[URL]"],
  ["ftp://user:secret@host.example/x", "[URL]"],
  ["myapp://patient/7", "[URL]"],
  ["hxxps://example.com", "[URL]"],
  ["www.example.com", "[URL]"],
  ["WWW.EXAMPLE.COM/PATH", "[URL]"],
  ["example.com", "[URL]"],
  ["on portal.clinic.de.", "on [URL]."],
  ["t.co/abc", "[URL]"],
  ["example.in/jane", "[URL]"],
  ["jane:secret@host.example.com/x", "[URL]"],
  ["example.com:8443/x", "[URL]"],
  ["https://münchen.de/ä", "[URL]"],
  ["https://x.com/?mail=jane@example.com", "[URL]"],
  ["http://10.1.2.3/x", "[URL]"],
  ["example[.]com/jane", "[URL]"],
  ["https&#58;//example.com", "[URL]"],
  ["https%3A%2F%2Fexample.com", "[URL]"],
  ["ｈｔｔｐｓ：／／example.com", "[URL]"],
  ["exam\u200bple.com", "[URL]"],
  ["http://microsoft.site", "[URL]"],
  ["http://microsoft.vlaanderen", "[URL]"],
  ["https://webhook.site/324d38de-dc6b-4920-9c3e-813f7cf78729?q=1&b=2", "[URL]"],
  ["my domains: microsoft.com google.co.il", "my domains: [URL] [URL]"],
];

const kept = [
  "pat.name=x",
  "e.g. ibuprofen, i.e. a painkiller",
  "at 8 a.m. or p.m.",
  "It was fine.Info follows.",
  "I feel fine.is that ok",
  "see report.pdf and notes.md",
  "a.m.to",
  "U.S. and D.C.",
  "3.5mg",
  "Dr.Smith",
  "and/or",
  "http:// nothing",
  "http://microsoft",
  "www.microsoft",
  "https://intranet/",
];

describe("URLs", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
