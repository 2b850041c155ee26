import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import type { IdentifierType } from "../dlp/identifier-types.ts";
import { type Label, labelOf } from "../dlp-labels/labels.ts";
import { isDateOrTime } from "./is-other-value.ts";

const separators = ["|", "\t", ";", ","] as const;
const fewestCells = 2;
const mostCells = 64;

/** Numbers in a column whose head calls them an identifier: tables with bars, tabs, semicolons or commas. */
export const columnDetector: Detector = {
  name: "column",
  seesAll: true,
  find: (text) => (text.includes("\n") && /[|\t;,]/.test(text) ? readTables(text) : []),
};

/** Heads of columns whose cells are no labelled numbers, and how those are written. */
const heads: readonly { readonly head: RegExp; readonly type: IdentifierType; readonly cell: RegExp }[] = [
  { head: /^age$/, type: "AGE", cell: /^(?:9\d|1[0-2]\d)$/ },
  { head: /^(?:(?:portal )?user(?: ?name| id)?|log ?in(?: id| name)?)$/, type: "USERNAME", cell: /^[A-Za-z][\w.@-]{2,40}$/ },
  { head: /(?:^| )(?:password|pwd|passcode|pin|api key|token)$/, type: "SECRET", cell: /^(?=\S{4})[^|,;\s]{4,80}$/ },
  { head: /(?:^| )(?:zip|postal|postcode)(?: code)?$/, type: "ZIP_CODE", cell: /^[\dA-Z][\dA-Z -]{3,9}$/ },
];

type Column = { readonly at: number; readonly type: IdentifierType };
type Table = { readonly separator: string; readonly width: number; readonly columns: readonly Column[] };
type Line = { readonly start: number; readonly value: string };

const readTables = (text: string): readonly Candidate[] => {
  const found: Candidate[] = [];
  const lines = linesOf(text);
  let table: Table | undefined;
  for (const [at, line] of lines.entries()) {
    const cells = table === undefined ? [] : line.value.split(table.separator);
    if (table === undefined || cells.length !== table.width) table = readHead(line.value, lines[at + 1]?.value ?? "");
    else found.push(...readRow(line, cells, table));
  }
  return found;
};

const linesOf = (text: string): readonly Line[] => {
  let start = 0;
  return text.split("\n").map((value) => {
    const line = { start, value };
    start += value.length + 1;
    return line;
  });
};

/** A line of at least two cells, one of them the name of an identifier, and as many in the next line. */
const readHead = (line: string, next: string): Table | undefined => {
  for (const separator of separators) {
    const cells = line.split(separator);
    if (cells.length < fewestCells || cells.length > mostCells || next.split(separator).length !== cells.length) continue;
    const isSure = isTable(line, separator);
    const columns = cells.flatMap((cell, at) => toColumn(cell, at, isSure));
    if (columns.length > 0) return { separator, width: cells.length, columns };
  }
  return undefined;
};

/** With commas and blanks a line is a sentence, so that only numbers below it are taken for a column's. */
const isTable = (line: string, separator: string): boolean => !line.includes(`${separator} `) || separator === "|";

const toColumn = (cell: string, at: number, isSure: boolean): readonly Column[] => {
  const name = cell
    .trim()
    .replace(/([a-z])(?=[A-Z])/g, "$1 ")
    .toLowerCase()
    .replace(/[_.#-]/g, (mark) => (mark === "#" ? " number" : " "))
    .replace(/[ ]{2,64}/g, " ")
    .trim();
  const label = name.length > 40 ? undefined : labelOfHead(name);
  const kept = isSure ? heads.find(({ head }) => head.test(name)) : undefined;
  if (kept !== undefined) return [{ at, type: kept.type }];
  return label === undefined || label.type === "OTHER" ? [] : [{ at, type: label.type }];
};

/** "Provider NPI No" is headed by its last label. */
const labelOfHead = (name: string): Label | undefined => {
  const bare = name.replace(/[ ](?:number|no|nr|id|num|code)$/, "");
  const last = labelOf(bare.slice(bare.lastIndexOf(" ") + 1));
  return labelOf(name) ?? labelOf(bare) ?? (last?.isStrong === true ? last : undefined);
};

const readRow = ({ start, value }: Line, cells: readonly string[], { columns }: Table): readonly Candidate[] =>
  columns.flatMap(({ at, type }) => {
    const cell = cells[at] ?? "";
    const trimmed = cell.trim();
    if (!isCellOf(type, trimmed)) return [];
    const before = cells.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
    const from = start + before + cell.indexOf(trimmed);
    return value.length === 0 ? [] : [{ start: from, end: from + trimmed.length, type, certainty: certainty.cued }];
  });

const isNumber = (cell: string): boolean =>
  /^["']?[A-Za-z\d][A-Za-z\d ._/-]{1,30}["']?$/.test(cell) && (cell.match(/\d/g)?.length ?? 0) >= 2 && !isDateOrTime(cell);

const isCellOf = (type: IdentifierType, cell: string): boolean =>
  heads.find((head) => head.type === type)?.cell.test(cell) ?? isNumber(cell);
