import { describe, expect, test } from "@jest/globals";
import { modelLayout, tags } from "../../../shared/domain/dlp-names/model-layout.ts";
import type { ModelViews } from "../../../shared/domain/dlp-names/name-model.ts";
import { readContext } from "../../../shared/domain/dlp-names/read-context.ts";
import { readTokens, type Tokens } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { settleTags } from "../../../shared/domain/dlp-whole-names/settle-tags.ts";

/** A model whose lists are empty: every word is unknown. */
const blank: ModelViews = {
  slots: new Int32Array(modelLayout.features * 2),
  lexicon: new Uint16Array(modelLayout.words),
  links: new Int8Array(modelLayout.links),
};

const facilityTag = tags.indexOf("FACILITY");
const nameTag = tags.indexOf("NAME");

/** The tags of a text with {} around what is a name and <> around what is a facility. */
const pathOf = (marked: string, { starts, count }: Tokens): Uint8Array => {
  const signs = [...marked];
  const tagAt = signs.map((_, at) => {
    const before = signs
      .slice(0, at)
      .filter((sign) => "{}<>".includes(sign))
      .at(-1);
    return before === "{" ? nameTag : before === "<" ? facilityTag : 0;
  });
  const plain = tagAt.filter((_, at) => !"{}<>".includes(signs[at] ?? ""));
  return Uint8Array.from({ length: count }, (_, at) => plain[starts[at] ?? 0] ?? 0);
};

/** The tokens that are tagged once the tags are settled. */
const settled = (marked: string): string => {
  const text = marked.replace(/[{}<>]/g, "");
  const tokens = readTokens(text);
  const path = pathOf(marked, tokens);
  settleTags({ tokens, context: readContext(tokens, blank), path });
  return Array.from({ length: tokens.count }, (_, at) => (path[at] === 0 ? "" : text.slice(tokens.starts[at], tokens.ends[at])))
    .filter((token) => token !== "")
    .join(" ");
};

describe("what the model tagged in part", () => {
  test.each([
    ["we met {Lund}-Hassan there", "Lund - Hassan"],
    ["wife sun-{hee} asks", "sun - hee"],
    ["they saw {Tuktu} Aglukark today", "Tuktu Aglukark"],
    ["they saw Tuktu {Aglukark} today", "Tuktu Aglukark"],
    ["for h. {lindholm} today", "h . lindholm"],
    ["name is {deandre} f", "deandre f"],
    ["{deandre} f asks", "deandre"],
    ["{Archibald Penhallow} III insists", "Archibald Penhallow III"],
    ["seen on x <and still> well", "still"],
    ["general, P. {Lindgren}, CRNA", "P . Lindgren"],
    ["last name {olson} o l s o n date", "olson o l s o n"],
    ["i was at <mercy ridge> er today", "mercy ridge er"],
    ["seen at <Blue Mesa> L&D now", "Blue Mesa L & D"],
    ["at <South Jetty> Hand & Ortho now", "South Jetty Hand & Ortho"],
  ])("is made whole: %j", (marked, whole) => {
    expect(settled(marked)).toBe(whole);
  });

  test.each([
    ["then {Babysitter Kiki} came", "Kiki"],
    ["codice for {nonna tiziana} now", "tiziana"],
    ["call {Dr Ngata} today", "Ngata"],
    ["from {Imogen Achterkamp FRCS} today", "Imogen Achterkamp"],
  ])("loses what does not belong: %j", (marked, rest) => {
    expect(settled(marked)).toBe(rest);
  });

  test.each([
    ["they saw {Tuktu} on Monday", "Tuktu"],
    ["they saw {Tuktu} Dr Ngata", "Tuktu"],
    ["they saw {Tuktu}. Aglukark left", "Tuktu"],
    ["they saw {Tuktu}, Aglukark left", "Tuktu"],
    ["so {olson} o l", "olson"],
  ])("takes in no neighbour that is none of it: %j", (marked, rest) => {
    expect(settled(marked)).toBe(rest);
  });
});
