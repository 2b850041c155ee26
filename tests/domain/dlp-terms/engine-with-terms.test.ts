import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";
import { modelDetectors } from "../../../shared/io/deidentification/model-detectors.ts";

const further = modelDetectors(join(import.meta.dirname, "../../.."))("safe-harbor");
const scrubbed = (text: string): string => scrub(text, { further }).redacted;

describe("the engine with its table of terms", () => {
  test.each([
    "Is Apexxnar covered by my plan?",
    "hx of Ehlers-Danlos, on Adlyxin and Velphoro",
    "What are the Ottawa ankle rules in children",
    "recheck Bari 2D in 2 weeks",
    "Merkel cell, shipped today",
    "we passed a Ryle's tube, H. pylori positive",
    "Convert MS Contin 30 mg BID to oxycodone",
    "S: 34F c/o RLQ pain x2d",
    "Dutch Lipid Clinic score 7. CBT-I via telehealth",
    "Patient: stable, Afebrile, no distress",
    "the Boston criteria and the Vancouver classification",
    "total IgE 880, Prague C2M4",
    "Does Sister Mary Joseph nodule always point to the stomach?",
    "we treat for Fitz-Hugh-Curtis, not kala-azar",
    "a family history of Romano-Ward",
    "foo.bar() and max_retries=3",
    "Clexane 60 bd changed to Xarelto 15 bd",
    "the paint is #3F7D58, and the trim a warmer #E8DCC4",
    "took 3m42s on 8 cores, output 1,650/24h",
    "the 24-pin connector (pp. 41-58)",
    "Vent day 5. PRVC 420/18/PEEP 10/FiO2 0.5. ABG sent",
    "K 4.4 with 20mmol/500, aim no more than 8-10/24h, D5LR 125",
    "Gonio open 4+. Premenarchal. On Xarelto",
    "no malleolar pain, Ottawa neg, no XR",
    "the firmware went from 10.4.2.117 to 10.4.2.118 overnight",
    "2^32 = 4294967296, says Excel",
    "the washer is part 555-0142 in the drawing",
  ])("leaves %j alone", (text) => {
    expect(scrubbed(text)).toBe(text);
  });

  test.each([
    ["Dr Apexxnar said so", "Dr [NAME] said so"],
    ["my name is Ehlers", "my name is [NAME]"],
    ["Ms. Contin called", "Ms. [NAME] called"],
    ["Patient Name: SMITH, JOHN Q   MRN: 0012345", "Patient Name: [NAME]   MRN: [MRN]"],
    ["zolpidem for Mrs. Lane. CBT-I?", "zolpidem for Mrs. [NAME]. CBT-I?"],
    ["subject initials K.R, randomized", "subject initials [NAME], randomized"],
    ["to the walgreens on main and 5th please", "to the [FACILITY] please"],
    ["family in denver, driving in", "family in [LOCATION], driving in"],
    ["a cousin in moose jaw", "a cousin in [LOCATION]"],
    ["for Ruth Abramowitz, 93, of Silver Spring", "for [NAME], [AGE], of [LOCATION]"],
    ["then dr brown said it is fine", "then dr [NAME] said it is fine"],
    ["was seeing dr moon but she left", "was seeing dr [NAME] but she left"],
    ["Sister Mary Joseph prayed with us", "Sister [NAME] prayed with us"],
    ["Dr. Romano-Ward called", "Dr. [NAME] called"],
    ["Jane Fitz-Hugh came", "[NAME] came"],
    ["hey there mister young what's going on", "hey there mister [NAME] what's going on"],
    ["NINO PB 66 20 47 C", "NINO [NATIONAL_ID]"],
    ["T.F.N: 904-089-182", "T.F.N: [NATIONAL_ID]"],
    ["seen by AJP PMHNP", "seen by [NAME] PMHNP"],
    ["Joon-ho took home meds", "[NAME] took home meds"],
    ["B3 Tranter for OGD\nB4 Mistry home", "B3 [NAME] for OGD\nB4 [NAME] home"],
    ["ssh deploy_maja@203.0.113.150 -p 22", "ssh [EMAIL] -p 22"],
    ["Level 2, 51 Wattle Parade, Wagga Wagga NSW 2650", "[ADDRESS], [LOCATION] NSW [ZIP]"],
    ["Plan agreed. JB RPN", "Plan agreed. [NAME] RPN"],
    ["Enza wants a refill", "[NAME] wants a refill"],
    ["Joan Merkel called today", "[NAME] called today"],
    ["version 1.2.3.4 runs at 10.4.2.118", "version 1.2.3.4 runs at [IP]"],
    ["my number = 6145550182", "my number = [PHONE]"],
    ["I live in Ottawa now", "I live in [LOCATION] now"],
    ["our dentist in Moose Jaw", "our dentist in [LOCATION]"],
  ])("still finds what is in %j", (text, expected) => {
    expect(scrubbed(text)).toBe(expected);
  });
});
