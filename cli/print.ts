import type { Options } from "./command-line.ts";

type Row = Readonly<Record<string, unknown>>;

/** What a command prints: JSON when asked for, else the table or text of it. */
export const printed = (options: Options, value: unknown, text: () => string): string =>
  options.json === true ? JSON.stringify(value, null, 2) : text();

/** Rows as a table of these columns. */
export const table = (rows: readonly Row[], columns: readonly string[]): string => {
  const cells = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

/** An object as lines of name and value; members of members have dotted names. */
export const properties = (value: unknown): string => {
  const rows = flat(value, "").map(([name, each]) => ({ name, value: each }));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map((row) => `${row.name.padEnd(width)}  ${cellOf(row.value)}`.trimEnd()).join("\n");
};

const flat = (value: unknown, path: string): [string, unknown][] => {
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (!isGroup) return [[path, value]];
  return Object.entries(value).flatMap(([member, each]) => flat(each, path === "" ? member : `${path}.${member}`));
};

/** Control characters of a name must not reach the terminal. */
const cellOf = (value: unknown): string => {
  const text = typeof value === "string" ? value : value === null || value === undefined ? "-" : JSON.stringify(value);
  return text.replaceAll(/\p{Cc}/gu, " ");
};
