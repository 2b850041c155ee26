import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { placesDetector } from "../../../shared/domain/dlp-places/detect-place.ts";

const file = new Uint8Array(readFileSync(join(import.meta.dirname, "../../../shared/models/places.bin")));
const further = [placesDetector(file)];

/** A place stands between brackets. */
const removed: readonly string[] = [
  "I live in [Mississauga] now",
  "i live in [ballarat]",
  "i live in [reading] and",
  "We live in [Reading].",
  "i'm from [wagga wagga]",
  "Hello, calling from [Lafayette].",
  "hubby is at [fort worth] for work",
  "cant get to [melbourne] that day",
  "hes in [moncton] and",
  "surgery in [stoke-on-trent], need",
  "coming from [Chagrin Falls] and",
  "I was in [Santa Fe] visiting",
  "near her home in [Yuma].",
  "moved from [Saskatoon] to [Medicine Hat], Alberta",
  "moved from [Gondregnies] last year",
  "originally from [Hvammstangi]",
  "grew up in [Remniku].",
  "based in [Naantali]",
  "flew to [Bessastaðahreppur] on Tuesday",
  "born in [Houston]",
  "issued in [Houston], name",
  "report from [indore] says",
  "the city of [Mobile]",
  "the town of [Nice]",
  "[Austin], TX",
  "[Austin], Texas",
  "in [tulsa], ok then",
  "[tulsa] oklahoma",
  "[Alice Springs] NT [ZIP]",
  "[Dartmouth] [ZIP]",
  "in [Tarpon Springs] till then",
  "Shes in [Trois-Rivières] now",
  "[Toronto], Ontario",
  "he drove to [Toowoomba].",
  "visiting [Coober Pedy] this week",
  "in [Whanganui] on Thursday",
  "[Cuyahoga County] court",
  "in [cook county] jail",
  "County of [Kent]",
  "City: [Garden Grove]",
  "City/State/ZIP: [Garden Grove], CA [ZIP]",
  "Much Wenlock, in [Shropshire]",
  "Toowoomba is far".replace("Toowoomba", "[Toowoomba]"),
  "i am in [leeds] today",
  "leaving for [puerto vallarta] soon",
  "i seen her in [sun city] for lupus",
];

const kept: readonly string[] = [
  "I live in Texas",
  "moved here from Norway",
  "we live in the United States",
  "back to normal",
  "left for work at five",
  "leaving for vacation tomorrow",
  "i live in pain",
  "i live in a mobile home",
  "reading helps me sleep",
  "a nice orange",
  "in the bath",
  "Lyme disease",
  "Glasgow coma scale 15",
  "Glasgow Coma Scale",
  "Berlin criteria",
  "Hashimoto's",
  "Milwaukee brace",
  "Norwalk virus",
  "from Monday to Friday",
  "in March",
  "in Surgery",
  "transferred to ICU",
  "moved to Room 5",
  "pain at best 2/10",
  "positive for HIV, and",
  "to swallow",
  "in rehab, he",
  "seen by Dr Houston",
  "Ruth Sanchez, PA",
  "in remission",
  "from metformin to insulin",
  "in English",
  "sent via PORTAL",
  "in the county",
  "the whole county",
  "to bend",
  "from Medicare",
  "in my left knee",
  "to sleep, or",
];

describe("places", () => {
  test.each(removed)("finds %j", (marked) => {
    const text = marked
      .replaceAll("[ZIP]", marked.includes("NT") ? "0870" : marked.includes("CA") ? "92840" : "B2Y 4K8")
      .replaceAll(/[[\]]/g, "");
    expect(scrub(text, { further }).redacted).toBe(marked.replaceAll(/\[(?!ZIP\])[^\]]*\]/g, "[LOCATION]"));
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text, { further }).redacted).toBe(text.replace("in March", "in [DATE]"));
  });

  test.each([
    ["past the elevator, Chillicothe 64601", "past the elevator, [LOCATION] [ZIP]"],
    ["in Mysuru - 570008, opp", "in [LOCATION] - [ZIP], opp"],
    ["apto 3, 29640 Fuengirola", "apto 3, [ZIP] [LOCATION]"],
    ["I took 12345 Steps", "I took 12345 Steps"],
    ["Factor V Leiden", "Factor V Leiden"],
    ["London classification", "London classification"],
  ])("knows a town beside a code, and no other capital: %j", (text, expected) => {
    expect(scrub(text, { further }).redacted).toBe(expected);
  });

  test("changes nothing the second time", () => {
    for (const marked of removed) {
      const { redacted } = scrub(marked.replaceAll(/[[\]]/g, ""), { further });
      expect(scrub(redacted, { further }).redacted).toBe(redacted);
    }
  });
});
