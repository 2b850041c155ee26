import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["its j underscore whitaker nineteen at gmail dot com", "its [EMAIL]"],
  ["deja underscore vue 09 at outlook dot com", "[EMAIL]"],
  ["Write to jane@example.com.", "Write to [EMAIL]."],
  ["JANE.DOE+clinic@EXAMPLE.CO.UK", "[EMAIL]"],
  ["<jane_doe-99@mail.example.org>", "<[EMAIL]>"],
  ["mailto:jane@example.com", "mailto:[EMAIL]"],
  ["Email:jane@example.com", "Email:[EMAIL]"],
  ["a@b.io,c@d.io", "[EMAIL],[EMAIL]"],
  ["o'brien@example.ie", "[EMAIL]"],
  ['"jane doe"@example.com', "[EMAIL]"],
  ["root@[192.168.0.1]", "[EMAIL]"],
  ["josé@exämple.de", "[EMAIL]"],
  ["иван@пример.рф", "[EMAIL]"],
  ["请联系jane@example.com谢谢", "请联系[EMAIL]谢谢"],
  ["中文@例子.com", "[EMAIL]"],
  ["jane@ex&#97;mple.com", "[EMAIL]"],
  ["jane&#64;example&#x2e;com", "[EMAIL]"],
  ["jane&amp;#64;example.com", "[EMAIL]"],
  ["jane&commat;example&period;com", "[EMAIL]"],
  ["jane%40example.com", "[EMAIL]"],
  ["jane%2540example.com", "[EMAIL]"],
  ["jane\\u0040example.com", "[EMAIL]"],
  ["ja\u200bne@exam\u00adple.com", "[EMAIL]"],
  ["jane＠example．com", "[EMAIL]"],
  ["𝐣𝐚𝐧𝐞@example.com", "[EMAIL]"],
  ["j\u0353a\u0353ne@example.com", "[EMAIL]"],
  ["jane [at] example [dot] com", "[EMAIL]"],
  ["jane(at)example(dot)com", "[EMAIL]"],
  ["jane @ example.com please", "[EMAIL] please"],
  ["jane at example dot com", "[EMAIL]"],
  ["Reach me at jane dot doe at gmail dot com", "Reach me at [EMAIL]"],
  ["it is jane.doe at gmail.com", "it is [EMAIL]"],
  ["my email is jane@hospital", "my email is [EMAIL]"],
  ["x@y.com@z.com", "[EMAIL]"],
  ["jane underscore doe at gmail", "[EMAIL]"],
  ["email me at kimmy at gmail", "email me at [EMAIL]"],
  ["mail j dot doe at yahoo", "mail [EMAIL]"],
  ["jane dash doe at outlook dot com", "[EMAIL]"],
  ["jane dot doe at clinic dot org dot uk", "[EMAIL]"],
];

const kept = [
  "Follow @clinic on the app.",
  "See you @ the clinic. Bye",
  "See you @ clinic. Bye now",
  "2 tablets @ 8 pm",
  "look at the rash",
  "a dot of blood at the site",
  "user@ is not complete",
  "@",
  "Take 2@8:00.",
  "I work at yahoo",
  "jobs at outlook were cut",
];

describe("e-mail addresses", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
