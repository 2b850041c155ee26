import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { type ScrubStream, scrubStream } from "../../../shared/domain/dlp-stream/scrub-stream.ts";

const all = (stream: ScrubStream, pieces: readonly string[]): string => pieces.map(stream.push).join("") + stream.end();

const filler = "Please take the tablets with food and drink enough water during the day. ";
const secrets = ["jane.doe@example.org", "219-09-9998", "(415) 555-0132", "4111 1111 1111 1111", "MRN: 00482913", "192.168.17.4"];
const cut = (text: string, sizes: readonly number[]): readonly string[] => {
  const pieces: string[] = [];
  let at = 0;
  for (let index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
};

describe("a stream", () => {
  test("gives out what the whole text would have become, one character at a time", () => {
    const text = `${filler}Write to ${secrets[0]} or call ${secrets[2]}. ${filler}${filler}The ssn is ${secrets[1]}. ${filler}`;
    expect(all(scrubStream(), [...text])).toBe(scrub(text).redacted);
  });

  test("holds back at most 128 characters", () => {
    const stream = scrubStream();
    let pushed = 0;
    let shown = 0;
    for (const character of filler.repeat(20)) {
      pushed += 1;
      shown += stream.push(character).length;
      expect(pushed - shown).toBeLessThanOrEqual(128);
    }
  });

  test.each([40, 300, 2000])(
    "gives an identifier longer than what is held one placeholder, nothing of its middle: %d0 characters",
    (tens) => {
      const url = `https://portal.example.org/visits/${"abcdefghij".repeat(tens)}`;
      const shown = all(scrubStream(), cut(`${filler}See ${url} for more. ${filler}`, [7]));
      expect(shown).toBe(`${filler}See [URL] for more. ${filler}`);
    },
  );

  test("never splits a character that takes two units", () => {
    const text = "🩺💊".repeat(300);
    expect(all(scrubStream(), cut(text, [3])).isWellFormed()).toBe(true);
    expect(all(scrubStream(), [text])).toBe(text);
  });

  test("shows no identifier, wherever the text is split and whatever stands around it", () => {
    const piece = fc.oneof(fc.constantFrom(...secrets), fc.constantFrom(filler, "It hurts. ", "\n", " ok, "));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1 }),
        (parts, sizes) => {
          const shown = all(scrubStream(), cut(parts.join(" "), sizes));
          for (const secret of secrets) expect(shown).not.toContain(secret.replace("MRN: ", ""));
        },
      ),
      { numRuns: 300 },
    );
  });
});
