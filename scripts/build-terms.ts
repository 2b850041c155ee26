/**
 * Writes shared/models/terms.bin, the terms that are nobody's name, from the lists in scripts/terms/:
 *
 *   npm run build:terms
 *
 * The same lists and models give the same file, byte for byte. A line is a term, "# …" begins a group.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packTerms, termKind } from "../shared/domain/dlp-terms/term-table.ts";
import { eponymTerm, wholeTerm } from "../shared/domain/dlp-terms/whole-term.ts";
import { namesNobody } from "./term-names.ts";

const root = join(import.meta.dirname, "..");

const readLines = (name: string): readonly string[] =>
  readFileSync(join(root, "scripts/terms", name), "utf8")
    .split("\n")
    .filter((line) => line !== "");

const files = readdirSync(join(root, "scripts/terms")).sort();
const trailing = /(?:[ -](?:\d[\d.,/]*|\d*[a-z]|[ivx]+))+$/;
const withoutNumber = (term: string): string => term.replace(trailing, "");

/** Groups of firms: to those who work there they are more than a word. */
const ofTrade = /^# (?:banks|insurers|makers|pharmacies)/;

/** A plural that is more than an "s": "actinic keratoses", "biopsies". */
const pluralOf = (term: string): string =>
  term.replace(/(?<=\p{L}{4})(?:[iy]s|(?<![aeiou])y)$/u, (end) => (end === "y" ? "ies" : "es"));

type Term = { readonly term: string; readonly kind: number };

const readTerms = (name: string): readonly Term[] => {
  let kind: number = termKind.plain;
  return readLines(name).flatMap((line) => {
    if (line.startsWith("#")) kind = ofTrade.test(line) ? termKind.trade : termKind.plain;
    return line.startsWith("#") ? [] : [line, withoutNumber(line), pluralOf(line)].map((term) => ({ term, kind }));
  });
};

/** What a number or a grade follows in notes, with its first words alone: "Westley 4" for "westley score". */
const scored =
  /^(\S{4,}(?: \S{4,})?) (?:scores?|scale|signs?|tests?|classification|class|grad(?:e|ing)|type|index|criteria|stag(?:e|ing)|level|angle|ratio|stages)$/;

/** "romano-ward": two names that are somebody's only without the hyphen. */
const hyphened = readLines("eponyms.txt")
  .concat(readLines("conditions.txt"))
  .filter((line) => /^[\p{L}']{3,}(?:-[\p{L}']{3,})+$/u.test(line) && !namesNobody(line));

const eponyms = files
  .flatMap(readLines)
  .flatMap((line) => scored.exec(line)?.[1] ?? [])
  .concat(hyphened)
  .map((word) => ({ term: eponymTerm(word), kind: termKind.plain }));

const all = files.filter((name) => name !== "surnames.txt").flatMap(readTerms);
const usable = all.filter(({ term }) => namesNobody(term));
const file = packTerms([...usable, ...eponyms].flatMap(({ term, kind }) => wholeTerm(term).map((key) => ({ ...key, kind }))));
writeFileSync(join(root, "shared/models/terms.bin"), file);
console.log(`${file.length} bytes from ${new Set(usable.map(({ term }) => term)).size} spellings of terms`);
