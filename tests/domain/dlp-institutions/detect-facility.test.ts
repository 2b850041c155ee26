import { describe, expect, test } from "@jest/globals";
import type { Detector } from "../../../shared/domain/dlp/detector.ts";
import { facilityDetector } from "../../../shared/domain/dlp-institutions/detect-facility.ts";
import { organizationDetector } from "../../../shared/domain/dlp-institutions/detect-organization.ts";

/** What a detector finds, without findings inside others. */
const foundBy = ({ find }: Detector, text: string): readonly string[] => {
  const all = find(text);
  const whole = all.filter(
    ({ start, end }) => !all.some((other) => other.start <= start && other.end >= end && other.end - other.start > end - start),
  );
  return [...new Set(whole.map(({ start, end }) => text.slice(start, end)))];
};
const marksOf = (marked: string) => [...marked.matchAll(/\[([^\]]*)\]/g)].map(([, name]) => name);
const plain = (marked: string): string => marked.replaceAll(/[[\]]/g, "");

const facilities: readonly string[] = [
  "seen at [St. Mary's Hospital]",
  "seen at [Mercy Ridge Hospital] on",
  "took him to [Mercy General]",
  "They took him to [County General].",
  "fax it to [Lakeview Cardiology Associates], attention",
  "resident of [Willow Bend Nursing and Rehab], fall",
  "Pharmacy: [Hadley Community Pharmacy], 40",
  "social worker at [Bright Harbor Behavioral Health].",
  "my doctor at [Clinique Saint-Laurent] in",
  "at [St. Columba's Heart Institute].",
  "where do i park at the [oakhurst infusion center]",
  "immunizations for [Franklin Elementary], starting",
  "FROM: [RED RIVER PODIATRY]",
  "to [Piedmont Rheumatology Group].",
  "my therapist at [cedar hollow counseling] said",
  "she was seen at [Sierra Vista Regional] after",
  "I live at the [Convent of Our Lady of the Pines].",
  "in the office at [ridgeway high], the nurse",
  "films to [Kaplan-Ruiz Spine Center], Suite",
  "farmacia is [botica san mart\u00edn]",
  "chemist is [priceline ringwood]",
  "im at [baptist east] in the",
  "Your ER at [Good Shepherd Medical Center] never",
  "The report at [Bayfront Imaging] says",
  "4th grade at [Tall Pines Charter School], peanut",
  "I was under him at [Royal Gwent Hospital] for",
  "Could you chase [Ward C7 West] or",
  "blue badge bay at [st oswald's health centre], badge",
  "call [Pharmacie Jean Coutu de Verdun] at",
  "sent to [shoppers on bloor], his",
  "at [Walgreens on Tremont Street] says",
  "[Duane Reade on Lexington]. Which",
  "a report to [Seven Oaks General], Winnipeg",
  "at [tiny acorns nursery], shes",
  "report from [sanjeevani diagnostics] indore",
  "at [roosevelt middle school] the fax",
  "admitted to [mercy general hospital] yesterday",
  "the [Mayo Clinic] said",
  "at [Children's Hospital of Philadelphia]",
  "[University of Michigan] student",
  "Good news from [Huntsbrook Fertility]: AMH",
  "seen in [Ashdown Minor Injuries Unit], dressing",
  "To: [The Orchard Medical Practice]",
  "was at [del sol medical] from",
  "towed from [st mike's] while",
  "[Leeds Teaching Hospitals NHS Trust]",
  "lives at [beechcroft residential home] harrogate",
];

const noFacilities: readonly string[] = [
  "at the hospital",
  "urgent care is closed",
  "the memory clinic",
  "The Memory Clinic",
  "my sleep clinic appointment",
  "a children's hospital",
  "a Foley catheter",
  "went to the emergency department",
  "physical therapy twice a week",
  "Medical Center",
  "PAST MEDICAL HISTORY",
  "Recreational Drugs: None",
  "after knee replacement surgery",
  "at the hip surgery",
  "the pain clinic",
  "the drive-through clinic",
  "the melanoma clinic",
  "my pharmacy is out of stock",
  "pharmacy is closed today",
  "the school nurse",
  "in high school",
  "blood sugar at super high, and the",
  "the nursing home",
  "Emergency Department",
  "General Surgery consult",
  "seen in Cardiology",
  "Attorney General",
  "CVS is closed",
  "I went to CVS in the morning",
  "CVS on Monday",
  "Quest Diagnostics",
  "LabCorp",
  "referral to formal physical therapy",
  "undergo genetic counseling",
  "follow up for repeat imaging",
  "Wound Care Clinic",
  "at the other hospital",
  "Which clinic is open",
  "knee pain at night. nobody calls. which clinic picks it up",
];

const firms: readonly string[] = [
  "i work at [halvorsen steel fabricators] and hurt",
  "ngozi, i clean at [peachtree unified schools] and they",
  "my solicitor, [Pemberton & Ashworth LLP], 27",
  "badge, [Corvallis Timber Products], audiogram",
  "collapsed at [Kessler Meat Packing] this",
  "i work nights at [golden wok buffet]",
  "my employer? [Northwind Freight Lines], attention",
  "at [Tri-State Law Group]?",
  "my job is [amberly foods warehouse] and hr",
  "my work is [sunrise poultry] i inhaled",
  "my wife's job, [Lockridge Aerospace], policy",
  "carer from [Larkspur Homecare]",
  "through [Halifax Shipwrights Union Local 41]. Certificate",
  "[Maple Crest Housing Co-operative], 1450",
  "employer [Gippsland Dairy Haulage]. Rotator",
  "I work for [Aunt Bertha Inc]",
  "[Microbilt Corporation] is",
  "[Streetcred Software Inc.] is",
  "works at [Citigroup] now",
  "employed by [Usaa Group] as",
  "Employer: [Reed Elsevier]",
  "everybody at [meridian tire] saw it",
  "Kavanagh at [Slattery & Nunn].",
];

const noFirms: readonly string[] = [
  "I work at home",
  "I work at night",
  "he works for the hospital",
  "she works as a nurse",
  "working at least 8 hours",
  "works well for me",
  "working for years",
  "it works for pain",
  "Tylenol & Advil at night",
  "Support Group on Friday",
  "Blood Bank",
  "Group B Strep",
  "Co-pay",
  "my company is small",
  "my work is hard",
  "what works best for you",
  "at social services",
];

describe("facilities", () => {
  test.each(facilities)("are found in %j", (marked) => {
    expect(foundBy(facilityDetector, plain(marked))).toEqual(marksOf(marked));
  });

  test.each(noFacilities)("are not seen in %j", (text) => {
    expect(foundBy(facilityDetector, text)).toEqual([]);
  });
});

describe("organizations", () => {
  test.each(firms)("are found in %j", (marked) => {
    expect(foundBy(organizationDetector, plain(marked))).toEqual(marksOf(marked));
  });

  test.each(noFirms)("are not seen in %j", (text) => {
    expect(foundBy(organizationDetector, text)).toEqual([]);
  });
});
