import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

/** What stands between {} is an address, <> a place, () a postal code. */
const removed: readonly string[] = [
  "i live at {2219 sycamore ridge ct} <tulsa> ok (74136) so hopefully",
  "new adress {flat 4, 19 brigstock road} <croydon> (CR7 7JH) can u",
  "Pharmacy, {40 Russell St}, <Hadley>, MA (01035). Rx",
  "i live on {rural route 3 box 118} outside <hazard> kentucky",
  "never arrived at {1180 W. Magnolia Blvd., Unit 6C}, <Burbank>. Please",
  "at {27 Colmore Row}, <Birmingham> (B3 2EW). It is",
  "{5503 n lamar apt 214} <austin> texas. im",
  "my asthma plan to {po box 614}",
  "Use {P.O. Box 2281}, <Ketchikan>, AK (99901). It's",
  "{3300 Gallows Rd}, <Falls Church>, VA (22042-3307); surgery",
  "letter resent to {112b holloway rd} (n7 8jq). surname",
  "nurse comes to {31 melton rd} in",
  "loudly. {6 Chapel Terrace}, <Blaenau Ffestiniog>. I",
  "{1450 rue Sherbrooke O., bur. 12}, <Montr\u00e9al> QC (H3G 1K4). Thanks",
  "it should be {The Old Forge, Back Lane}, <Much Wenlock>, Shropshire (TF13 6NB). She",
  "{42 elm st apt 3}",
  "flat's {2/1, 118 Dalry Gardens}, buzzer",
  "Address: {Unit 7/44 Banksia Pde}",
  "my address is {9/112 boundary st west}",
  "moved to {815 Portage Ave, 3rd floor}",
  "home is {Lot 12 Stuart Hwy}",
  "live off {County Road 318} outside",
  "hit near {Route 9 and Plum Street} on",
  "visit to {RR 2, Site 14}",
  "pick up {The Old Chapel, Fore Street}, <Lostwithiel>",
  "live at {forty one eleven South Juniper Avenue} in",
  "i live at {nineteen oh four west gramercy} that's",
  "{5 Main St}, <New York>, NY (10001)",
  "my address is {42 elm st}",
  "{88 Kearny Ct} is mine",
  "the side door of {60 Quail Hollow Dr}, Mr. T",
  "our place, {2 Wharf St}, <Wiscasset>. Coughing",
  "{1209\u00bd Calle Luna}, <Las Cruces>. I",
  "{the corner of 5th and Main}",
  "{corner of Dalbraut 99 and Frederikke Coves}",
  "meet me at {5th and Main St}",
  "{Hauptstra\u00dfe 12}, (10115) <Berlin>.",
  "{Nieuwstraat 8 bus 3}, (9000) <Gent>.",
  "{12 rue de la Paix}, (75002) <Paris>.",
  "{Calle Mayor 5}, <Madrid>.",
  "{Via Roma 10}, <Torino>.",
  "{ul. Kwiatowa 5}",
  "lives at {86036 Rua do Arenque 1634}, <Goi\u00e2nia>.",
  "his address: {5366 Pivovarsk\u00e1 276}",
  "{30102 Kaevu 94\nNicosia\n, NI\n 61089}",
  "{6750 Koskikatu 25 Apt. 864\nArtilleros\n, CO\n Uruguay 64677}",
  "{228 Ringvej 144\n>Apt. 902\n>Qaqortoq\n>Greenlander 96817}",
  "{PSC 0413, Box 8144\nAPO AA 42323}",
  "{Unit 4719 Box 7394\nDPO AP 70942}",
  "{USNS M\u00f8ller\nFPO AA 85844}",
  "{1200 Highway 12}",
  "{4521 County Road 12}",
  "house on {elm street}",
  "on {Tremont Street} says",
  "{15 Smith Close}, <Reading> (RG1 2AB)",
  "{123 Main Street}, <Springfield>, IL (62704-1234)",
  "17 TAMARACK WAY^^BANGOR^ME^(04401)".replace("17 TAMARACK WAY", "{17 TAMARACK WAY}"),
  "my zip is (85255), not (98013)",
  "eircode is (d08 x4f9), paid",
  "(v6b1a9) thats my code",
  "Alice Springs NT (0870)",
  "PLZ (10115)",
  "ZIP: (3520)",
  "postcode (LS6 3HN).",
  "at <40.7128, -74.0060> now",
  "<40\u00b042'46\"N 74\u00b00'21\"W>",
];

const kept: readonly string[] = [
  "2 tablets by way of mouth",
  "hes on the 75/25 mix 18 units am",
  "two or three blocks from the street",
  "had 2 abdominal ct scans",
  "the 5 year st elevation",
  "10 minutes down the road",
  "took 2 with dr smith",
  "walk 10 minutes a run",
  "B12 3mg",
  "L4 5th",
  "took 500 mg dr reddy",
  "30 days supply of metformin ct",
  "Had 3 chest ct",
  "2 hours to drive",
  "5 day course",
  "12 lead ecg st depression",
  "20 units in the am",
  "2 brothers and a sister place",
  "I take 3 pills a day, and walk",
  "T12 L1",
  "vitamin D 50000 IU",
  "on 2 Tylenol Extra Strength",
  "give 1 Liter Normal Saline way",
  "Stage 3 Breast Cancer",
  "The 2024 formulary list says tier 3, the 2025 list says not",
  "the code is 9076 and my",
  "I went 2 blocks off the main road",
  "WBC 12500, Hgb 13.2",
  "ok 12 more",
  "room 5 is ready",
  "1.234, 5.678 mg",
  "glucose 110.123",
  "in the corner of my eye and mouth",
  "it hurts down the road",
  "A1c 7.2, LDL 130",
  "platelets 15000 or 20000",
];

const parts = [
  [/\{([^}]*)\}/g, "[ADDRESS]"],
  [/<([^<>]*)>/g, "[LOCATION]"],
  [/\(([^()]*)\)/g, "[ZIP]"],
] as const;
const isQuoted = (marked: string): boolean => marked.includes("\n>");
const plain = (marked: string): string => (isQuoted(marked) ? marked.replace(/[{}]/g, "") : marked.replace(/[{}<>()]/g, ""));
const expected = (marked: string): string =>
  parts.reduce((text, [pattern, placeholder]) => text.replaceAll(pattern, placeholder), marked);

describe("addresses", () => {
  test.each(removed)("finds %j", (marked) => {
    expect(scrub(plain(marked)).redacted).toBe(expected(marked));
  });

  test.each(kept)("finds nothing in %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});
