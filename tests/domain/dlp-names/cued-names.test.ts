import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { findCuedNames } from "../../../shared/domain/dlp-names/cued-names.ts";
import { readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";

const { lexicon } = readNameModel(readFileSync(join(import.meta.dirname, "../../../shared/models/names.bin")));
const found = (text: string): readonly string[] => findCuedNames(text, lexicon).map(({ start, end }) => text.slice(start, end));

describe("names that the words around them announce", () => {
  test.each([
    ["my name is oluwaseun adeyemi and i need a refill", "oluwaseun adeyemi"],
    ["My name, Perpetua Lindqvist, is on it", "Perpetua Lindqvist"],
    ["name: Thandiwe Mokoena", "Thandiwe Mokoena"],
    ["bed 13 \u2013 Quintero, post CABG", "Quintero"],
    ["Dependants: Oleksiy 02", "Oleksiy"],
    ["NM1*IL*1*HATHERLEY*ORSON****MI", "HATHERLEY*ORSON"],
    ["list\nYarrow, Hugh UR 7", "Yarrow, Hugh"],
    ["Copied to son Piers, by post", "Piers"],
    ["Lodger, known as Thandiwe, holds it", "Thandiwe"],
    ["critical K on Ashcroft, D. 5/22/44", "Ashcroft, D."],
    ["callback\nlindgren, per dob 5/5/62, signed", "lindgren, per"],
    ["this is priyanka calling about the scan", "priyanka"],
    ["I'm Marguerite, your nurse today", "Marguerite"],
    ["that's s z y m a n s k i", "s z y m a n s k i"],
    ["The cough is gone. Yours sincerely,\nIsolde Fairweather", "Isolde Fairweather"],
    ["cheers priyanka", "priyanka"],
    ["Sent from Ravindra's iPhone", "Ravindra"],
    ["I ran out of it. Anneliese", "Anneliese"],
    ["frau schneider called", "schneider"],
    ["at my son Achilleas's house", "Achilleas"],
    ["priscilla is my nana", "priscilla"],
    ["ask for Yevgenia at the desk", "Yevgenia"],
    ["Pharmacist Yevgenia said so", "Yevgenia"],
    ['{"first":"Nadezhda"}', "Nadezhda"],
    ['{"last_name": "Crowfoot"}', "Crowfoot"],
    ["old Mr. Prior wandering", "Prior"],
    ["Mom Juniper, and a dog", "Juniper"],
    ["her sister Blessing called", "Blessing"],
    ["Mrs B sat in a chair", "B"],
    ["we saw Mr A.K. together", "A.K."],
    ["dr j told me to stop", "j"],
    ["they call me tiny. im in pod c", "tiny"],
    ["my childs name is reign, the school", "reign"],
    ["last name stack, first time", "stack"],
    ["bishop is my last name not my job", "bishop"],
    ["penny my daughter has had it", "penny"],
    ["summer in scheduling told me so", "summer"],
    ["can dr sun see him today", "sun"],
    ["is it still dr lollipop lol", "lollipop"],
    ["hi doctor strand", "strand"],
    ["ask dr v? or not", "v"],
    ["PICC RN: Y.S. line clotted", "Y.S."],
    ["pt d.k. is asking", "d.k."],
    ["Neurosurgeon Caprini okays restart", "Caprini"],
    ["this is priyanka from cardiology", "priyanka"],
    ["lives with auntie vera out there", "vera"],
    ["forename=Szczepan;nhs=1", "Szczepan"],
    ["P<GBRTHISTLETON<<OCTAVIA<RUTH<<<<<<", "THISTLETON<<OCTAVIA<RUTH"],
    ["PID|1||||CROWFOOT^NADEZHDA||", "CROWFOOT^NADEZHDA"],
    ["PID|1||556610||ABERCROMBIE^FELICITY^R||", "ABERCROMBIE^FELICITY^R"],
  ])("are found: %j", (text, name) => {
    expect(found(text)).toEqual([name]);
  });

  test.each([
    "i'm fine, this is urgent, it's here",
    "my son is sick and my wife may come",
    "my name is wrong on the card",
    "my name is not on the list",
    "my name is spelled wrong",
    "they call me back at 5",
    "my last name changed",
    "no last name left, 860",
    "Midwife: Urine dip has a trace",
    "Consultant Rheumatologist, retired",
    "the dr office called",
    "ask dr about the pills",
    "seen by dr yesterday",
    "is dr available",
    "my aunt has it",
    "from the U.S. or the U.K. by p.o. box",
    "Lasix I.V. and b.i.d., then P.T. at 10 a.m.",
    "I'm diabetic, from birth",
    "thanks again",
    "thank you so much!",
    "she called yesterday",
    "ask for help",
    "nurse comes on Monday",
    "he is my brother",
    "Sent from my iPhone",
    "that's a b",
    "I take it daily. Metformin",
    "the patient denies pain",
    "Dr. I think so",
    "DR SAID NO",
    "My Son Has Asthma",
    "dr told me to stop",
    "mom said it is fine",
    '{"first":"2024-01-01","city":"Leeds"}',
  ])("are not seen in %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});
