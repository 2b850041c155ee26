import { describe, expect, test } from "@jest/globals";
import { groupDetector } from "../../../shared/domain/dlp-groups/detect-group.ts";

const found = (text: string): readonly string[] => groupDetector.find(text).map(({ start, end }) => text.slice(start, end));

describe("a nationality, a people, a faith", () => {
  test.each([
    ["my Haitian grandmother drinks it", "Haitian"],
    ["shes cambodian so we do the coining", "cambodian"],
    ["We're Sikh and my father keeps his beard", "Sikh"],
    ["Pt is a Jehovah's Witness and declines PRBC", "Jehovah's Witness"],
    ["mormon so no alcohol", "mormon"],
    ["only want lady doctor. muslim. pap smear", "muslim"],
    ["Religion: Anglican", "Anglican"],
    ["a devout Lutheran, he asked", "Lutheran"],
    ["the sri lankan ladies from the school", "sri lankan"],
    ["she is a Christian", "Christian"],
    ["Vietnamese gentleman, lives above the shop", "Vietnamese"],
  ])("is found where it describes somebody: %s", (text, group) => {
    expect(found(text)).toEqual([group]);
  });

  test.each([
    "is german measles the same as measles",
    "quaker oats ok on warfarin?",
    "St. Casimir's Catholic Church",
    "Jewish General Hospital called",
    "I'm Christian and I need a refill",
    "Christian here, refill please",
    "need a spanish interpreter",
    "a leaflet in German, please",
    "does asian ginseng mess with coumadin",
    "the Norwegian guideline",
    "he speaks Polish only",
  ])("is left where it does not: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
