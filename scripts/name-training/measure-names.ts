/**
 * Prints how the shipped model does on templates and names it never saw, and on files of labelled JSON lines
 * ({text, spans, keep?}) given as arguments; `--errors` lists what it missed and what it took by mistake.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nameTagger } from "../../shared/domain/dlp-names/name-tagger.ts";
import { admitsMeasuring, type Stock } from "./fill-slots.ts";
import { makeCorpus, readMaterial } from "./make-corpus.ts";
import { type Marked, textOf } from "./marked-text.ts";
import { readOrigins } from "./name-sources.ts";
import { readPlaces } from "./place-sources.ts";
import { readLists } from "./text-files.ts";

type Range = { readonly start: number; readonly end: number };
type Labelled = {
  readonly text: string;
  readonly spans: readonly (Range & { readonly type: string })[];
  readonly keep?: readonly Range[];
};
type Row = { gold: number; hit: number; gone: number; found: number; right: number };

const args = process.argv.slice(2);
const modelPath = args.find((arg) => arg.endsWith(".bin")) ?? join(import.meta.dirname, "../../shared/models/names.bin");
const bytes = readFileSync(modelPath);
const tagger = nameTagger(bytes);
const placeTagger = nameTagger(bytes, { findsRegions: true });
const showsErrors = args.includes("--errors");

const families: Readonly<Record<string, string>> = { PERSON: "NAME", GPE: "LOCATION", REGION: "LOCATION" };
const familyOf = (type: string): string => families[type] ?? type;
const measured: ReadonlySet<string> = new Set(["NAME", "LOCATION", "ORGANIZATION", "FACILITY"]);
const meets = (left: Range, right: Range): boolean => left.start < right.end && right.start < left.end;
const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(6);

const show = (kind: string, { text }: Labelled, { start, end, type }: Range & { readonly type: string }): void => {
  if (!showsErrors) return;
  console.log(
    kind,
    type,
    JSON.stringify(text.slice(Math.max(0, start - 40), start)),
    `<${text.slice(start, end)}>`,
    JSON.stringify(text.slice(end, end + 25)),
  );
};

const isGone = (text: string, { start, end }: Range, found: readonly Range[]): boolean => {
  for (let at = start; at < end; at += 1)
    if (/[\p{L}\p{N}]/u.test(text[at] ?? "") && !found.some((each) => each.start <= at && at < each.end)) return false;
  return true;
};

const newTable = (): ((family: string) => Row) & { readonly rows: Map<string, Row> } => {
  const rows = new Map<string, Row>();
  const rowOf = (family: string): Row => {
    const row = rows.get(family) ?? { gold: 0, hit: 0, gone: 0, found: 0, right: 0 };
    rows.set(family, row);
    return row;
  };
  return Object.assign(rowOf, { rows });
};

const measure = (title: string, documents: readonly Labelled[]): void => {
  const rowOf = newTable();
  const counts = { clean: 0, altered: 0, keep: 0, lost: 0 };
  for (const document of documents) {
    noteGold(document, rowOf);
    const found = tagger.find(document.text);
    noteFound(document, found, rowOf);
    const isClean = document.spans.every(({ type }) => type === "REGION");
    counts.clean += isClean ? 1 : 0;
    counts.altered += isClean && found.length > 0 ? 1 : 0;
    const keep = (document.keep ?? []).filter((range) => !document.spans.some((span) => meets(span, range)));
    counts.keep += keep.length;
    counts.lost += keep.filter((range) => found.some((each) => meets(each, range))).length;
  }
  console.log(
    `\n${title}: ${documents.length} texts, clean ${counts.clean}, altered ${percent(counts.altered, counts.clean)} %, terms ${counts.keep}, lost ${percent(counts.lost, counts.keep)} %`,
  );
  for (const [family, { gold, hit, gone, found, right }] of rowOf.rows)
    console.log(
      `${family.padEnd(14)} gold ${String(gold).padStart(5)}  recall ${percent(hit, gold)}  removed ${percent(gone, gold)}  precision ${percent(right, found)}`,
    );
};

const noteGold = (document: Labelled, rowOf: (family: string) => Row): void => {
  const found = placeTagger.find(document.text);
  for (const span of document.spans.filter(({ type }) => measured.has(familyOf(type)) && type !== "REGION")) {
    const row = rowOf(familyOf(span.type));
    row.gold += 1;
    row.hit += found.some((each) => familyOf(each.type) === familyOf(span.type) && meets(each, span)) ? 1 : 0;
    const gone = isGone(document.text, span, found);
    row.gone += gone ? 1 : 0;
    if (!gone) show("MISS", document, span);
  }
};

/** A finding is right when it meets anything marked, of whatever type. */
const noteFound = (
  document: Labelled,
  found: readonly (Range & { readonly type: string })[],
  rowOf: (family: string) => Row,
): void => {
  for (const each of found) {
    const row = rowOf(familyOf(each.type));
    row.found += 1;
    const right = document.spans.some((span) => meets(span, each));
    row.right += right ? 1 : 0;
    if (!right) show("FALSE", document, each);
  }
};

const spansOf = (marked: Marked): Labelled => {
  const spans: (Range & { type: string })[] = [];
  let at = 0;
  for (const { text, tag } of marked) {
    if (tag !== "OTHER") spans.push({ start: at, end: at + text.length, type: tag });
    at += text.length;
  }
  return { text: textOf(marked), spans };
};

const measureSpeed = (documents: readonly Labelled[]): void => {
  const text = documents.map((each) => each.text).join("\n");
  const pieces = Array.from({ length: Math.floor(text.length / 400) }, (_, at) => text.slice(at * 400, at * 400 + 400));
  for (const piece of pieces.slice(0, 500)) tagger.find(piece);
  const before = process.cpuUsage();
  for (const piece of pieces) tagger.find(piece);
  const { user, system } = process.cpuUsage(before);
  console.log(`\n${Math.round((text.length * 1e6) / (user + system))} characters a second`);
};

const measuringStock = (): Stock => {
  const places = readPlaces().filter(({ name }) => admitsMeasuring(name));
  return {
    lists: readLists("lists"),
    origins: readOrigins().filter(({ firsts, lasts }) => firsts.some(admitsMeasuring) && lasts.some(admitsMeasuring)),
    places,
    localPlaces: places.filter(({ country }) => ["US", "GB", "CA", "AU"].includes(country)),
    words: ["table"],
    ordinary: { words: ["table"], abbreviations: ["BP"] },
    admits: admitsMeasuring,
  };
};

const readLines = (path: string): readonly Labelled[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Labelled => JSON.parse(line));

const heldOut = makeCorpus(readMaterial("held-out"), measuringStock(), { seed: 7, size: 3000 }).map(spansOf);
if (!args.includes("--no-generated")) measure("held-out templates and names", heldOut);
for (const path of args.filter((arg) => arg.endsWith(".jsonl"))) measure(path, readLines(path));
measureSpeed(heldOut);
